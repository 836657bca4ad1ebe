/** Owns how settlements, entries and disputes look wherever they stand: chips, periods, links to orders, and columns. */
import type { Settlement, SettlementDispute, SettlementEntry } from '@jetway/marketplace-api';
import { type Column, exactInstant, Instant, Money, StatusChip } from '@jetway/ui';
import { Group, Stack, Text } from '@mantine/core';
import { OrderLink } from '../../parts/order-link.tsx';
import { disputeWords, kindNames, stateWords } from './settlements.ts';

export function StateChip({ settlement }: { readonly settlement: Settlement }) {
  const { name, tone, means } = stateWords[settlement.state];
  return (
    <StatusChip tone={tone} hint={means}>
      {name}
    </StatusChip>
  );
}

export function DisputeChip({ dispute }: { readonly dispute: SettlementDispute }) {
  const { name, tone, means } = disputeWords[dispute.state];
  return (
    <StatusChip tone={tone} hint={means}>
      {name}
    </StatusChip>
  );
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

/** The days of a settlement, in UTC as they are cut. */
export function Period({ settlement: { startsAt, endsAt } }: { readonly settlement: Settlement }) {
  return (
    <span className="jw-number" title={`${exactInstant(startsAt)} – ${exactInstant(endsAt)}`}>
      {day.formatRange(startsAt, Math.max(startsAt, endsAt - 1))}
    </span>
  );
}

const Dollars = ({ cents }: { readonly cents: number }) => <Money cents={cents} currency="USD" />;

export const settlementColumns: readonly Column<Settlement>[] = [
  {
    id: 'period',
    header: 'Period',
    cell: (settlement) => (
      <Stack gap={0}>
        <Text size="sm" fw={600} component="span">
          <Period settlement={settlement} />
        </Text>
        <Text size="xs" c="dimmed" component="span" className="jw-number">
          {settlement.id}
        </Text>
      </Stack>
    ),
  },
  { id: 'state', header: 'State', cell: (settlement) => <StateChip settlement={settlement} /> },
  { id: 'orders', header: 'Orders', align: 'right', cell: ({ balances }) => <Dollars cents={balances.orderCents} /> },
  {
    id: 'returns',
    header: 'Returns',
    align: 'right',
    cell: ({ balances }) => <Dollars cents={balances.returnCents} />,
  },
  {
    id: 'adjustments',
    header: 'Adjustments',
    align: 'right',
    cell: ({ balances }) => <Dollars cents={balances.adjustmentCents} />,
  },
  {
    id: 'total',
    header: 'Value',
    align: 'right',
    cell: ({ balances }) => (
      <Text size="sm" fw={600} component="span">
        <Dollars cents={balances.totalCents} />
      </Text>
    ),
  },
];

export function SettlementCard({ settlement }: { readonly settlement: Settlement }) {
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" fw={600}>
          <Period settlement={settlement} />
        </Text>
        <Text size="sm" fw={600}>
          <Dollars cents={settlement.balances.totalCents} />
        </Text>
      </Group>
      <Group gap={6}>
        <StateChip settlement={settlement} />
        <Text size="xs" c="dimmed">
          Orders <Dollars cents={settlement.balances.orderCents} /> · Returns{' '}
          <Dollars cents={settlement.balances.returnCents} />
        </Text>
      </Group>
    </Stack>
  );
}

function EntryAbout({ entry, accountId }: { readonly entry: SettlementEntry; readonly accountId: string }) {
  return (
    <Stack gap={0} maw={{ base: 300, sm: 260, xl: 420 }}>
      {entry.orderId !== null && (
        <OrderLink accountId={accountId} orderId={entry.orderId} name={entry.referenceOrderId} />
      )}
      <Text size="xs" c="dimmed" lineClamp={3}>
        {entry.note ?? entry.title ?? entry.sku ?? ''}
      </Text>
    </Stack>
  );
}

export const entryColumns = (accountId: string): readonly Column<SettlementEntry>[] => [
  { id: 'at', header: 'When', cell: ({ at }) => <Instant at={at} /> },
  {
    id: 'kind',
    header: 'What',
    cell: ({ kind, units }) => (
      <Stack gap={0}>
        <Text size="sm">{kindNames[kind]}</Text>
        {units > 0 && (
          <Text size="xs" c="dimmed">
            {units.toLocaleString()} {units === 1 ? 'unit' : 'units'}
          </Text>
        )}
      </Stack>
    ),
  },
  { id: 'about', header: 'Order', cell: (entry) => <EntryAbout entry={entry} accountId={accountId} /> },
  { id: 'paid', header: 'Paid', align: 'right', cell: ({ paidCents }) => <Dollars cents={paidCents} /> },
  {
    id: 'commission',
    header: 'Commission',
    align: 'right',
    cell: ({ commissionCents }) => <Dollars cents={commissionCents} />,
  },
  { id: 'other', header: 'Other', align: 'right', cell: ({ otherCents }) => <Dollars cents={otherCents} /> },
  {
    id: 'total',
    header: 'Total',
    align: 'right',
    cell: ({ totalCents }) => (
      <Text size="sm" fw={600} component="span">
        <Dollars cents={totalCents} />
      </Text>
    ),
  },
];

export function EntryCard({ entry, accountId }: { readonly entry: SettlementEntry; readonly accountId: string }) {
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" fw={600}>
          {kindNames[entry.kind]}
        </Text>
        <Text size="sm" fw={600}>
          <Dollars cents={entry.totalCents} />
        </Text>
      </Group>
      <EntryAbout entry={entry} accountId={accountId} />
      <Text size="xs" c="dimmed">
        <Instant at={entry.at} />
      </Text>
    </Stack>
  );
}
