/** Owns the fields of one parcel. */
import type { OrderLine, ShippingOptions } from '@jetway/oms-api';
import {
  ActionIcon,
  Group,
  NumberInput,
  Paper,
  Select,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { methodAtFirst, methodsFor, type ParcelDraft, type Requested } from './parcels.ts';

export interface ParcelFieldsProps {
  readonly index: number;
  readonly parcel: ParcelDraft;
  readonly lines: readonly OrderLine[];
  readonly options: ShippingOptions;
  readonly requested: Requested;
  /** Messages by field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (parcel: ParcelDraft) => void;
  /** Absent for the only parcel. */
  readonly onRemove?: (() => void) | undefined;
}

function CarrierFields({ index, parcel, options, requested, errors, onChange }: ParcelFieldsProps) {
  const methods = methodsFor(options, parcel.carrier);
  const groups = [
    ...(methods.own.length > 0 ? [{ group: parcel.carrier ?? '', items: methods.own }] : []),
    { group: methods.own.length > 0 ? 'Other methods' : 'Methods', items: methods.other },
  ];
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
      <Select
        label="Carrier"
        placeholder="Choose"
        searchable
        data={options.carriers}
        value={parcel.carrier}
        error={errors[`parcels.${index}.carrier`]}
        onChange={(carrier) => onChange({ ...parcel, carrier, method: methodAtFirst(options, carrier, requested) })}
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
      <TextInput
        label="Tracking number"
        autoFocus={index === 0}
        autoComplete="off"
        maxLength={100}
        value={parcel.trackingNumber}
        error={errors[`parcels.${index}.trackingNumber`]}
        onChange={(event) => onChange({ ...parcel, trackingNumber: event.currentTarget.value })}
      />
    </SimpleGrid>
  );
}

function UnitFields({ index, parcel, lines, errors, onChange }: ParcelFieldsProps) {
  return (
    <Table verticalSpacing={5} aria-label={`Units in parcel ${index + 1}`}>
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
            <Table.Td w={104} pr={0}>
              <NumberInput
                size="xs"
                aria-label={`Units of ${line.title} in parcel ${index + 1}`}
                min={0}
                max={line.openQuantity}
                allowDecimal={false}
                value={parcel.quantities[line.id] ?? 0}
                error={errors[`parcels.${index}.quantities.${line.id}`]}
                onChange={(value) =>
                  onChange({ ...parcel, quantities: { ...parcel.quantities, [line.id]: Number(value) || 0 } })
                }
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
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
        <UnitFields {...props} />
        {itemsError !== undefined && (
          <Text size="sm" c="red" role="alert">
            {itemsError}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
