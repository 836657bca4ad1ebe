/** Owns the returns of an order, within the order's page. */
import { FailureAlert, failureOf, Instant, LoadingLines, Money } from '@jetway/ui';
import { Group, Stack, Text } from '@mantine/core';
import { ReturnSigns, ReturnStatusChip } from './return-chips.tsx';
import { ReturnLink } from './return-link.tsx';
import { useReturnsOfOrder } from './returns.queries.ts';
import { unitsText } from './returns.ts';

export function ReturnsOfOrder({ accountId, orderId }: { readonly accountId: string; readonly orderId: string }) {
  const returns = useReturnsOfOrder(accountId, orderId);
  const failure = failureOf(returns.error);
  if (returns.data === undefined)
    return failure === undefined ? <LoadingLines count={1} /> : <FailureAlert failure={failure} />;
  if (returns.data.items.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Nothing was returned.
      </Text>
    );
  return (
    <Stack gap="sm">
      {returns.data.items.map((ret) => (
        <Stack key={ret.id} gap={4}>
          <Group justify="space-between" wrap="nowrap">
            <ReturnLink ret={ret} />
            <Text size="sm">
              <Money cents={ret.refundedCents} currency="USD" />
            </Text>
          </Group>
          <Group gap={4}>
            <ReturnStatusChip status={ret.status} />
            <ReturnSigns ret={ret} />
            <Text size="xs" c="dimmed" component="div">
              {unitsText(ret.units)} · <Instant at={ret.openedAt} />
            </Text>
          </Group>
        </Stack>
      ))}
    </Stack>
  );
}
