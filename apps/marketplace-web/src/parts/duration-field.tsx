/** Owns the field in which a duration is entered: a number and its unit. */
import { Group, Input, NativeSelect, NumberInput } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { type DurationParts, durationUnits, isDurationUnit } from './durations.ts';

export interface DurationFieldProps {
  readonly label: string;
  readonly description?: ReactNode;
  /** An empty number means that nothing was entered. */
  readonly value: { readonly amount: number | ''; readonly unit: DurationParts['unit'] };
  readonly onChange: (value: DurationFieldProps['value']) => void;
  readonly error?: ReactNode;
  readonly autoFocus?: boolean;
}

export function DurationField({ label, description, value, onChange, error, autoFocus }: DurationFieldProps) {
  const id = useId();
  return (
    <Input.Wrapper id={id} label={label} description={description} error={error}>
      <Group gap="xs" wrap="nowrap" mt={description === undefined ? 0 : 4} mb={error === undefined ? 0 : 4}>
        <NumberInput
          id={id}
          style={{ flex: 1 }}
          min={0}
          max={1_000_000_000}
          clampBehavior="none"
          allowNegative={false}
          decimalScale={3}
          thousandSeparator=","
          value={value.amount}
          error={error !== undefined && error !== null}
          onChange={(amount) => onChange({ ...value, amount: typeof amount === 'number' ? amount : '' })}
          {...(autoFocus === true ? { 'data-autofocus': true } : {})}
        />
        <NativeSelect
          aria-label={`Unit of ${label}`}
          w={120}
          data={[...durationUnits]}
          value={value.unit}
          onChange={(event) => {
            const unit = event.currentTarget.value;
            if (isDurationUnit(unit)) onChange({ ...value, unit });
          }}
        />
      </Group>
    </Input.Wrapper>
  );
}
