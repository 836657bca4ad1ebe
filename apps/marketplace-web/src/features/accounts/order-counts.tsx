/** Owns how many orders of an account stand in which status; each number leads to them. */
import type { Account } from '@jetway/marketplace-api';
import { Anchor, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { statusName } from '../orders/index.ts';

export interface StatusCountProps {
  readonly account: Account;
  readonly status: keyof Account['ordersByStatus'];
}

export function StatusCount({ account, status }: StatusCountProps) {
  const count = account.ordersByStatus[status];
  return (
    <Anchor
      size="sm"
      className="jw-number"
      c={count === 0 ? 'dimmed' : 'inherit'}
      aria-label={`${count} orders ${statusName(status)}`}
      renderRoot={(props) => (
        <Link to="/accounts/$accountId/orders" params={{ accountId: account.id }} search={{ status }} {...props} />
      )}
    >
      {count.toLocaleString()}
    </Anchor>
  );
}

const statuses = ['created', 'ready', 'acknowledged', 'inprogress', 'complete'] as const;

/** Those that are not nothing in a row, for small screens. */
export function OrderCounts({ account }: { readonly account: Account }) {
  const shown = statuses.filter((status) => account.ordersByStatus[status] > 0);
  if (shown.length === 0)
    return (
      <Text size="xs" c="dimmed">
        No orders
      </Text>
    );
  return (
    <Group gap="2px 14px">
      {shown.map((status) => (
        <Group key={status} gap={4}>
          <StatusCount account={account} status={status} />
          <Text size="xs" c="dimmed">
            {statusName(status).toLowerCase()}
          </Text>
        </Group>
      ))}
    </Group>
  );
}
