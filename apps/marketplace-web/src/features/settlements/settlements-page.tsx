/** Owns the page of an account's settlements, and of the return charges it disputes. */
import type { Settlement } from '@jetway/marketplace-api';
import { CountedTabs, DataTable, EmptyPanel, failureOf, PageHeader } from '@jetway/ui';
import { Button, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlusMinus, IconReportMoney } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAccountInWorld } from '../accounts/index.ts';
import { AdjustDialog } from './adjust-dialog.tsx';
import { DisputesList } from './disputes-list.tsx';
import { SettlementCard, settlementColumns } from './settlement-parts.tsx';
import { useOpenDisputes, useSettlements } from './settlements.queries.ts';
import { parseSettlementSearch } from './settlements.ts';

const route = getRouteApi('/shell/accounts/$accountId/settlements');
const rowId = ({ id }: Settlement): string => id;

function SettlementList({ accountId }: { readonly accountId: string }) {
  const settlements = useSettlements(accountId);
  const navigate = useNavigate();
  return (
    <DataTable
      label="Settlements"
      columns={settlementColumns}
      rows={settlements.rows}
      rowId={rowId}
      onOpen={({ id: settlementId }) =>
        void navigate({ to: '/accounts/$accountId/settlements/$settlementId', params: { accountId, settlementId } })
      }
      card={(settlement) => <SettlementCard settlement={settlement} />}
      failure={failureOf(settlements.query.error)}
      onRetry={() => void settlements.query.refetch()}
      empty={
        <EmptyPanel title="Nothing to settle yet" icon={<IconReportMoney size={26} aria-hidden />}>
          A completed order, a return or a refund is settled within an hour of the world’s time. A time in which nothing
          happens has no settlement.
        </EmptyPanel>
      }
      more={settlements.more}
    />
  );
}

export function SettlementsPage(): ReactNode {
  const { account } = useAccountInWorld();
  const { view } = route.useSearch();
  const navigate = useNavigate();
  const [adjusting, adjust] = useDisclosure(false);
  const openDisputes = useOpenDisputes(account.id);
  const tab = view ?? 'settlements';
  return (
    <Stack gap="sm">
      <PageHeader
        title="Settlement"
        tabTitle={`Settlement of ${account.merchantName}`}
        description="What the merchant is paid, period by period in world time."
        actions={
          <Button leftSection={<IconPlusMinus size={16} aria-hidden />} onClick={adjust.open}>
            Add adjustment
          </Button>
        }
      />
      <CountedTabs
        label="Settlements or disputes"
        tabs={[
          { id: 'settlements', name: 'Settlements', count: undefined },
          { id: 'disputes', name: 'Disputed charges', count: openDisputes, isAlarm: (openDisputes ?? 0) > 0 },
        ]}
        current={tab}
        onChange={(next) =>
          void navigate({
            to: '/accounts/$accountId/settlements',
            params: { accountId: account.id },
            search: parseSettlementSearch({ view: next }),
            resetScroll: false,
          })
        }
      />
      {tab === 'disputes' ? <DisputesList accountId={account.id} /> : <SettlementList accountId={account.id} />}
      <AdjustDialog accountId={account.id} opened={adjusting} onClose={adjust.close} />
    </Stack>
  );
}
