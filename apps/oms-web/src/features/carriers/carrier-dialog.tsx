/** Owns adding and changing a word for a carrier. */
import type { CarrierMapping, CarrierOptions } from '@jetway/oms-api';
import { FailureAlert, failureOf, Loaded, placeErrors, useLast } from '@jetway/ui';
import { Button, Group, Modal, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { type MappingBody, useCarrierOptions, useChangeMapping, useCreateMapping } from './carriers.queries.ts';

const fields = ['word', 'carrier', 'method', 'defaultFor'];

/** "defaultFor.1" is shown at "defaultFor". */
const isField = (field: string): boolean => fields.includes(field.split('.')[0] ?? '');

function useMappingForm(mapping: CarrierMapping | undefined, onClose: () => void) {
  const create = useCreateMapping();
  const change = useChangeMapping();
  const sending = mapping === undefined ? create : change;
  const form = useForm<MappingBody>({
    initialValues: {
      word: mapping?.word ?? '',
      carrier: mapping?.carrier ?? '',
      method: mapping?.method ?? null,
      defaultFor: mapping?.defaultFor ?? [],
    },
    validate: {
      word: (word) => (word.trim() === '' ? 'Enter a word' : null),
      carrier: (carrier) => (carrier === '' ? 'Choose a carrier' : null),
      method: (method, { defaultFor }) =>
        method === null && defaultFor.length > 0 ? 'A default needs a method' : null,
    },
  });
  const told = placeErrors(failureOf(sending.error), isField);
  const errorOf = (field: keyof MappingBody) =>
    form.errors[field] ?? Object.entries(told.byField).find(([name]) => name.split('.')[0] === field)?.[1];
  const submit = form.onSubmit((values) => {
    const body = { ...values, word: values.word.trim() };
    if (mapping === undefined) create.mutate(body, { onSuccess: onClose });
    else change.mutate({ mapping, body }, { onSuccess: onClose });
  });
  return { form, errorOf, submit, failure: told.rest, busy: sending.isPending };
}

/** Methods of the carrier first. */
function methodGroups({ methods, methodsByCarrier }: CarrierOptions, carrier: string) {
  const own = methodsByCarrier[carrier] ?? [];
  const other = methods.filter((method) => !own.includes(method));
  return own.length === 0
    ? [{ group: 'Methods', items: other }]
    : [
        { group: carrier, items: own },
        { group: 'Other methods', items: other },
      ];
}

function CarrierForm({
  mapping,
  options,
  onClose,
}: {
  readonly mapping: CarrierMapping | undefined;
  readonly options: CarrierOptions;
  readonly onClose: () => void;
}) {
  const { form, errorOf, submit, failure, busy } = useMappingForm(mapping, onClose);
  const client = useQueryClient();
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <TextInput
          label="Word"
          description="As people or label software write it; case, blanks and hyphens do not matter"
          placeholder="UPS Ground"
          required
          maxLength={100}
          data-autofocus
          {...form.getInputProps('word')}
          error={errorOf('word')}
        />
        <Select
          label="Carrier"
          required
          searchable
          allowDeselect={false}
          placeholder="Choose"
          data={options.carriers}
          value={form.values.carrier === '' ? null : form.values.carrier}
          onChange={(carrier) => form.setFieldValue('carrier', carrier ?? '')}
          error={errorOf('carrier')}
        />
        <Select
          label="Method"
          description="Leave it out when the word tells the carrier only"
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'No method' }}
          placeholder="None"
          data={methodGroups(options, form.values.carrier)}
          value={form.values.method}
          onChange={(method) => form.setFieldValue('method', method)}
          error={errorOf('method')}
        />
        <MultiSelect
          label="Default for"
          description="Service levels of buyers for which this is meant when nobody says how a parcel goes"
          data={options.serviceLevels}
          value={form.values.defaultFor}
          onChange={(levels) => form.setFieldValue('defaultFor', levels)}
          error={errorOf('defaultFor')}
        />
        {failure !== undefined && (
          <FailureAlert
            failure={failure}
            {...(failure.code === 'changed_meanwhile'
              ? { onRetry: () => void client.invalidateQueries({ queryKey: ['carrier-mappings'] }).then(onClose) }
              : {})}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            {mapping === undefined ? 'Add word' : 'Save'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export interface CarrierDialogProps {
  /** The word to change, "new" for another one, undefined while closed. */
  readonly target: CarrierMapping | 'new' | undefined;
  readonly onClose: () => void;
}

export function CarrierDialog({ target, onClose }: CarrierDialogProps) {
  const shown = useLast(target);
  const options = useCarrierOptions();
  return (
    <Modal
      opened={target !== undefined}
      onClose={onClose}
      title={shown === 'new' ? 'Add a word' : 'Change the word'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Loaded data={options.data} failure={failureOf(options.error)} onRetry={() => void options.refetch()}>
        {(found) =>
          shown === undefined ? null : (
            <CarrierForm mapping={shown === 'new' ? undefined : shown} options={found} onClose={onClose} />
          )
        }
      </Loaded>
    </Modal>
  );
}
