/** Owns showing what a kit is made of. */
import type { InventoryItem } from '@jetway/oms-api';
import { Section } from '@jetway/ui';
import { Anchor, Button, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

export interface KitComponentsProps {
  readonly item: InventoryItem;
  /** Absent when the role may not. */
  readonly onEdit: (() => void) | undefined;
}

export function KitComponents({ item, onEdit }: KitComponentsProps) {
  return (
    <Section
      title="Made of"
      actions={
        onEdit !== undefined && (
          <Button size="compact-xs" variant="default" onClick={onEdit}>
            Change
          </Button>
        )
      }
    >
      <Table aria-label="Components" horizontalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>SKU</Table.Th>
            <Table.Th ta="right">In one kit</Table.Th>
            <Table.Th ta="right">Available</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {item.components.map(({ skuId, sku, title, quantity, available }) => (
            <Table.Tr key={skuId}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <Anchor
                  size="sm"
                  fw={600}
                  renderRoot={(props) => <Link to="/inventory/$skuId" params={{ skuId }} {...props} />}
                >
                  {sku}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {title}
                </Text>
              </Table.Td>
              <Table.Td ta="right">{quantity.toLocaleString()}</Table.Td>
              <Table.Td ta="right">{available.toLocaleString()}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
