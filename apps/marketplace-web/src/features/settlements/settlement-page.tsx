/** Owns the page of one settlement: its balances, and everything in it. */
import type { Settlement, SettlementEntry } from '@jetway/marketplace-api';
import {
  DataTable,
  EmptyPanel,
  failureOf,
  Instant,
  KeyValues,
  LoadedPage,
  Money,
  PageHeader,
  Section,
} from '@jetway/ui';
import { Button, Grid, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlusMinus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { BackLink } from '../../parts/back-link.tsx';
import { AdjustDialog } from './adjust-dialog.tsx';
import { EntryCard, entryColumns, Period, StateChip } from './settlement-parts.tsx';
import { useEntries, useSettlement } from './settlements.queries.ts';

const route = getRouteApi('/shell/accounts/$accountId/settlements/$settlementId');
const rowId = ({ id }: SettlementEntry): string => id;
const dollars = (cents: number) => <Money cents={cents} currency="USD" />;

const Back = ({ accountId }: { readonly accountId: string }) => (
  <BackLink label="Settlement" to="/accounts/$accountId/settlements" params={{ accountId }} />
);

function Balances({ settlement: { balances } }: { readonly settlement: Settlement }) {
  return (
    <Section title="Balances">
      <KeyValues
        areAmounts
        labelWidth={200}
        items={[
          { label: 'Orders, less commission', value: dollars(balances.orderCents) },
          { label: 'Returns and refunds', value: dollars(balances.returnCents) },
          { label: 'Adjustments', value: dollars(balances.adjustmentCents) },
          { label: 'Value', value: <strong>{dollars(balances.totalCents)}</strong> },
          { label: 'Commission within', value: dollars(balances.commissionCents) },
        ]}
      />
    </Section>
  );
}

function Times({ settlement }: { readonly settlement: Settlement }) {
  return (
    <Section title="In world time">
      <KeyValues
        labelWidth={110}
        items={[
          { label: 'From', value: <Instant at={settlement.startsAt} /> },
          { label: 'Until', value: <Instant at={settlement.endsAt} /> },
          { label: 'Closed', value: <Instant at={settlement.closedAt} none="Still open" /> },
        ]}
      />
    </Section>
  );
}

function Entries({ accountId, settlementId }: { readonly accountId: string; readonly settlementId: string }) {
  const entries = useEntries(accountId, settlementId);
  const columns = useMemo(() => entryColumns(accountId), [accountId]);
  return (
    <DataTable
      label="Entries"
      columns={columns}
      rows={entries.rows}
      rowId={rowId}
      card={(entry) => <EntryCard entry={entry} accountId={accountId} />}
      failure={failureOf(entries.query.error)}
      onRetry={() => void entries.query.refetch()}
      empty={<EmptyPanel title="Nothing in it">Nothing was settled in this period.</EmptyPanel>}
      more={entries.more}
    />
  );
}

function Content({ settlement, accountId }: { readonly settlement: Settlement; readonly accountId: string }) {
  const [adjusting, adjust] = useDisclosure(false);
  return (
    <Stack gap="md">
      <PageHeader
        back={<Back accountId={accountId} />}
        tabTitle={`Settlement ${settlement.id}`}
        title={<Period settlement={settlement} />}
        description={
          <Group gap={6} mt={4}>
            <StateChip settlement={settlement} />
            <span className="jw-number">Settlement {settlement.id}</span>
          </Group>
        }
        actions={
          settlement.state === 'open' && (
            <Button leftSection={<IconPlusMinus size={16} aria-hidden />} onClick={adjust.open}>
              Add adjustment
            </Button>
          )
        }
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Balances settlement={settlement} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Times settlement={settlement} />
        </Grid.Col>
      </Grid>
      <Entries accountId={accountId} settlementId={settlement.id} />
      <AdjustDialog accountId={accountId} opened={adjusting} onClose={adjust.close} />
    </Stack>
  );
}

export function SettlementPage(): ReactNode {
  const { accountId, settlementId } = route.useParams();
  const settlement = useSettlement(accountId, settlementId);
  return (
    <LoadedPage asked={settlement} title="Settlement" back={<Back accountId={accountId} />}>
      {(found) => <Content key={settlementId} settlement={found} accountId={accountId} />}
    </LoadedPage>
  );
}
