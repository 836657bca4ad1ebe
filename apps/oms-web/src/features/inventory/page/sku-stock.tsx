/** Owns the stock of a SKU by location. */
import type { InventoryItem } from '@jetway/oms-api';
import { Section } from '@jetway/ui';
import { Button, Table } from '@mantine/core';

export interface StockByLocationProps {
  readonly item: InventoryItem;
  readonly onAdjust: ((locationId: string) => void) | undefined;
}

export function StockByLocation({ item, onAdjust }: StockByLocationProps) {
  // A kit has only what its components allow.
  const isKit = item.components.length > 0;
  return (
    <Section title="Stock">
      <Table.ScrollContainer minWidth={300} type="native">
        <Table aria-label="Stock by location" horizontalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Location</Table.Th>
              {!isKit && <Table.Th ta="right">On hand</Table.Th>}
              {!isKit && <Table.Th ta="right">Reserved</Table.Th>}
              <Table.Th ta="right">Available</Table.Th>
              {onAdjust !== undefined && <Table.Th aria-label="Actions" />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {item.locations.map((place) => (
              <Table.Tr key={place.locationId}>
                <Table.Td>{place.locationName}</Table.Td>
                {!isKit && <Table.Td ta="right">{place.onHand}</Table.Td>}
                {!isKit && <Table.Td ta="right">{place.reserved}</Table.Td>}
                <Table.Td ta="right" fw={650}>
                  {place.available}
                </Table.Td>
                {onAdjust !== undefined && (
                  <Table.Td ta="right">
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`Adjust at ${place.locationName}`}
                      onClick={() => onAdjust(place.locationId)}
                    >
                      Adjust
                    </Button>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th>All</Table.Th>
              {!isKit && <Table.Th ta="right">{item.onHand}</Table.Th>}
              {!isKit && <Table.Th ta="right">{item.reserved}</Table.Th>}
              <Table.Th ta="right">{item.available}</Table.Th>
              {onAdjust !== undefined && <Table.Th aria-label="Actions" />}
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}
