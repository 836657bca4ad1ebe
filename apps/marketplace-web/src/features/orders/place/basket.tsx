/** Owns what is in the basket: quantities, what they come to, and taking a line out. */
import { Money } from '@jetway/ui';
import { CloseButton, Group, NumberInput, Stack, Text } from '@mantine/core';
import { type BasketLine, basketTotals } from './placing.ts';

export interface BasketProps {
  readonly lines: readonly BasketLine[];
  /** By the place of the line. */
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (lines: readonly BasketLine[]) => void;
}

interface LineProps {
  readonly line: BasketLine;
  readonly error: string | undefined;
  readonly onQuantity: (quantity: number | '') => void;
  readonly onRemove: () => void;
}

function Line({ line, error, onQuantity, onRemove }: LineProps) {
  const { sku, quantity } = line;
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <div style={{ minWidth: 0, flex: 1 }}>
        <Text size="sm" truncate title={sku.title}>
          {sku.title}
        </Text>
        <Text size="xs" c={error === undefined ? 'dimmed' : 'red'} role={error === undefined ? undefined : 'alert'}>
          {error ?? sku.sku}
        </Text>
      </div>
      <NumberInput
        aria-label={`Quantity of ${sku.sku}`}
        w={92}
        style={{ flex: 'none' }}
        min={1}
        max={10_000}
        clampBehavior="blur"
        allowDecimal={false}
        allowNegative={false}
        value={quantity}
        error={error !== undefined}
        onChange={(value) => onQuantity(typeof value === 'number' ? value : '')}
      />
      <CloseButton aria-label={`Take ${sku.sku} out`} mt={4} onClick={onRemove} />
    </Group>
  );
}

export function Basket({ lines, errors, onChange }: BasketProps) {
  if (lines.length === 0) return null;
  const { units, cents } = basketTotals(lines);
  return (
    <Stack gap="xs" role="group" aria-label="Basket">
      <Text size="sm" fw={600}>
        Basket
      </Text>
      {lines.map((line, index) => (
        <Line
          key={line.sku.sku}
          line={line}
          error={errors[`items.${index}`] ?? errors[`items.${index}.quantity`] ?? errors[`items.${index}.sku`]}
          onQuantity={(quantity) => onChange(lines.map((one) => (one === line ? { ...one, quantity } : one)))}
          onRemove={() => onChange(lines.filter((one) => one !== line))}
        />
      ))}
      <Text size="sm" ta="right" className="jw-number" role="status">
        {units.toLocaleString()} {units === 1 ? 'unit' : 'units'},{' '}
        <strong>
          <Money cents={cents} currency="USD" />
        </strong>{' '}
        and tax
      </Text>
    </Stack>
  );
}
