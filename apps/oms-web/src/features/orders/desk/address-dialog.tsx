/** Owns correcting where an order goes. */
import type { OrderDetail, ShipTo } from '@jetway/oms-api';
import { FailureAlert, failureOf, placeErrors } from '@jetway/ui';
import { Button, Group, Modal, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useCorrectShipTo } from './desk.queries.ts';

type Values = Record<keyof ShipTo, string>;

const valuesOf = ({ phone, address2, ...rest }: ShipTo): Values => ({
  ...rest,
  phone: phone ?? '',
  address2: address2 ?? '',
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

const bodyOf = ({ phone, address2, ...rest }: Values): ShipTo => ({
  ...rest,
  phone: orNull(phone),
  address2: orNull(address2),
});

const needed = (what: string) => (text: string) => (text.trim() === '' ? `Enter ${what}` : null);

function useAddressForm(detail: OrderDetail, onClose: () => void) {
  const correct = useCorrectShipTo(detail);
  const form = useForm<Values>({
    initialValues: valuesOf(detail.shipTo),
    validate: {
      name: needed('a name'),
      address1: needed('a street'),
      city: needed('a city'),
      state: needed('a state'),
      zipCode: needed('a zip code'),
    },
  });
  const failure = failureOf(correct.error);
  const told = placeErrors(failure, (field) => Object.hasOwn(form.values, field));
  const field = (name: keyof ShipTo) => ({
    ...form.getInputProps(name),
    error: form.errors[name] ?? told.byField[name],
  });
  const submit = form.onSubmit((values) => correct.mutate(bodyOf(values), { onSuccess: onClose }));
  return { field, submit, busy: correct.isPending, failure: told.rest };
}

function AddressForm({ detail, onClose }: { readonly detail: OrderDetail; readonly onClose: () => void }) {
  const { field, submit, busy, failure } = useAddressForm(detail, onClose);
  const client = useQueryClient();
  const lookAgain = () => void client.invalidateQueries({ queryKey: ['order', detail.order.id] }).then(onClose);
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">
          From now on the order goes there, whatever the channel says. The channel is not told; its own address is kept
          beside it.
        </Text>
        <TextInput label="Name" required maxLength={200} data-autofocus autoComplete="off" {...field('name')} />
        <TextInput label="Street" required maxLength={200} autoComplete="off" {...field('address1')} />
        <TextInput label="Second line" maxLength={200} autoComplete="off" {...field('address2')} />
        <TextInput label="City" required maxLength={100} autoComplete="off" {...field('city')} />
        <SimpleGrid cols={2}>
          <TextInput label="State" required maxLength={50} autoComplete="off" {...field('state')} />
          <TextInput label="Zip code" required maxLength={20} autoComplete="off" {...field('zipCode')} />
        </SimpleGrid>
        <TextInput label="Phone" maxLength={50} autoComplete="off" {...field('phone')} />
        {failure !== undefined && (
          <FailureAlert failure={failure} {...(failure.code === 'changed_meanwhile' ? { onRetry: lookAgain } : {})} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" loading={busy}>
            Ship there
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export interface AddressDialogProps {
  readonly detail: OrderDetail;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function AddressDialog({ detail, opened, onClose }: AddressDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Correct where it goes" closeButtonProps={{ 'aria-label': 'Close' }}>
      <AddressForm detail={detail} onClose={onClose} />
    </Modal>
  );
}
