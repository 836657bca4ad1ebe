/** Owns the page of one refund, live. */
import type { OperatorRefundDetail } from '@jetway/marketplace-api';
import { CopyText, Instant, type KeyValue, KeyValues, LoadedPage, Money, PageHeader, Section } from '@jetway/ui';
import { Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { amountParts, totalCents } from '../../../parts/amounts.tsx';
import { BackLink } from '../../../parts/back-link.tsx';
import { DetailTabs } from '../../../parts/detail-tabs.tsx';
import { History } from '../../../parts/history.tsx';
import { MainAndFacts } from '../../../parts/main-and-facts.tsx';
import { Note } from '../../../parts/note.tsx';
import { NumberedTitle } from '../../../parts/numbered-title.tsx';
import { OrderLink } from '../../../parts/order-link.tsx';
import { SkuImage } from '../../../parts/sku-image.tsx';
import { RefundStatusChip, RefundTimerChip } from '../refund-chips.tsx';
import { useRefund } from '../refunds.queries.ts';
import { eventName } from '../refunds.ts';
import { RefundActions } from './refund-actions.tsx';

const route = getRouteApi('/shell/accounts/$accountId/refunds/$refundId');

interface DetailProps {
  readonly detail: OperatorRefundDetail;
}

const Back = ({ accountId }: { readonly accountId: string }) => (
  <BackLink to="/accounts/$accountId/refunds" params={{ accountId }} label="Refunds" />
);

function Header({ detail }: DetailProps) {
  const { refund } = detail;
  return (
    <PageHeader
      back={<Back accountId={refund.accountId} />}
      tabTitle={`Refund ${refund.id}`}
      title={<NumberedTitle thing="Refund" number={refund.id} label="refund id" />}
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
  const { accountId, orderId, referenceOrderId } = refund;
  const items: KeyValue[] = [
    { label: 'Amount', value: <Money cents={refund.amountCents} currency="USD" /> },
    { label: 'Merchant’s id', value: <CopyText text={refund.altRefundId} label="merchant’s id" /> },
    { label: 'Order', value: <OrderLink accountId={accountId} orderId={orderId} name={referenceOrderId} /> },
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
    <MainAndFacts
      main={
        <>
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
        </>
      }
      facts={<Facts detail={detail} />}
    />
  );
}

export function RefundPage(): ReactNode {
  const { accountId, refundId } = route.useParams();
  const refund = useRefund(accountId, refundId);
  return (
    <LoadedPage asked={refund} title="Refund" back={<Back accountId={accountId} />}>
      {(detail) => (
        <div key={refundId}>
          <Header detail={detail} />
          <DetailTabs
            thing="refund"
            address={`/api/refunds/state/${detail.refund.id}`}
            merchantView={detail.merchantView}
          >
            <Details detail={detail} />
          </DetailTabs>
        </div>
      )}
    </LoadedPage>
  );
}
