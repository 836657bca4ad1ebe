/** Owns the page of one refund, live. */
import type { OperatorRefundDetail } from '@jetway/marketplace-api';
import {
  CopyButton,
  CopyText,
  failureOf,
  Instant,
  type KeyValue,
  KeyValues,
  Loaded,
  LoadingPage,
  Money,
  PageHeader,
  Section,
} from '@jetway/ui';
import { Anchor, Grid, Group, List, Stack, Tabs, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { amountParts, totalCents } from '../../../parts/amounts.tsx';
import { BackLink } from '../../../parts/back-link.tsx';
import { History } from '../../../parts/history.tsx';
import { MerchantView } from '../../../parts/merchant-view.tsx';
import { Note } from '../../../parts/note.tsx';
import { SkuImage } from '../../../parts/sku-image.tsx';
import { RefundStatusChip, RefundTimerChip } from '../refund-chips.tsx';
import { useRefund } from '../refunds.queries.ts';
import { parseRefundPageSearch } from '../refunds.search.ts';
import { eventName } from '../refunds.ts';
import { RefundActions } from './refund-actions.tsx';

const route = getRouteApi('/shell/accounts/$accountId/refunds/$refundId');

interface DetailProps {
  readonly detail: OperatorRefundDetail;
}

function Header({ detail }: DetailProps) {
  const { refund } = detail;
  return (
    <PageHeader
      back={<BackLink to="/accounts/$accountId/refunds" params={{ accountId: refund.accountId }} label="Refunds" />}
      tabTitle={`Refund ${refund.id}`}
      title={
        <Group gap={4} component="span">
          Refund {refund.id}
          <CopyButton text={refund.id} label="refund id" />
        </Group>
      }
      description={
        <Group gap={6} mt={4}>
          <RefundStatusChip status={refund.status} />
          <RefundTimerChip refund={refund} />
        </Group>
      }
      actions={<RefundActions detail={detail} />}
    />
  );
}

function Item({ item }: { readonly item: OperatorRefundDetail['items'][number] }) {
  const said = [
    ...(item.reason === null || item.reason === '' ? [] : [`Reason: ${item.reason}`]),
    ...(item.feedback === null || item.feedback === '' ? [] : [`Why less: ${item.feedback}`]),
    ...(item.notes === null || item.notes === '' ? [] : [`“${item.notes}”`]),
  ];
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <SkuImage url={item.imageUrl} />
      <Stack gap={3} style={{ minWidth: 0, flex: 1 }} align="flex-start">
        <Text size="sm" fw={500} lineClamp={2}>
          {item.title}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {item.sku} · {item.refunded} refunded, {item.returned} came back
        </Text>
        {said.map((text) => (
          <Text key={text} size="sm" style={{ overflowWrap: 'anywhere' }}>
            {text}
          </Text>
        ))}
        <Text size="xs" c="dimmed">
          Of what was paid, <Money cents={totalCents(item.left)} currency="USD" /> has not gone back.
        </Text>
      </Stack>
      <div style={{ textAlign: 'right', flex: 'none' }}>
        <Text size="sm" fw={600}>
          <Money cents={totalCents(item.amount)} currency="USD" />
        </Text>
        {amountParts(item.amount).map(({ label, cents }) => (
          <Text key={label} size="xs" c="dimmed">
            {label} <Money cents={cents} currency="USD" />
          </Text>
        ))}
      </div>
    </Group>
  );
}

function Conflicts({ detail }: DetailProps) {
  if (detail.conflicts.length === 0) return null;
  return (
    <Note tone="warning" icon={<IconAlertTriangle size={20} />} title="As it stands, it would be rejected">
      <List size="sm">
        {detail.conflicts.map((text) => (
          <List.Item key={text}>{text}</List.Item>
        ))}
      </List>
    </Note>
  );
}

function Facts({ detail }: DetailProps) {
  const { refund } = detail;
  const order = (
    <Anchor
      size="sm"
      className="jw-number"
      renderRoot={(props) => (
        <Link
          to="/accounts/$accountId/orders/$orderId"
          params={{ accountId: refund.accountId, orderId: refund.orderId }}
          {...props}
        />
      )}
    >
      {refund.referenceOrderId}
    </Anchor>
  );
  const items: KeyValue[] = [
    { label: 'Amount', value: <Money cents={refund.amountCents} currency="USD" /> },
    { label: 'Merchant’s id', value: <CopyText text={refund.altRefundId} label="merchant’s id" /> },
    { label: 'Order', value: order },
    { label: 'Buyer', value: refund.buyerName },
    { label: 'Asked for', value: <Instant at={refund.createdAt} /> },
    { label: 'Decided', value: <Instant at={refund.decidedAt} /> },
  ];
  return (
    <Section title="Refund">
      <KeyValues labelWidth={110} items={items} />
    </Section>
  );
}

function Details({ detail }: DetailProps) {
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Stack>
          <Conflicts detail={detail} />
          <Section title={detail.items.length === 1 ? 'Item' : `${detail.items.length} items`}>
            <Stack gap="md">
              {detail.items.map((item, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the items of a refund never change
                <Item key={index} item={item} />
              ))}
            </Stack>
          </Section>
          <History events={detail.events} nameOf={eventName} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Facts detail={detail} />
      </Grid.Col>
    </Grid>
  );
}

function Content({ detail }: DetailProps) {
  const { view } = route.useSearch();
  const navigate = useNavigate();
  const { accountId, id } = detail.refund;
  const show = (next: string | null) =>
    void navigate({
      to: '/accounts/$accountId/refunds/$refundId',
      params: { accountId, refundId: id },
      search: parseRefundPageSearch({ view: next }),
      replace: true,
    });
  return (
    <div>
      <Header detail={detail} />
      <Tabs value={view ?? 'details'} onChange={show} keepMounted={false}>
        <Tabs.List mb="md" aria-label="Parts of the refund">
          <Tabs.Tab value="details">Details</Tabs.Tab>
          <Tabs.Tab value="merchant">Merchant’s view</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="details">
          <Details detail={detail} />
        </Tabs.Panel>
        <Tabs.Panel value="merchant">
          <MerchantView
            label="The refund as the merchant sees it"
            address={`/api/refunds/state/${id}`}
            value={detail.merchantView}
          />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

export function RefundPage(): ReactNode {
  const { accountId, refundId } = route.useParams();
  const refund = useRefund(accountId, refundId);
  return (
    <Loaded
      data={refund.data}
      failure={failureOf(refund.error)}
      onRetry={() => void refund.refetch()}
      loading={<LoadingPage />}
    >
      {(detail) => <Content key={refundId} detail={detail} />}
    </Loaded>
  );
}
