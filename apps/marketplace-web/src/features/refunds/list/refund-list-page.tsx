/** Owns the page that lists an account's refunds. */
import { type OperatorRefund, operatorRefundFilters } from '@jetway/marketplace-api';
import { CountedTabs, DataTable, EmptyPanel, failureOf, PageHeader } from '@jetway/ui';
import { Stack } from '@mantine/core';
import { IconCashBanknote } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAccountInWorld } from '../../accounts/index.ts';
import { useRefundCounts, useRefundList } from '../refunds.queries.ts';
import { parseRefundListSearch, type RefundTab } from '../refunds.search.ts';
import { RefundCard, refundColumns } from './refund-columns.tsx';

const route = getRouteApi('/shell/accounts/$accountId/refunds');
const refundId = (refund: OperatorRefund): string => refund.id;

const names: Readonly<Record<RefundTab, string>> = {
  all: 'All',
  created: 'Created',
  processing: 'Processing',
  accepted: 'Accepted',
  rejected: 'Rejected',
};

const emptyWords: Readonly<Record<RefundTab, { readonly title: string; readonly text: string }>> = {
  all: {
    title: 'No refunds yet',
    text: 'Merchants refund shipped units by themselves with POST /api/refunds/{order}/{their id}.',
  },
  created: { title: 'Nothing waits', text: 'Refunds that a merchant just asked for stand here.' },
  processing: {
    title: 'Nothing is processed',
    text: 'Refunds stand here until the marketplace or an operator decides.',
  },
  accepted: { title: 'Nothing accepted yet', text: 'Refunds by which a shopper has the money back stand here.' },
  rejected: { title: 'Nothing rejected', text: 'Refunds that conflict with returns, or whose card is not valid.' },
};

export function RefundListPage(): ReactNode {
  const { account } = useAccountInWorld();
  const { status } = route.useSearch();
  const navigate = useNavigate();
  const tab = status ?? 'all';
  const refunds = useRefundList(account.id, tab);
  const counts = useRefundCounts(account.id).data;
  const params = { accountId: account.id };
  const all = counts && counts.created + counts.processing + counts.accepted + counts.rejected;
  const tabs = [
    { id: 'all' as const, name: names.all, count: all },
    ...operatorRefundFilters.map((id) => ({ id, name: names[id], count: counts?.[id] })),
  ];
  const words = emptyWords[tab];
  return (
    <Stack gap="sm">
      <PageHeader
        title="Refunds"
        tabTitle={`Refunds of ${account.merchantName}`}
        description="What the merchant gives back without a return."
      />
      <CountedTabs<RefundTab>
        label="Refunds by status"
        tabs={tabs}
        current={tab}
        onChange={(next) => {
          const search = parseRefundListSearch({ status: next });
          void navigate({ to: '/accounts/$accountId/refunds', params, search, resetScroll: false });
        }}
      />
      <DataTable
        label="Refunds"
        columns={refundColumns}
        rows={refunds.rows}
        isOld={refunds.isOld}
        rowId={refundId}
        onOpen={({ id }) =>
          void navigate({ to: '/accounts/$accountId/refunds/$refundId', params: { ...params, refundId: id } })
        }
        card={(refund) => <RefundCard refund={refund} />}
        failure={failureOf(refunds.query.error)}
        onRetry={() => void refunds.query.refetch()}
        empty={
          <EmptyPanel title={words.title} icon={<IconCashBanknote size={26} aria-hidden />}>
            {words.text}
          </EmptyPanel>
        }
        more={refunds.more}
      />
    </Stack>
  );
}
