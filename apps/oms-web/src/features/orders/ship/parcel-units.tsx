/** Owns the units of a parcel: how many of each line leave, and how many will not. */
import { NumberInput, Table, Text } from '@mantine/core';
import type { ParcelFieldsProps } from './parcel-fields.props.ts';

type Units = 'quantities' | 'cancels';

export function ParcelUnits({ index, parcel, lines, mayCancel, errors, onChange }: ParcelFieldsProps) {
  const input = (units: Units, lineId: string, label: string, most: number) => (
    <NumberInput
      size="xs"
      aria-label={label}
      min={0}
      max={most}
      allowDecimal={false}
      value={parcel[units][lineId] ?? 0}
      error={units === 'quantities' ? errors[`parcels.${index}.quantities.${lineId}`] : undefined}
      onChange={(value) => onChange({ ...parcel, [units]: { ...parcel[units], [lineId]: Number(value) || 0 } })}
    />
  );
  return (
    <Table verticalSpacing={5} horizontalSpacing={6} aria-label={`Units in parcel ${index + 1}`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th pl={0}>Item</Table.Th>
          <Table.Th w={82}>Ship</Table.Th>
          {mayCancel && (
            <Table.Th w={82} pr={0}>
              Cancel
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Table.Tr key={line.id}>
            <Table.Td pl={0}>
              <Text size="sm" lineClamp={1}>
                {line.title}
              </Text>
              <Text size="xs" c="dimmed">
                {line.merchantSku}
                {line.locationName === null ? '' : ` · ${line.locationName}`} · {line.openQuantity} open
              </Text>
            </Table.Td>
            <Table.Td>
              {input('quantities', line.id, `Units of ${line.title} in parcel ${index + 1}`, line.openQuantity)}
            </Table.Td>
            {mayCancel && (
              <Table.Td pr={0}>
                {input(
                  'cancels',
                  line.id,
                  `Units of ${line.title} cancelled with parcel ${index + 1}`,
                  line.openQuantity,
                )}
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
