/** Owns the dialog in which the operator places an order as a shopper. */
import { failureOf, placeErrors } from '@jetway/ui';
import { Modal, Select, SimpleGrid, Switch, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { DialogForm } from '../../../parts/dialog-form.tsx';
import { durationText } from '../../../parts/durations.ts';
import { useAccountInWorld } from '../../accounts/index.ts';
import { serviceLevels, useNodes } from '../../nodes/index.ts';
import { usePlaceOrder } from '../orders.queries.ts';
import { Basket } from './basket.tsx';
import { addToBasket, checkPlacing, emptyBasket, type PlacingValues, placingBody } from './placing.ts';
import { ShopperFields } from './shopper-fields.tsx';
import { SkuChooser } from './sku-chooser.tsx';

const ANY = '';
const isField = (place: string): boolean =>
  /^(items(\.\d+(\.(sku|quantity))?)?|nodeId|serviceLevel|shopper\..+)$/.test(place);

interface DialogProps {
  readonly onClose: () => void;
  readonly onPlaced: () => void;
}

function usePlacingForm({ onClose, onPlaced }: DialogProps) {
  const { account } = useAccountInWorld();
  const place = usePlaceOrder(account.id);
  const [values, setValues] = useState(emptyBasket);
  const [tried, setTried] = useState(false);
  const wrong = checkPlacing(values);
  const told = placeErrors(failureOf(place.error), isField);
  const shown = tried
    ? wrong
    : Object.fromEntries(Object.entries(wrong).filter(([place]) => place.startsWith('items.')));
  const change = (part: Partial<PlacingValues>) => {
    place.reset();
    setValues((before) => ({ ...before, ...part }));
  };
  const submit = () => {
    setTried(true);
    if (Object.keys(wrong).length > 0) return;
    place.mutate(placingBody(values), {
      onSuccess: ({ referenceOrderId }) => {
        notifications.show({ color: 'green', message: `Order ${referenceOrderId} placed.` });
        onPlaced();
        onClose();
      },
    });
  };
  return {
    account,
    values,
    change,
    errors: { ...told.byField, ...shown },
    failure: told.rest,
    submit,
    busy: place.isPending,
  };
}

type PlacingForm = ReturnType<typeof usePlacingForm>;

function ShippingFields({ account, values, change, errors }: PlacingForm) {
  const nodes = useNodes(account.id).data ?? [];
  const levels = values.nodeId === null ? serviceLevels : nodes.find(({ id }) => id === values.nodeId)?.serviceLevels;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <Select
        label="Node"
        allowDeselect={false}
        data={[
          { value: ANY, label: 'Any that has all of it' },
          ...nodes.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={values.nodeId ?? ANY}
        error={errors['nodeId']}
        onChange={(nodeId) => change({ nodeId: nodeId === ANY ? null : nodeId, serviceLevel: null })}
      />
      <Select
        label="Service level"
        allowDeselect={false}
        data={[
          { value: ANY, label: 'The node’s own choice' },
          ...(levels ?? []).map((level) => ({ value: level, label: level })),
        ]}
        value={values.serviceLevel ?? ANY}
        error={errors['serviceLevel']}
        onChange={(level) => change({ serviceLevel: level === ANY ? null : level })}
      />
    </SimpleGrid>
  );
}

function PlaceOrderForm(props: DialogProps) {
  const form = usePlacingForm(props);
  const { world } = useAccountInWorld();
  const { account, values, change, errors, failure } = form;
  return (
    <DialogForm submit="Place order" busy={form.busy} failure={failure} onSubmit={form.submit} onCancel={props.onClose}>
      <SkuChooser
        accountId={account.id}
        error={errors['items']}
        onAdd={(sku) => change({ lines: addToBasket(values.lines, sku) })}
      />
      <Basket lines={values.lines} errors={errors} onChange={(lines) => change({ lines })} />
      <ShippingFields {...form} />
      <Switch
        label="The shopper gives up returning"
        description="The merchant may pay a higher commission for it."
        checked={values.returnsWaived}
        onChange={(event) => change({ returnsWaived: event.currentTarget.checked })}
      />
      <ShopperFields values={values} errors={errors} onChange={change} />
      <Text size="sm" c="dimmed">
        The units are held at once. The order is released to the merchant after {durationText(world.policy.holdMs)} of
        world time; until then the shopper may cancel freely.
      </Text>
    </DialogForm>
  );
}

export function PlaceOrderDialog({ opened, ...form }: DialogProps & { readonly opened: boolean }) {
  const small = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  return (
    <Modal
      opened={opened}
      onClose={form.onClose}
      title="Place an order as a shopper"
      size="lg"
      fullScreen={small ?? false}
    >
      <PlaceOrderForm {...form} />
    </Modal>
  );
}
