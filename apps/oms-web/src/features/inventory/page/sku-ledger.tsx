/** Owns the ledger of a SKU: every movement of its stock. */
import type { InventoryItem, LedgerEntry } from '@jetway/oms-api';
import { type Column, DataTable, EmptyPanel, failureOf, Instant, Section } from '@jetway/ui';
import { Anchor, NativeSelect, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { actorName } from '../../../parts/actors.ts';
import { useLedger } from '../inventory.queries.ts';
import { ledgerReason, signed } from '../inventory.ts';

function Change({ change, after }: { readonly change: number; readonly after: number }) {
  return (
    <Text size="sm" className="jw-number" style={{ whiteSpace: 'nowrap' }} {...(change === 0 ? { c: 'dimmed' } : {})}>
      {change === 0 ? '' : `${signed(change)} → `}
      {after}
    </Text>
  );
}

function Reason({ entry }: { readonly entry: LedgerEntry }) {
  const { orderId } = entry;
  return (
    <Stack gap={0}>
      <Text size="sm">
        {ledgerReason(entry.reason)}
        {orderId !== null && (
          <>
            {' · '}
            <Anchor inherit renderRoot={(props) => <Link to="/orders/$orderId" params={{ orderId }} {...props} />}>
              order
            </Anchor>
          </>
        )}
      </Text>
      <Text size="xs" c="dimmed">
        {entry.locationName} · {actorName(entry.actor)}
        {entry.note === null ? '' : ` · ${entry.note}`}
      </Text>
    </Stack>
  );
}

const columns: readonly Column<LedgerEntry>[] = [
  {
    id: 'at',
    header: 'When',
    cell: (entry) => (
      <span style={{ whiteSpace: 'nowrap' }}>
        <Instant at={entry.at} />
      </span>
    ),
  },
  { id: 'reason', header: 'What', cell: (entry) => <Reason entry={entry} /> },
  {
    id: 'onHand',
    header: 'On hand',
    align: 'right',
    cell: (entry) => <Change change={entry.onHandChange} after={entry.onHandAfter} />,
  },
  {
    id: 'reserved',
    header: 'Reserved',
    align: 'right',
    cell: (entry) => <Change change={entry.reservedChange} after={entry.reservedAfter} />,
  },
];

const rowId = (entry: LedgerEntry): string => entry.id;

export function SkuLedger({ item }: { readonly item: InventoryItem }) {
  const [locationId, setLocationId] = useState('');
  const { rows, query, more, isOld } = useLedger(item.skuId, locationId === '' ? undefined : locationId);
  return (
    <Section
      title="Ledger"
      actions={
        item.locations.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label="Location"
            value={locationId}
            onChange={(event) => setLocationId(event.currentTarget.value)}
            data={[
              { value: '', label: 'All locations' },
              ...item.locations.map((place) => ({ value: place.locationId, label: place.locationName })),
            ]}
          />
        )
      }
    >
      <DataTable
        label="Ledger"
        columns={columns}
        rows={rows}
        isOld={isOld}
        rowId={rowId}
        failure={failureOf(query.error)}
        onRetry={() => void query.refetch()}
        empty={
          <EmptyPanel title="No movement yet">
            {item.components.length === 0
              ? 'Receipts, counts, reservations and shipments appear here.'
              : 'A kit has no stock of its own: what moves is in the ledgers of its components.'}
          </EmptyPanel>
        }
        more={more}
      />
    </Section>
  );
}
