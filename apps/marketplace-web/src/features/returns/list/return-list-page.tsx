/** Owns the page that lists an account's returns. */
import { type OperatorReturn, operatorReturnStatuses } from '@jetway/marketplace-api';
import { CountedTabs, DataTable, EmptyPanel, failureOf, PageHeader } from '@jetway/ui';
import { Stack } from '@mantine/core';
import { IconPackageImport } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAccountInWorld } from '../../accounts/index.ts';
import { useReturnCounts, useReturnList } from '../returns.queries.ts';
import { parseReturnListSearch, type ReturnTab } from '../returns.search.ts';
import { statusWords } from '../returns.ts';
import { ReturnCard, returnColumns } from './return-columns.tsx';

const route = getRouteApi('/shell/accounts/$accountId/returns');
const returnId = (ret: OperatorReturn): string => ret.id;

const emptyWords: Readonly<Record<ReturnTab, { readonly title: string; readonly text: string }>> = {
  all: {
    title: 'No returns yet',
    text: 'Open one from the page of an order of which units were shipped, or let the shoppers send things back.',
  },
  created: { title: 'Nothing waits for the merchant', text: 'Returns stand here until the merchant reports units.' },
  inprogress: { title: 'Nothing half done', text: 'Returns stand here while some of their units are not reported.' },
  'completed by merchant': {
    title: 'Nothing completed yet',
    text: 'Returns end here when all units are accounted for.',
  },
  disputed: { title: 'No charge is disputed', text: 'Returns whose charge the merchant will not pay stand here.' },
};

function Tabs({ accountId, tab, onChange }: { accountId: string; tab: ReturnTab; onChange: (tab: ReturnTab) => void }) {
  const counts = useReturnCounts(accountId).data;
  const all = counts && counts.created + counts.inprogress + counts.completed;
  const countOf = {
    created: counts?.created,
    inprogress: counts?.inprogress,
    'completed by merchant': counts?.completed,
  };
  const tabs = [
    { id: 'all' as const, name: 'All', count: all },
    ...operatorReturnStatuses.map((id) => ({ id, name: statusWords[id].name, count: countOf[id] })),
    { id: 'disputed' as const, name: 'Disputed', count: counts?.disputed, isAlarm: (counts?.disputed ?? 0) > 0 },
  ];
  return <CountedTabs<ReturnTab> label="Returns by status" tabs={tabs} current={tab} onChange={onChange} />;
}

export function ReturnListPage(): ReactNode {
  const { account } = useAccountInWorld();
  const { tab = 'all' } = route.useSearch();
  const navigate = useNavigate();
  const returns = useReturnList(account.id, tab);
  const params = { accountId: account.id };
  const words = emptyWords[tab];
  return (
    <Stack gap="sm">
      <PageHeader
        title="Returns"
        tabTitle={`Returns of ${account.merchantName}`}
        description="What shoppers send back, and what the merchant says to it."
      />
      <Tabs
        accountId={account.id}
        tab={tab}
        onChange={(next) => {
          const search = parseReturnListSearch({ tab: next });
          void navigate({ to: '/accounts/$accountId/returns', params, search, resetScroll: false });
        }}
      />
      <DataTable
        label="Returns"
        columns={returnColumns}
        rows={returns.rows}
        isOld={returns.isOld}
        rowId={returnId}
        onOpen={({ id }) =>
          void navigate({ to: '/accounts/$accountId/returns/$returnId', params: { ...params, returnId: id } })
        }
        card={(ret) => <ReturnCard ret={ret} />}
        failure={failureOf(returns.query.error)}
        onRetry={() => void returns.query.refetch()}
        empty={
          <EmptyPanel title={words.title} icon={<IconPackageImport size={26} aria-hidden />}>
            {words.text}
          </EmptyPanel>
        }
        more={returns.more}
      />
    </Stack>
  );
}
