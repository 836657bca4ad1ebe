/** Owns the columns of the account list, and how an account looks on a small screen. */
import type { Account } from '@jetway/marketplace-api';
import { type Column, CopyButton } from '@jetway/ui';
import { Anchor, Button, Code, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { KindChip } from '../../parts/kind-chip.tsx';
import { shortKey } from './accounts.ts';
import { OrderCounts, StatusCount } from './order-counts.tsx';

function AccountLink({ account }: { readonly account: Account }) {
  return (
    <Group gap={8} wrap="nowrap">
      <Anchor
        size="sm"
        fw={600}
        renderRoot={(props) => <Link to="/accounts/$accountId/orders" params={{ accountId: account.id }} {...props} />}
      >
        {account.merchantName}
      </Anchor>
      <KindChip kind={account.kind} />
    </Group>
  );
}

function ApiUser({ apiUser }: { readonly apiUser: string }) {
  return (
    <Group gap={2} wrap="nowrap">
      <Code title={apiUser}>{shortKey(apiUser)}</Code>
      <CopyButton text={apiUser} label="API user" />
    </Group>
  );
}

export function RotateButton({ account, onRotate }: { readonly account: Account; readonly onRotate: RotateAsked }) {
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={`Rotate the secret of ${account.merchantName}, ${account.kind}`}
      onClick={() => onRotate(account)}
    >
      Rotate secret …
    </Button>
  );
}

export type RotateAsked = (account: Account) => void;

const statuses = ['created', 'ready', 'acknowledged', 'inprogress', 'complete'] as const;
const headers = {
  created: 'Created',
  ready: 'Ready',
  acknowledged: 'Acknowledged',
  inprogress: 'In progress',
  complete: 'Complete',
} as const;

export const accountColumns = (onRotate: RotateAsked): Column<Account>[] => [
  {
    id: 'merchant',
    header: 'Merchant, API user',
    cell: (account) => (
      <Stack gap={2}>
        <AccountLink account={account} />
        <ApiUser apiUser={account.apiUser} />
      </Stack>
    ),
  },
  {
    id: 'skus',
    header: 'SKUs',
    align: 'right',
    cell: (account) => (
      <Anchor
        size="sm"
        c={account.skuCount === 0 ? 'dimmed' : 'inherit'}
        renderRoot={(props) => <Link to="/accounts/$accountId/skus" params={{ accountId: account.id }} {...props} />}
      >
        {account.skuCount.toLocaleString()}
      </Anchor>
    ),
  },
  ...statuses.map((status) => ({
    id: status,
    header: headers[status],
    align: 'right' as const,
    cell: (account: Account) => <StatusCount account={account} status={status} />,
  })),
  {
    id: 'actions',
    header: 'Actions',
    headerHidden: true,
    align: 'right',
    cell: (account) => <RotateButton account={account} onRotate={onRotate} />,
  },
];

export function AccountCard({ account, actions }: { readonly account: Account; readonly actions: ReactNode }) {
  return (
    <Stack gap={8}>
      <Group justify="space-between" wrap="nowrap">
        <AccountLink account={account} />
        <Text size="xs" c="dimmed">
          {account.skuCount.toLocaleString()} SKUs
        </Text>
      </Group>
      <OrderCounts account={account} />
      <Group justify="space-between">
        <ApiUser apiUser={account.apiUser} />
        {actions}
      </Group>
    </Stack>
  );
}
