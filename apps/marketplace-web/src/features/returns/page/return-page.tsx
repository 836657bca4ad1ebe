/** Owns the page of one return, live. */
import type { OperatorReturnDetail } from '@jetway/marketplace-api';
import { LoadedPage, Money, PageHeader } from '@jetway/ui';
import { Group, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { BackLink } from '../../../parts/back-link.tsx';
import { DetailTabs } from '../../../parts/detail-tabs.tsx';
import { History } from '../../../parts/history.tsx';
import { MainAndFacts } from '../../../parts/main-and-facts.tsx';
import { NumberedTitle } from '../../../parts/numbered-title.tsx';
import { ReturnSigns, ReturnStatusChip } from '../return-chips.tsx';
import { useReturn } from '../returns.queries.ts';
import { eventName } from '../returns.ts';
import { ReturnFacts } from './return-facts.tsx';
import { ReturnLines, ReturnReports } from './return-lines.tsx';

const route = getRouteApi('/shell/accounts/$accountId/returns/$returnId');

const Back = ({ accountId }: { readonly accountId: string }) => (
  <BackLink to="/accounts/$accountId/returns" params={{ accountId }} label="Returns" />
);

function Header({ detail }: { readonly detail: OperatorReturnDetail }) {
  const { return: ret } = detail;
  return (
    <PageHeader
      back={<Back accountId={ret.accountId} />}
      tabTitle={`Return ${ret.referenceId}`}
      title={<NumberedTitle thing="Return" number={ret.referenceId} label="return number" />}
      description={
        <Group gap={6} mt={4}>
          <ReturnStatusChip status={ret.status} />
          <ReturnSigns ret={ret} />
          <Text size="sm" component="span">
            <Money cents={ret.refundedCents} currency="USD" /> refunded of{' '}
            <Money cents={ret.requestedCents} currency="USD" /> asked for
          </Text>
        </Group>
      }
    />
  );
}

function Details({ detail }: { readonly detail: OperatorReturnDetail }) {
  return (
    <MainAndFacts
      main={
        <>
          <ReturnLines lines={detail.lines} />
          <ReturnReports detail={detail} />
          <History events={detail.events} nameOf={eventName} />
        </>
      }
      facts={<ReturnFacts detail={detail} />}
    />
  );
}

export function ReturnPage(): ReactNode {
  const { accountId, returnId } = route.useParams();
  const ret = useReturn(accountId, returnId);
  return (
    <LoadedPage asked={ret} title="Return" back={<Back accountId={accountId} />}>
      {(detail) => (
        <div key={returnId}>
          <Header detail={detail} />
          <DetailTabs
            thing="return"
            address={`/api/returns/state/${detail.return.id}`}
            merchantView={detail.merchantView}
          >
            <Details detail={detail} />
          </DetailTabs>
        </div>
      )}
    </LoadedPage>
  );
}
