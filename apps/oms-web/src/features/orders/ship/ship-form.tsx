/** Owns the form of a shipment: parcels, checked here first, with the server's word at the fields it is about. */
import type { OrderDetail, ParcelWarning, Shipment, ShippingOptions } from '@jetway/oms-api';
import { FailureAlert, failureOf, fieldName, placeErrors } from '@jetway/ui';
import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconTruckDelivery } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useMay } from '../../session/index.ts';
import { useShip } from '../orders.queries.ts';
import { ParcelFields } from './parcel-fields.tsx';
import {
  draftField,
  isDraftField,
  nextParcel,
  type ParcelDraft,
  parcelBodies,
  parcelErrors,
  type Requested,
  unpacked,
} from './parcels.ts';

export interface ShipFormProps {
  readonly detail: OrderDetail;
  readonly options: ShippingOptions;
  /** What the buyer asked for, or the default of the service level. */
  readonly requested: Requested;
  readonly onClose: () => void;
}

function useParcels({ detail, options, requested }: Pick<ShipFormProps, 'detail' | 'options' | 'requested'>) {
  const lines = detail.lines.filter((line) => line.openQuantity > 0);
  const made = useRef(0);
  const fresh = (parcels: readonly ParcelDraft[]) => {
    made.current += 1;
    return nextParcel(`parcel-${made.current}`, parcels, lines, options, requested);
  };
  const [parcels, setParcels] = useState<readonly ParcelDraft[]>(() => [fresh([])]);
  return {
    lines,
    parcels,
    add: () => setParcels((before) => [...before, fresh(before)]),
    put: (parcel: ParcelDraft) => setParcels((before) => before.map((one) => (one.key === parcel.key ? parcel : one))),
    remove: (key: string) => setParcels((before) => before.filter((one) => one.key !== key)),
  };
}

const unitsText = (units: number): string => (units === 1 ? '1 unit stays open' : `${units} units stay open`);

function titleOf(parcels: number): string {
  if (parcels === 0) return 'Cancellation on its way';
  return parcels === 1 ? 'Shipment on its way' : `${parcels} shipments on their way`;
}

const notify = (shipments: readonly Shipment[], warnings: readonly ParcelWarning[]): void => {
  const left = shipments.filter(({ trackingNumber }) => trackingNumber !== null);
  notifications.show({
    title: titleOf(left.length),
    message:
      warnings.length === 0
        ? 'It goes to the channel; the order shows when it is confirmed.'
        : warnings.map(({ text }) => text).join(' '),
    color: warnings.length === 0 ? 'green' : 'orange',
    ...(warnings.length === 0 ? {} : { autoClose: 12_000 }),
  });
};

export function ShipForm({ detail, options, requested, onClose }: ShipFormProps) {
  const { lines, parcels, add, put, remove } = useParcels({ detail, options, requested });
  const may = useMay();
  const ship = useShip(detail.order.id);
  const [tried, setTried] = useState(false);
  const ownErrors = parcelErrors(parcels, lines);
  const failure = failureOf(ship.error);
  const told = placeErrors(
    failure && {
      ...failure,
      places: (failure.places ?? []).map((place) => ({ ...place, path: draftField(fieldName(place.path), parcels) })),
    },
    isDraftField,
  );
  const errors = tried ? { ...told.byField, ...ownErrors } : {};
  const left = Object.values(unpacked(parcels, lines)).reduce((sum, quantity) => sum + quantity, 0);
  const send = () => {
    setTried(true);
    if (Object.keys(ownErrors).length > 0) return;
    ship.mutate(parcelBodies(parcels), {
      onSuccess: ({ shipments, warnings }) => {
        notify(shipments, warnings);
        onClose();
      },
    });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack>
        {parcels.map((parcel, index) => (
          <ParcelFields
            key={parcel.key}
            index={index}
            parcel={parcel}
            lines={lines}
            options={options}
            requested={requested}
            mayCancel={may('cancelOrder')}
            errors={errors}
            onChange={(changed) => {
              ship.reset();
              put(changed);
            }}
            onRemove={parcels.length > 1 ? () => remove(parcel.key) : undefined}
          />
        ))}
        <Group justify="space-between">
          <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
            Add a parcel
          </Button>
          {left > 0 && (
            <Text size="sm" c="dimmed" role="status">
              {unitsText(left)}
            </Text>
          )}
        </Group>
        {told.rest !== undefined && <FailureAlert failure={told.rest} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" loading={ship.isPending} leftSection={<IconTruckDelivery size={16} aria-hidden />}>
            Ship
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
