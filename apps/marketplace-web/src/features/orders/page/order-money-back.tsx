/** Owns what went back of an order: its returns, with the way to open one, and the merchant's refunds. */
import type { OperatorOrderDetail } from '@jetway/marketplace-api';
import { Section } from '@jetway/ui';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { RefundsOfOrder } from '../../refunds/index.ts';
import { canReturn, OpenReturnDialog, ReturnsOfOrder } from '../../returns/index.ts';

export function OrderMoneyBack({ detail }: { readonly detail: OperatorOrderDetail }) {
  const { accountId, id: orderId } = detail.order;
  const [opened, { open, close }] = useDisclosure(false);
  if (!canReturn(detail.items)) return null;
  return (
    <>
      <Section
        title="Returns"
        actions={
          <Button size="compact-sm" variant="default" onClick={open}>
            Open a return …
          </Button>
        }
      >
        <ReturnsOfOrder accountId={accountId} orderId={orderId} />
      </Section>
      <Section title="Refunds">
        <RefundsOfOrder accountId={accountId} orderId={orderId} />
      </Section>
      <OpenReturnDialog
        key={opened ? 'open' : 'closed'}
        opened={opened}
        accountId={accountId}
        orderId={orderId}
        items={detail.items}
        onClose={close}
      />
    </>
  );
}
