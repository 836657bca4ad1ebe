/** Owns choosing the units to cancel. */
import type { OrderLine } from '@jetway/oms-api';
import { NumberInput, Table } from '@mantine/core';
import { openLines } from './cancel.ts';

export interface CancelLinesProps {
  readonly lines: readonly OrderLine[];
  readonly quantities: Readonly<Record<string, number>>;
  readonly onChange: (quantities: Readonly<Record<string, number>>) => void;
}

export function CancelLines({ lines, quantities, onChange }: CancelLinesProps) {
  return (
    <Table verticalSpacing={6} aria-label="Units to cancel">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Item</Table.Th>
          <Table.Th ta="right">Open</Table.Th>
          <Table.Th ta="right" w={110}>
            Cancel
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {openLines(lines).map((line) => (
          <Table.Tr key={line.id}>
            <Table.Td>{line.title}</Table.Td>
            <Table.Td ta="right">{line.openQuantity}</Table.Td>
            <Table.Td>
              <NumberInput
                aria-label={`Units of ${line.title} to cancel`}
                size="xs"
                min={0}
                max={line.openQuantity}
                allowDecimal={false}
                clampBehavior="strict"
                value={quantities[line.id] ?? 0}
                onChange={(value) => onChange({ ...quantities, [line.id]: Number(value) || 0 })}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
