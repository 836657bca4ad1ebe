/** Owns the fields of one parcel. */
import { ActionIcon, Group, Paper, Select, SimpleGrid, Stack, Text, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ParcelFieldsProps } from './parcel-fields.props.ts';
import { ParcelMore } from './parcel-more.tsx';
import { ParcelUnits } from './parcel-units.tsx';
import { methodAtFirst, methodsFor } from './parcels.ts';
import { TrackingField } from './tracking-field.tsx';

function CarrierFields({ index, parcel, options, requested, errors, onChange }: ParcelFieldsProps) {
  const methods = methodsFor(options, parcel.carrier);
  const groups = [
    ...(methods.own.length > 0 ? [{ group: parcel.carrier ?? '', items: methods.own }] : []),
    { group: methods.own.length > 0 ? 'Other methods' : 'Methods', items: methods.other },
  ];
  const choose = (carrier: string | null) =>
    onChange({ ...parcel, carrier, method: methodAtFirst(options, carrier, requested) });
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
      <Select
        label="Carrier"
        placeholder="Choose"
        searchable
        data={options.carriers}
        value={parcel.carrier}
        error={errors[`parcels.${index}.carrier`]}
        onChange={choose}
      />
      <Select
        label="Method"
        placeholder="Choose"
        searchable
        data={groups}
        value={parcel.method}
        error={errors[`parcels.${index}.method`]}
        onChange={(method) => onChange({ ...parcel, method })}
      />
      <TrackingField
        index={index}
        parcel={parcel}
        carriers={options.carriers}
        error={errors[`parcels.${index}.trackingNumber`]}
        onChange={(trackingNumber) => onChange({ ...parcel, trackingNumber })}
        onCarrier={choose}
      />
    </SimpleGrid>
  );
}

export function ParcelFields(props: ParcelFieldsProps) {
  const { index, errors, onRemove } = props;
  const itemsError = errors[`parcels.${index}.items`];
  return (
    <Paper withBorder p="md" component="fieldset" style={{ minInlineSize: 0, margin: 0 }}>
      <Stack gap="sm">
        <Group justify="space-between" mih={28}>
          <Text size="sm" fw={650} component="legend" style={{ padding: 0 }}>
            Parcel {index + 1}
          </Text>
          {onRemove !== undefined && (
            <Tooltip label="Remove this parcel">
              <ActionIcon variant="subtle" color="gray" aria-label={`Remove parcel ${index + 1}`} onClick={onRemove}>
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
        <CarrierFields {...props} />
        <ParcelUnits {...props} />
        {itemsError !== undefined && (
          <Text size="sm" c="red" role="alert">
            {itemsError}
          </Text>
        )}
        <ParcelMore {...props} />
      </Stack>
    </Paper>
  );
}
