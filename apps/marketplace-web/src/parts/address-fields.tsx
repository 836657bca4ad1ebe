/** Owns the fields of an address. */
import { SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { AddressErrors, AddressValues } from './address.ts';

export interface AddressFieldsProps {
  readonly values: AddressValues;
  readonly errors: AddressErrors;
  readonly onChange: (change: Partial<AddressValues>) => void;
}

export function AddressFields({ values, errors, onChange }: AddressFieldsProps) {
  return (
    <Stack gap="sm">
      <TextInput
        label="Street"
        required
        maxLength={255}
        value={values.address1}
        error={errors.address1}
        onChange={(event) => onChange({ address1: event.currentTarget.value })}
      />
      <TextInput
        label="Second line"
        maxLength={255}
        value={values.address2}
        error={errors.address2}
        onChange={(event) => onChange({ address2: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 2, xs: 3 }} spacing="sm">
        <TextInput
          label="City"
          required
          maxLength={255}
          value={values.city}
          error={errors.city}
          onChange={(event) => onChange({ city: event.currentTarget.value })}
        />
        <TextInput
          label="State"
          required
          maxLength={2}
          placeholder="NY"
          value={values.state}
          error={errors.state}
          onChange={(event) => onChange({ state: event.currentTarget.value.toUpperCase() })}
        />
        <TextInput
          label="Zip code"
          required
          maxLength={5}
          inputMode="numeric"
          value={values.zipCode}
          error={errors.zipCode}
          onChange={(event) => onChange({ zipCode: event.currentTarget.value })}
        />
      </SimpleGrid>
    </Stack>
  );
}
