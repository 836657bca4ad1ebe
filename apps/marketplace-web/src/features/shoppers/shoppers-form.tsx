/** Owns the form of the shoppers' rate, patience and returns. */
import type { Shoppers } from '@jetway/marketplace-api';
import { FailureAlert, failureOf } from '@jetway/ui';
import { Button, Group, NumberInput, SimpleGrid, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useSetShoppers } from './shoppers.queries.ts';

interface Values {
  readonly ratePerMinute: number | '';
  readonly pauseAtWaiting: number | '';
  readonly returnPercent: number | '';
}

const percentOf = (share: number): number => Number((share * 100).toFixed(2));
const valuesOf = ({ ratePerMinute, pauseAtWaiting, returnShare }: Shoppers): Values => ({
  ratePerMinute,
  pauseAtWaiting,
  returnPercent: percentOf(returnShare),
});
const numberOf = (value: number | string): number | '' => (typeof value === 'number' ? value : '');

/** Starts from what they were told when the form was shown; polling does not move under the hands. */
function useShoppersForm(shoppers: Shoppers) {
  const set = useSetShoppers();
  const [values, setValues] = useState(() => valuesOf(shoppers));
  const { ratePerMinute, pauseAtWaiting, returnPercent } = values;
  const isChanged =
    ratePerMinute !== shoppers.ratePerMinute ||
    pauseAtWaiting !== shoppers.pauseAtWaiting ||
    returnPercent !== percentOf(shoppers.returnShare);
  const isWhole = ratePerMinute !== '' && pauseAtWaiting !== '' && pauseAtWaiting >= 1 && returnPercent !== '';
  const save = () => {
    if (ratePerMinute === '' || pauseAtWaiting === '' || returnPercent === '') return;
    set.mutate(
      { ratePerMinute, pauseAtWaiting, returnShare: returnPercent / 100 },
      {
        onSuccess: (told) => {
          setValues(valuesOf(told));
          notifications.show({ color: 'green', message: 'The shoppers have been told.' });
        },
      },
    );
  };
  return { values, setValues, isChanged, isWhole, save, busy: set.isPending, failure: failureOf(set.error) };
}

export function ShoppersForm({ shoppers }: { readonly shoppers: Shoppers }) {
  const { values, setValues, isChanged, isWhole, save, busy, failure } = useShoppersForm(shoppers);
  const { ratePerMinute, pauseAtWaiting, returnPercent } = values;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged && isWhole) save();
      }}
    >
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="lg">
          <NumberInput
            label="Rate"
            description="Orders a minute that they try to place; 0 when nobody shops"
            min={0}
            max={6_000}
            decimalScale={2}
            allowNegative={false}
            value={ratePerMinute}
            error={ratePerMinute === '' ? 'Enter a number' : undefined}
            onChange={(value) => setValues((before) => ({ ...before, ratePerMinute: numberOf(value) }))}
          />
          <NumberInput
            label="Wait at"
            description="They place nothing while so many orders are unfinished"
            min={1}
            max={1_000_000}
            allowDecimal={false}
            allowNegative={false}
            thousandSeparator=","
            value={pauseAtWaiting}
            error={pauseAtWaiting === '' ? 'Enter a number' : undefined}
            onChange={(value) => setValues((before) => ({ ...before, pauseAtWaiting: numberOf(value) }))}
          />
          <NumberInput
            label="Returns"
            description="Of shipped orders they send so many back, minutes after the last parcel left"
            suffix=" %"
            min={0}
            max={100}
            decimalScale={2}
            allowNegative={false}
            value={returnPercent}
            error={returnPercent === '' ? 'Enter a number' : undefined}
            onChange={(value) => setValues((before) => ({ ...before, returnPercent: numberOf(value) }))}
          />
        </SimpleGrid>
        {failure !== undefined && <FailureAlert failure={failure} />}
        <Group justify="flex-end">
          <Button variant="default" disabled={!isChanged} onClick={() => setValues(valuesOf(shoppers))}>
            Undo
          </Button>
          <Button type="submit" disabled={!isChanged || !isWhole} loading={busy}>
            Tell the shoppers
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
