/** Owns what a shopper sends back and asks for, and what the merchant reported of it. */
import type { OperatorReturnDetail } from '@jetway/marketplace-api';
import { Instant, Money, Section } from '@jetway/ui';
import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { AmountList, amountParts, type RefundAmounts, totalCents } from '../../../parts/amounts.tsx';
import { SkuImage } from '../../../parts/sku-image.tsx';
import { unitsText } from '../returns.ts';

interface ItemProps {
  readonly item: { readonly title: string; readonly sku: string; readonly imageUrl: string | null };
  readonly children: ReactNode;
  readonly amount: RefundAmounts;
}

function Item({ item, amount, children }: ItemProps) {
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <SkuImage url={item.imageUrl} />
      <Stack gap={3} style={{ minWidth: 0, flex: 1 }} align="flex-start">
        <Text size="sm" fw={500} lineClamp={2}>
          {item.title}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {item.sku}
        </Text>
        {children}
      </Stack>
      <div style={{ textAlign: 'right', flex: 'none' }}>
        <Text size="sm" fw={600}>
          <Money cents={totalCents(amount)} currency="USD" />
        </Text>
        {amountParts(amount).length > 1 &&
          amountParts(amount).map(({ label, cents }) => (
            <Text key={label} size="xs" c="dimmed">
              {label} <Money cents={cents} currency="USD" />
            </Text>
          ))}
      </div>
    </Group>
  );
}

export function ReturnLines({ lines }: Pick<OperatorReturnDetail, 'lines'>) {
  return (
    <Section title="What the shopper sends back">
      <Stack gap="md">
        {lines.map((line) => (
          <Item key={line.orderItemId} item={line} amount={line.requested}>
            <Text size="sm">
              {unitsText(line.quantity)}: {line.reason}
            </Text>
          </Item>
        ))}
        {lines.length > 1 && <AmountList amount={sumOf(lines.map(({ requested }) => requested))} />}
      </Stack>
    </Section>
  );
}

const sumOf = (amounts: readonly RefundAmounts[]): RefundAmounts => ({
  principalCents: amounts.reduce((sum, one) => sum + one.principalCents, 0),
  taxCents: amounts.reduce((sum, one) => sum + (one.taxCents ?? 0), 0),
  shippingCents: amounts.reduce((sum, one) => sum + one.shippingCents, 0),
  shippingTaxCents: amounts.reduce((sum, one) => sum + (one.shippingTaxCents ?? 0), 0),
});

export function ReturnReports({ detail }: { readonly detail: OperatorReturnDetail }) {
  const { reports } = detail;
  const isOver = detail.return.completedAt !== null;
  return (
    <Section title="What the merchant reported">
      {reports.length === 0 ? (
        <Text size="sm" c="dimmed">
          {isOver ? 'It completed the return without naming any item: nothing is refunded.' : 'Nothing yet.'}
        </Text>
      ) : (
        <Stack gap="md">
          {reports.map((report, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: reports are only ever added at the end
            <Item key={index} item={report} amount={report.amount}>
              <Text size="sm">
                {unitsText(report.returned)} came back, {unitsText(report.refunded)} refunded
              </Text>
              {report.feedback !== null && report.feedback !== '' && <Text size="sm">Why less: {report.feedback}</Text>}
              {report.notes !== null && report.notes !== '' && (
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  “{report.notes}”
                </Text>
              )}
              <Text size="xs" c="dimmed" component="div">
                <Instant at={report.at} />
              </Text>
            </Item>
          ))}
        </Stack>
      )}
    </Section>
  );
}
