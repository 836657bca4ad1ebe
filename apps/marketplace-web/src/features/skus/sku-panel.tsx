/** Owns the panel of one SKU: its state, and its stock by node with what each number means. */
import type { OperatorSku } from '@jetway/marketplace-api';
import { CopyText, Instant, KeyValues, SidePanel } from '@jetway/ui';
import { Stack, Table, Text, Title } from '@mantine/core';
import { Price, SkuStatus, SkuTitle } from './sku-columns.tsx';
import { sumOf } from './skus.ts';

const numbers = ['fed', 'held', 'accepted', 'purchasable'] as const;

interface StockProps {
  readonly sku: OperatorSku;
  readonly nodeName: (nodeId: string) => string;
}

function StockTable({ sku, nodeName }: StockProps) {
  return (
    <Table aria-label="Stock by node" fz="sm" verticalSpacing={6} horizontalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Node</Table.Th>
          {numbers.map((number) => (
            <Table.Th key={number} ta="right" tt="capitalize">
              {number}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sku.stock.map((place) => (
          <Table.Tr key={place.nodeId}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{nodeName(place.nodeId)}</Table.Td>
            {numbers.map((number) => (
              <Table.Td key={number} ta="right" className="jw-number">
                {place[number].toLocaleString()}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
      {sku.stock.length > 1 && (
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th>All</Table.Th>
            {numbers.map((number) => (
              <Table.Th key={number} ta="right" className="jw-number">
                {sumOf(sku, number).toLocaleString()}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Tfoot>
      )}
    </Table>
  );
}

function Stock(props: StockProps) {
  return (
    <div style={{ overflowX: 'auto' }}>
      <Title order={2} size="h5" mb="xs">
        Stock by node
      </Title>
      {props.sku.stock.length === 0 ? (
        <Text size="sm" c="dimmed">
          The merchant has fed no inventory for it.
        </Text>
      ) : (
        <StockTable {...props} />
      )}
      <Text size="xs" c="dimmed" mt="xs">
        Fed is what the merchant sent last. Held are units of orders that are not acknowledged yet, accepted are units
        of orders acknowledged since the feed. Purchasable is what shoppers can order now.
      </Text>
    </div>
  );
}

export interface SkuPanelProps extends StockProps {
  readonly onClose: () => void;
}

export function SkuPanel({ sku, nodeName, onClose }: SkuPanelProps) {
  return (
    <SidePanel label={`SKU ${sku.sku}`} contentKey={sku.sku} header={<SkuTitle sku={sku} />} onClose={onClose}>
      <Stack gap="lg">
        <KeyValues
          labelWidth={110}
          items={[
            { label: 'SKU', value: <CopyText text={sku.sku} label="SKU" /> },
            { label: 'Status', value: <SkuStatus sku={sku} /> },
            { label: 'Price', value: <Price cents={sku.priceCents} /> },
            { label: 'Purchasable', value: sku.purchasable.toLocaleString() },
            { label: 'Updated', value: <Instant at={sku.updatedAt} /> },
          ]}
        />
        <Stock sku={sku} nodeName={nodeName} />
      </Stack>
    </SidePanel>
  );
}
