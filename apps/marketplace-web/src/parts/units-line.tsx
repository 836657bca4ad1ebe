/** Owns a line of a dialog in which units of an item are chosen. */
import { Group, NumberInput, Text } from '@mantine/core';

export interface UnitsLineProps {
  readonly title: string;
  /** Below the title: the SKU and how many units there are. */
  readonly about: string;
  /** For screen readers: units of what, for what. */
  readonly label: string;
  readonly most: number;
  readonly quantity: number | '';
  readonly onChange: (quantity: number | '') => void;
}

export function UnitsLine({ title, about, label, most, quantity, onChange }: UnitsLineProps) {
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" lineClamp={2}>
          {title}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {about}
        </Text>
      </div>
      <NumberInput
        aria-label={label}
        w={96}
        style={{ flex: 'none' }}
        min={0}
        max={most}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        disabled={most === 0}
        value={quantity}
        onChange={(value) => onChange(typeof value === 'number' ? value : '')}
      />
    </Group>
  );
}
