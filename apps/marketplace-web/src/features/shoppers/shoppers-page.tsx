/** Owns the page from which the shoppers are steered. */
import type { Shoppers } from '@jetway/marketplace-api';
import { FailureAlert, failureOf, Loaded, LoadingPage, PageHeader, Section, StatusChip } from '@jetway/ui';
import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSetShoppers, useShoppers } from './shoppers.queries.ts';
import { shoppersState } from './shoppers.ts';
import { ShoppersForm } from './shoppers-form.tsx';

function Figure({ label, value, about }: { readonly label: string; readonly value: string; readonly about: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed" fw={600}>
        {label}
      </Text>
      <Text size="xl" fw={650} className="jw-number">
        {value}
      </Text>
      <Text size="xs" c="dimmed">
        {about}
      </Text>
    </div>
  );
}

function PauseButton({ shoppers }: { readonly shoppers: Shoppers }) {
  const set = useSetShoppers();
  const failure = failureOf(set.error);
  const { paused } = shoppers;
  return (
    <Stack gap="xs" align="flex-end">
      <Button
        variant={paused ? 'filled' : 'default'}
        leftSection={paused ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />}
        loading={set.isPending}
        onClick={() => set.mutate({ paused: !paused })}
      >
        {paused ? 'Let shoppers in' : 'Pause shoppers'}
      </Button>
      {failure !== undefined && <FailureAlert failure={failure} />}
    </Stack>
  );
}

function Now({ shoppers }: { readonly shoppers: Shoppers }) {
  const { name, tone, means } = shoppersState(shoppers);
  const { waiting, pauseAtWaiting, placed, ratePerMinute, note } = shoppers;
  return (
    <Section title="Now">
      <Stack>
        <Group gap="sm">
          <StatusChip tone={tone}>{name}</StatusChip>
          <Text size="sm">{means}</Text>
        </Group>
        <SimpleGrid cols={3}>
          <Figure label="Rate" value={ratePerMinute.toLocaleString()} about="orders a minute" />
          <Figure
            label="Unfinished"
            value={waiting.toLocaleString()}
            about={`of ${pauseAtWaiting.toLocaleString()} at which they wait`}
          />
          <Figure label="Placed" value={placed.toLocaleString()} about="orders so far" />
        </SimpleGrid>
        <div>
          <Text size="xs" c="dimmed" fw={600}>
            What they say
          </Text>
          <Text size="sm" role="status">
            {note === '' ? 'Nothing: all is well.' : note}
          </Text>
        </div>
      </Stack>
    </Section>
  );
}

export function ShoppersPage(): ReactNode {
  const shoppers = useShoppers();
  return (
    <Stack gap="sm">
      <PageHeader
        title="Shoppers"
        description="Made-up people who order what is purchasable at any account, now and then change their mind, and send things back."
        actions={shoppers.data !== undefined && <PauseButton shoppers={shoppers.data} />}
      />
      <Loaded
        data={shoppers.data}
        failure={failureOf(shoppers.error)}
        onRetry={() => void shoppers.refetch()}
        loading={<LoadingPage />}
      >
        {(data) => (
          <>
            <Now shoppers={data} />
            <Section title="How they shop">
              <ShoppersForm shoppers={data} />
            </Section>
          </>
        )}
      </Loaded>
    </Stack>
  );
}
