/** Owns the refunds of an order, within the order's page. */
import { FailureAlert, failureOf, Instant, LoadingLines, Money } from '@jetway/ui';
import { Group, Stack, Text } from '@mantine/core';
import { RefundLink, RefundStatusChip, RefundTimerChip } from './refund-chips.tsx';
import { useRefundsOfOrder } from './refunds.queries.ts';

export function RefundsOfOrder({ accountId, orderId }: { readonly accountId: string; readonly orderId: string }) {
  const refunds = useRefundsOfOrder(accountId, orderId);
  const failure = failureOf(refunds.error);
  if (refunds.data === undefined)
    return failure === undefined ? <LoadingLines count={1} /> : <FailureAlert failure={failure} />;
  if (refunds.data.items.length === 0)
    return (
      <Text size="sm" c="dimmed">
        The merchant refunded nothing by itself.
      </Text>
    );
  return (
    <Stack gap="sm">
      {refunds.data.items.map((refund) => (
        <Stack key={refund.id} gap={4}>
          <Group justify="space-between" wrap="nowrap">
            <RefundLink refund={refund} />
            <Text size="sm">
              <Money cents={refund.amountCents} currency="USD" />
            </Text>
          </Group>
          <Group gap={4}>
            <RefundStatusChip status={refund.status} />
            <RefundTimerChip refund={refund} />
            <Text size="xs" c="dimmed" component="div">
              <Instant at={refund.createdAt} />
            </Text>
          </Group>
        </Stack>
      ))}
    </Stack>
  );
}
