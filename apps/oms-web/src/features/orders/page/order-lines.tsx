/** Owns the items of an order with what became of each unit. */
import type { OrderDetail, OrderLine } from '@jetway/oms-api';
import { Money, StatusChip } from '@jetway/ui';
import { Anchor, Group, Image, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import classes from './order-lines.module.css';

function LineTitle({ line }: { readonly line: OrderLine }) {
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      {line.imageUrl !== null && (
        <Image src={line.imageUrl} alt="" w={40} h={40} radius="sm" fit="contain" fallbackSrc="/favicon.svg" />
      )}
      <Stack gap={2} style={{ minWidth: 0 }}>
        <Text size="sm" fw={500} lineClamp={2}>
          {line.title}
        </Text>
        <Group gap={6}>
          {line.skuId === null ? (
            <>
              <Text size="xs">{line.merchantSku}</Text>
              <StatusChip tone="danger">Unknown SKU</StatusChip>
            </>
          ) : (
            <LinkToSku skuId={line.skuId} sku={line.merchantSku} />
          )}
          <CancelWish line={line} />
        </Group>
      </Stack>
    </Group>
  );
}

/** What the buyer asked to cancel, and what became of it. */
function CancelWish({ line }: { readonly line: OrderLine }) {
  const { cancelRequestedQuantity: asked, cancelDeclinedQuantity: declined } = line;
  if (asked === 0) return null;
  const open = Math.min(line.openQuantity, asked - declined - line.cancelledQuantity);
  if (open > 0) return <StatusChip tone="warning">Buyer asks to cancel {open}</StatusChip>;
  return (
    <StatusChip tone="neutral">
      Buyer asked to cancel {asked}
      {declined > 0 ? `, ${declined} declined` : ''}
    </StatusChip>
  );
}

function LinkToSku({ skuId, sku }: { readonly skuId: string; readonly sku: string }) {
  return (
    <Anchor size="xs" renderRoot={(props) => <Link to="/inventory/$skuId" params={{ skuId }} {...props} />}>
      {sku}
    </Anchor>
  );
}

const numbers = [
  { label: 'Ordered', of: (line: OrderLine) => line.orderedQuantity },
  { label: 'Shipped', of: (line: OrderLine) => line.shippedQuantity },
  { label: 'Cancelled', of: (line: OrderLine) => line.cancelledQuantity },
  { label: 'Open', of: (line: OrderLine) => line.openQuantity },
] as const;

export function OrderLines({ detail }: { readonly detail: OrderDetail }) {
  const { currency } = detail.order;
  return (
    <Table.ScrollContainer minWidth={640} type="native">
      <Table className={classes['lines'] ?? ''} aria-label="Items" verticalSpacing="xs" horizontalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="40%">Item</Table.Th>
            <Table.Th>Ships from</Table.Th>
            {numbers.map(({ label }) => (
              <Table.Th key={label} ta="right">
                {label}
              </Table.Th>
            ))}
            <Table.Th ta="right">Each</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {detail.lines.map((line) => (
            <Table.Tr key={line.id}>
              <Table.Td>
                <LineTitle line={line} />
              </Table.Td>
              <Table.Td>
                {line.heldAt.length > 1 ? (
                  line.heldAt.map(({ locationId, locationName, quantity }) => (
                    <Text key={locationId} size="sm">
                      {quantity} × {locationName}
                    </Text>
                  ))
                ) : (
                  <Text size="sm">{line.locationName ?? '–'}</Text>
                )}
                {line.reservedQuantity > 0 && (
                  <Text size="xs" c="dimmed">
                    {line.reservedQuantity} reserved
                  </Text>
                )}
              </Table.Td>
              {numbers.map(({ label, of }) => (
                <Table.Td key={label} ta="right" className="jw-number" data-none={of(line) === 0 || undefined}>
                  {of(line)}
                </Table.Td>
              ))}
              <Table.Td ta="right">
                <Money cents={line.unitPriceCents} currency={currency} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** "2 open, 1 shipped"; what is nothing is left out. */
const unitsText = (line: OrderLine): string =>
  [
    { quantity: line.openQuantity, word: 'open' },
    { quantity: line.shippedQuantity, word: 'shipped' },
    { quantity: line.cancelledQuantity, word: 'cancelled' },
  ]
    .filter(({ quantity }) => quantity > 0)
    .map(({ quantity, word }) => `${quantity} ${word}`)
    .join(', ');

/** The same in few words, for the panel beside the list and for small screens. */
export function OrderLinesShort({ detail }: { readonly detail: OrderDetail }) {
  return (
    <Stack gap="xs">
      {detail.lines.map((line) => (
        <Group key={line.id} justify="space-between" wrap="nowrap" align="flex-start">
          <div style={{ minWidth: 0 }}>
            <Text size="sm" lineClamp={2}>
              {line.title}
            </Text>
            <Text size="xs" c={line.skuId === null ? 'red' : 'dimmed'}>
              {line.merchantSku}
              {line.skuId === null ? ' (unknown SKU)' : ''}
              {line.locationName === null ? '' : ` · ${line.locationName}`}
            </Text>
            <CancelWish line={line} />
          </div>
          <div style={{ textAlign: 'right', flex: 'none' }}>
            <Text size="sm">
              {line.orderedQuantity} × <Money cents={line.unitPriceCents} currency={detail.order.currency} />
            </Text>
            <Text size="xs" c="dimmed">
              {unitsText(line)}
            </Text>
          </div>
        </Group>
      ))}
    </Stack>
  );
}
