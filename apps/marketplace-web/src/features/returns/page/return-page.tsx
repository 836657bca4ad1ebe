/** Owns the page of one return, live. */
import type { OperatorReturnDetail } from '@jetway/marketplace-api';
import { CopyButton, failureOf, Loaded, LoadingPage, Money, PageHeader } from '@jetway/ui';
import { Grid, Group, Stack, Tabs, Text } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { BackLink } from '../../../parts/back-link.tsx';
import { History } from '../../../parts/history.tsx';
import { MerchantView } from '../../../parts/merchant-view.tsx';
import { ReturnSigns, ReturnStatusChip } from '../return-chips.tsx';
import { useReturn } from '../returns.queries.ts';
import { parseReturnPageSearch } from '../returns.search.ts';
import { eventName } from '../returns.ts';
import { ReturnFacts } from './return-facts.tsx';
import { ReturnLines, ReturnReports } from './return-lines.tsx';

const route = getRouteApi('/shell/accounts/$accountId/returns/$returnId');

function Header({ detail }: { readonly detail: OperatorReturnDetail }) {
  const { return: ret } = detail;
  return (
    <PageHeader
      back={<BackLink to="/accounts/$accountId/returns" params={{ accountId: ret.accountId }} label="Returns" />}
      tabTitle={`Return ${ret.referenceId}`}
      title={
        <Group gap={4} component="span" style={{ overflowWrap: 'anywhere' }}>
          Return {ret.referenceId}
          <CopyButton text={ret.referenceId} label="return number" />
        </Group>
      }
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
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Stack>
          <ReturnLines lines={detail.lines} />
          <ReturnReports detail={detail} />
          <History events={detail.events} nameOf={eventName} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Stack>
          <ReturnFacts detail={detail} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

function Content({ detail }: { readonly detail: OperatorReturnDetail }) {
  const { view } = route.useSearch();
  const navigate = useNavigate();
  const { accountId, id } = detail.return;
  const show = (next: string | null) =>
    void navigate({
      to: '/accounts/$accountId/returns/$returnId',
      params: { accountId, returnId: id },
      search: parseReturnPageSearch({ view: next }),
      replace: true,
    });
  return (
    <div>
      <Header detail={detail} />
      <Tabs value={view ?? 'details'} onChange={show} keepMounted={false}>
        <Tabs.List mb="md" aria-label="Parts of the return">
          <Tabs.Tab value="details">Details</Tabs.Tab>
          <Tabs.Tab value="merchant">Merchant’s view</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="details">
          <Details detail={detail} />
        </Tabs.Panel>
        <Tabs.Panel value="merchant">
          <MerchantView
            label="The return as the merchant sees it"
            address={`/api/returns/state/${id}`}
            value={detail.merchantView}
          />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

export function ReturnPage(): ReactNode {
  const { accountId, returnId } = route.useParams();
  const ret = useReturn(accountId, returnId);
  return (
    <Loaded data={ret.data} failure={failureOf(ret.error)} onRetry={() => void ret.refetch()} loading={<LoadingPage />}>
      {(detail) => <Content key={returnId} detail={detail} />}
    </Loaded>
  );
}
