/** Owns the form of an account's rate limits. */
import { type RateLimit, type RouteClass, routeClasses } from '@jetway/marketplace-api';
import { FailureAlert, failureOf, Loaded, Section } from '@jetway/ui';
import { Button, Group, NumberInput, SimpleGrid, Stack, Switch, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useRateLimits, useSetRateLimits } from './faults.queries.ts';
import { classWords, isChanged, type LimitValues, limitsOf, limitsValues } from './limits.ts';

const numberOf = (value: number | string): number | '' => (typeof value === 'number' ? value : '');

interface RowProps {
  readonly routeClass: RouteClass;
  readonly values: LimitValues;
  readonly onChange: (change: Partial<LimitValues>) => void;
}

function LimitRow({ routeClass, values, onChange }: RowProps) {
  const { name, means } = classWords[routeClass];
  const { on, perSecond, burst } = values;
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm" role="group" aria-label={name}>
      <Switch
        label={name}
        description={means}
        checked={on}
        onChange={(event) => onChange({ on: event.currentTarget.checked })}
      />
      <NumberInput
        label="Requests a second"
        disabled={!on}
        min={0.001}
        max={10_000}
        decimalScale={3}
        allowNegative={false}
        value={perSecond}
        error={on && (perSecond === '' || perSecond <= 0) ? 'Enter a number above 0' : undefined}
        onChange={(value) => onChange({ perSecond: numberOf(value) })}
      />
      <NumberInput
        label="At once after a rest"
        disabled={!on}
        min={1}
        max={100_000}
        allowDecimal={false}
        allowNegative={false}
        value={burst}
        error={on && (burst === '' || burst < 1) ? 'Enter a whole number from 1' : undefined}
        onChange={(value) => onChange({ burst: numberOf(value) })}
      />
    </SimpleGrid>
  );
}

/** Starts from the limits as they were when the form was shown. */
function LimitsForm({ accountId, limits }: { readonly accountId: string; readonly limits: readonly RateLimit[] }) {
  const set = useSetRateLimits(accountId);
  const [values, setValues] = useState(() => limitsValues(limits));
  const wanted = limitsOf(values);
  const changed = isChanged(values, limits);
  const failure = failureOf(set.error);
  const save = (all: RateLimit[]) =>
    set.mutate(all, {
      onSuccess: (saved) => {
        setValues(limitsValues(saved.limits));
        notifications.show({ color: 'green', message: 'Saved. The limits hold in all processes.' });
      },
    });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && wanted !== undefined) save(wanted);
      }}
    >
      <Stack>
        {routeClasses.map((routeClass) => (
          <LimitRow
            key={routeClass}
            routeClass={routeClass}
            values={values[routeClass]}
            onChange={(part) =>
              setValues((before) => ({ ...before, [routeClass]: { ...before[routeClass], ...part } }))
            }
          />
        ))}
        {failure !== undefined && <FailureAlert failure={failure} />}
        <Group justify="flex-end">
          <Button variant="default" disabled={!changed} onClick={() => setValues(limitsValues(limits))}>
            Undo
          </Button>
          <Button type="submit" disabled={!changed || wanted === undefined} loading={set.isPending}>
            Save the limits
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function LimitsSection({ accountId }: { readonly accountId: string }) {
  const limits = useRateLimits(accountId);
  return (
    <Section title="Rate limits">
      <Text size="sm" c="dimmed" mb="md">
        Beyond a limit the merchant’s software is answered 429 with Retry-After. While one is on, every answer says how
        much of it is left. Retrieving a token is not limited.
      </Text>
      <Loaded data={limits.data} failure={failureOf(limits.error)} onRetry={() => void limits.refetch()}>
        {(found) => <LimitsForm key={accountId} accountId={accountId} limits={found.limits} />}
      </Loaded>
    </Section>
  );
}
