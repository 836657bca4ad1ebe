/** Owns the form of the shoppers' rate and patience. */
import type { Shoppers } from '@jetway/marketplace-api';
import { FailureAlert, failureOf } from '@jetway/ui';
import { Button, Group, NumberInput, SimpleGrid, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useSetShoppers } from './shoppers.queries.ts';

interface Values {
  readonly ratePerMinute: number | '';
  readonly pauseAtWaiting: number | '';
}

const valuesOf = ({ ratePerMinute, pauseAtWaiting }: Shoppers): Values => ({ ratePerMinute, pauseAtWaiting });
const numberOf = (value: number | string): number | '' => (typeof value === 'number' ? value : '');

/** Starts from what they were told when the form was shown; polling does not move under the hands. */
export function ShoppersForm({ shoppers }: { readonly shoppers: Shoppers }) {
  const set = useSetShoppers();
  const [values, setValues] = useState(() => valuesOf(shoppers));
  const { ratePerMinute, pauseAtWaiting } = values;
  const isChanged = ratePerMinute !== shoppers.ratePerMinute || pauseAtWaiting !== shoppers.pauseAtWaiting;
  const isWhole = ratePerMinute !== '' && pauseAtWaiting !== '' && pauseAtWaiting >= 1;
  const failure = failureOf(set.error);
  const save = () => {
    if (ratePerMinute === '' || pauseAtWaiting === '') return;
    set.mutate(
      { ratePerMinute, pauseAtWaiting },
      {
        onSuccess: (told) => {
          setValues(valuesOf(told));
          notifications.show({ color: 'green', message: 'The shoppers have been told.' });
        },
      },
    );
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged && isWhole) save();
      }}
    >
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
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
        </SimpleGrid>
        {failure !== undefined && <FailureAlert failure={failure} />}
        <Group justify="flex-end">
          <Button variant="default" disabled={!isChanged} onClick={() => setValues(valuesOf(shoppers))}>
            Undo
          </Button>
          <Button type="submit" disabled={!isChanged || !isWhole} loading={set.isPending}>
            Tell the shoppers
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
