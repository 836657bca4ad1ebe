/** Owns what else can be told of a parcel: when it should arrive, and where its units go back to. */
import { Button, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ParcelFieldsProps } from './parcel-fields.props.ts';
import { isShipped, type ReturnDraft } from './parcels.ts';

export function ParcelMore({ index, parcel, errors, onChange }: ParcelFieldsProps) {
  const [opened, { toggle }] = useDisclosure(Object.values(parcel.returns).some((text) => text !== ''));
  if (!isShipped(parcel)) return null;
  const field = (name: keyof ReturnDraft, label: string, maxLength: number) => (
    <TextInput
      label={label}
      size="xs"
      autoComplete="off"
      maxLength={maxLength}
      value={parcel.returns[name]}
      error={errors[`parcels.${index}.returns.${name}`]}
      onChange={(event) => onChange({ ...parcel, returns: { ...parcel.returns, [name]: event.currentTarget.value } })}
    />
  );
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-xs"
        px={0}
        leftSection={<Chevron size={14} aria-hidden />}
        aria-expanded={opened}
        onClick={toggle}
      >
        Delivery date and returns
      </Button>
      {opened && (
        <Stack gap="xs" pt="xs">
          <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
            <TextInput
              label="Expected on"
              type="date"
              size="xs"
              value={parcel.expectedDay}
              onChange={(event) => onChange({ ...parcel, expectedDay: event.currentTarget.value })}
            />
            {field('rmaNumber', 'RMA number', 100)}
            {field('daysToReturn', 'Days to return', 4)}
          </SimpleGrid>
          <Text size="xs" c="dimmed">
            Where units go back to; empty: where your settings at the channel say.
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            {field('address1', 'Street', 255)}
            {field('city', 'City', 255)}
            {field('state', 'State', 255)}
            {field('zipCode', 'Zip code', 10)}
          </SimpleGrid>
        </Stack>
      )}
    </div>
  );
}
