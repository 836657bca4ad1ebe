/** Owns the page of an account's webhooks: endpoints, and what each was told. */
import type { WebhookEndpoint } from '@jetway/marketplace-api';
import { PageHeader, Section } from '@jetway/ui';
import { Button, NativeSelect, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useAccountInWorld } from '../accounts/index.ts';
import { DeliveryList } from './delivery-list.tsx';
import { EndpointDialog } from './endpoint-dialogs.tsx';
import { EndpointList } from './endpoint-list.tsx';
import { useEndpoints } from './webhooks.queries.ts';
import { parseWebhooksSearch } from './webhooks.ts';

const route = getRouteApi('/shell/accounts/$accountId/webhooks');

export function WebhooksPage(): ReactNode {
  const { account } = useAccountInWorld();
  const search = route.useSearch();
  const navigate = useNavigate();
  const endpoints = useEndpoints(account.id);
  const [target, setTarget] = useState<WebhookEndpoint | 'new'>();
  const rows = endpoints.data ?? [];
  const chosen = rows.find(({ id }) => id === search.endpoint) ?? rows[0];
  const go = (change: Readonly<Record<string, unknown>>) =>
    void navigate({
      to: '/accounts/$accountId/webhooks',
      params: { accountId: account.id },
      search: parseWebhooksSearch({ ...search, ...change }),
      replace: true,
    });
  const addButton = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setTarget('new')}>
      Add endpoint
    </Button>
  );
  return (
    <Stack gap="md">
      <PageHeader
        title="Webhooks"
        tabTitle={`Webhooks of ${account.merchantName}`}
        description="Addresses of the merchant’s software that are told what happens."
        actions={rows.length > 0 ? addButton : undefined}
      />
      <EndpointList accountId={account.id} addButton={addButton} onChange={setTarget} />
      {chosen !== undefined && (
        <Section title="Deliveries">
          {rows.length > 1 && (
            <NativeSelect
              label="Endpoint"
              mb="sm"
              data={rows.map(({ id, url }) => ({ value: id, label: url }))}
              value={chosen.id}
              onChange={(event) => go({ endpoint: event.currentTarget.value })}
            />
          )}
          <DeliveryList
            key={chosen.id}
            name={{ accountId: account.id, endpointId: chosen.id }}
            state={search.state}
            onState={(state) => go({ state })}
          />
        </Section>
      )}
      <EndpointDialog accountId={account.id} target={target} onClose={() => setTarget(undefined)} />
    </Stack>
  );
}
