/** Owns who orders: a made-up person, or one who is entered. */
import { Group, Radio, SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { AddressErrors } from '../../../parts/address.ts';
import { AddressFields } from '../../../parts/address-fields.tsx';
import type { PlacingValues } from './placing.ts';

export interface ShopperFieldsProps {
  readonly values: PlacingValues;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<PlacingValues>) => void;
}

const PLACE = 'shopper.address.';

const addressErrors = (errors: Readonly<Record<string, string>>): AddressErrors =>
  Object.fromEntries(
    Object.entries(errors).flatMap(([field, text]) =>
      field.startsWith(PLACE) ? [[field.slice(PLACE.length), text]] : [],
    ),
  );

export function ShopperFields({ values, errors, onChange }: ShopperFieldsProps) {
  return (
    <Stack gap="sm">
      <Radio.Group
        label="Shopper"
        value={values.isMadeUp ? 'made-up' : 'chosen'}
        onChange={(value) => onChange({ isMadeUp: value === 'made-up' })}
      >
        <Group mt={4}>
          <Radio value="made-up" label="A made-up person" />
          <Radio value="chosen" label="Somebody in particular" />
        </Group>
      </Radio.Group>
      {!values.isMadeUp && (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <TextInput
              label="Name"
              required
              maxLength={255}
              value={values.name}
              error={errors['shopper.name']}
              onChange={(event) => onChange({ name: event.currentTarget.value })}
            />
            <TextInput
              label="Phone"
              type="tel"
              maxLength={50}
              value={values.phone}
              error={errors['shopper.phone']}
              onChange={(event) => onChange({ phone: event.currentTarget.value })}
            />
          </SimpleGrid>
          <AddressFields
            values={values.address}
            errors={addressErrors(errors)}
            onChange={(part) => onChange({ address: { ...values.address, ...part } })}
          />
        </>
      )}
    </Stack>
  );
}
