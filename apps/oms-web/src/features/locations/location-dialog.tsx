/** Owns adding and changing a location. */
import type { Connection, Location } from '@jetway/oms-api';
import { FailureAlert, failureOf, ownTimeZone, placeErrors, timeZones, useLast } from '@jetway/ui';
import { Button, Group, Modal, NumberInput, Select, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useConnections } from '../connections/index.ts';
import { type LocationBody, useChangeLocation, useCreateLocation } from './locations.queries.ts';

interface Values {
  name: string;
  timeZone: string;
  cutOff: string;
  zipCode: string;
  priority: number | string;
  active: boolean;
  /** Node by connection; empty when the location is no node there. */
  nodes: Record<string, string>;
}

const valuesOf = (location: Location | undefined): Values => ({
  name: location?.name ?? '',
  timeZone: location?.timeZone ?? ownTimeZone(),
  cutOff: location?.cutOff ?? '14:00',
  zipCode: location?.zipCode ?? '',
  priority: location?.priority ?? 100,
  active: location?.active ?? true,
  nodes: Object.fromEntries((location?.nodes ?? []).map(({ connectionId, nodeId }) => [connectionId, nodeId])),
});

const bodyOf = ({ name, zipCode, priority, nodes, ...rest }: Values): LocationBody => ({
  ...rest,
  name: name.trim(),
  zipCode: zipCode === '' ? null : zipCode,
  priority: Number(priority),
  nodes: Object.entries(nodes)
    .map(([connectionId, nodeId]) => ({ connectionId, nodeId: nodeId.trim() }))
    .filter(({ nodeId }) => nodeId !== ''),
});

const refusals: Readonly<Record<string, { readonly field: 'name' | 'timeZone'; readonly text: string }>> = {
  name_taken: { field: 'name', text: 'Another location has this name' },
  unknown_time_zone: { field: 'timeZone', text: 'The server does not know this time zone' },
};

function useLocationForm(location: Location | undefined, onClose: () => void) {
  const create = useCreateLocation();
  const change = useChangeLocation();
  const sending = location === undefined ? create : change;
  const form = useForm<Values>({
    initialValues: valuesOf(location),
    validate: {
      name: (name) => (name.trim() === '' ? 'Enter a name' : null),
      timeZone: (zone) => (zone === '' ? 'Choose a time zone' : null),
      cutOff: (time) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? null : 'A time such as 14:00'),
      zipCode: (zip) => (zip === '' || /^\d{5}$/.test(zip) ? null : 'Five digits'),
      priority: (priority) => (priority === '' ? 'A number from 1 to 1,000' : null),
    },
  });
  const failure = failureOf(sending.error);
  const refusal = refusals[failure?.code ?? ''];
  const told = placeErrors(refusal === undefined ? failure : undefined, (field) => Object.hasOwn(form.values, field));
  const errorOf = (field: keyof Values) =>
    form.errors[field] ?? (refusal?.field === field ? refusal.text : told.byField[field]);
  const submit = form.onSubmit((values) => {
    const body = bodyOf(values);
    if (location === undefined) create.mutate(body, { onSuccess: onClose });
    else change.mutate({ location, body }, { onSuccess: onClose });
  });
  return { form, errorOf, submit, failure: told.rest, busy: sending.isPending };
}

type LocationForm = ReturnType<typeof useLocationForm>;

function NodeFields({
  form,
  connections,
}: Pick<LocationForm, 'form'> & { readonly connections: readonly Connection[] }) {
  if (connections.length === 0) return null;
  return (
    <Stack gap="xs">
      <div>
        <Text size="sm" fw={500}>
          Fulfilment nodes
        </Text>
        <Text size="xs" c="dimmed">
          The id of the node that this location is at each channel. Stock and orders of that node belong to it.
        </Text>
      </div>
      {connections.map(({ id, name, nodeId }) => (
        <TextInput
          key={id}
          label={name}
          placeholder={nodeId}
          maxLength={100}
          value={form.values.nodes[id] ?? ''}
          onChange={(event) => form.setFieldValue('nodes', { ...form.values.nodes, [id]: event.currentTarget.value })}
        />
      ))}
    </Stack>
  );
}

/** When parcels leave, where from, and how gladly. */
function ShippingFields({ form, errorOf }: Pick<LocationForm, 'form' | 'errorOf'>) {
  return (
    <>
      <SimpleGrid cols={2}>
        <TextInput
          label="Cut-off"
          type="time"
          required
          description="Released before, shipped the same day"
          {...form.getInputProps('cutOff')}
          error={errorOf('cutOff')}
        />
        <TextInput
          label="Zip code"
          description="Where parcels start"
          inputMode="numeric"
          maxLength={5}
          {...form.getInputProps('zipCode')}
          error={errorOf('zipCode')}
        />
      </SimpleGrid>
      <NumberInput
        label="Priority"
        description="Among locations that are equally good for an order, the lower number serves it"
        min={1}
        max={1000}
        allowDecimal={false}
        clampBehavior="strict"
        {...form.getInputProps('priority')}
        error={errorOf('priority')}
      />
    </>
  );
}

export interface LocationFormProps {
  readonly location: Location | undefined;
  readonly onClose: () => void;
  /** It is a step of a longer way, which nobody leaves by the form's own button. */
  readonly isStep?: boolean;
}

export function LocationForm({ location, onClose, isStep = false }: LocationFormProps) {
  const { form, errorOf, submit, failure, busy } = useLocationForm(location, onClose);
  const connections = useConnections().data ?? [];
  const zones = useMemo(timeZones, []);
  const client = useQueryClient();
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <TextInput
          label="Name"
          required
          maxLength={100}
          data-autofocus
          {...form.getInputProps('name')}
          error={errorOf('name')}
        />
        <Select
          label="Time zone"
          required
          searchable
          allowDeselect={false}
          data={zones}
          {...form.getInputProps('timeZone')}
          error={errorOf('timeZone')}
        />
        <ShippingFields form={form} errorOf={errorOf} />
        <NodeFields form={form} connections={connections} />
        {!isStep && (
          <Switch
            label="In use"
            description="Stock at a location out of use is not offered to channels."
            {...form.getInputProps('active', { type: 'checkbox' })}
          />
        )}
        {failure !== undefined && (
          <FailureAlert
            failure={failure}
            {...(failure.code === 'changed_meanwhile'
              ? { onRetry: () => void client.invalidateQueries({ queryKey: ['locations'] }).then(onClose) }
              : {})}
          />
        )}
        <Group justify="flex-end">
          {!isStep && (
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
          )}
          <Button type="submit" loading={busy}>
            {location === undefined ? 'Add location' : 'Save'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export interface LocationDialogProps {
  /** The location to change, "new" for another one, undefined while closed. */
  readonly target: Location | 'new' | undefined;
  readonly onClose: () => void;
}

export function LocationDialog({ target, onClose }: LocationDialogProps) {
  const shown = useLast(target);
  return (
    <Modal
      opened={target !== undefined}
      onClose={onClose}
      title={shown === 'new' ? 'Add a location' : 'Change the location'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {shown !== undefined && <LocationForm location={shown === 'new' ? undefined : shown} onClose={onClose} />}
    </Modal>
  );
}
