/** Owns the form of a world's durations. */
import type { World, WorldPolicy } from '@jetway/marketplace-api';
import { FailureAlert, failureOf } from '@jetway/ui';
import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { DurationField, type DurationFieldProps } from '../../../parts/duration-field.tsx';
import { useSetPolicy } from '../worlds.queries.ts';
import { changedPolicy, checkPolicy, type PolicyValues, policyFields, policyNames, policyValues } from './policy.ts';

interface FieldProps {
  readonly field: keyof WorldPolicy;
  readonly values: PolicyValues;
  readonly error: string | undefined;
  readonly onChange: (field: keyof WorldPolicy, value: DurationFieldProps['value']) => void;
}

function PolicyField({ field, values, error, onChange }: FieldProps) {
  const { label, description } = policyNames[field];
  return (
    <DurationField
      label={label}
      description={description}
      value={values[field]}
      error={error}
      onChange={(value) => onChange(field, value)}
    />
  );
}

/** Starts from the policy as it was when the form was shown; what others change meanwhile does not move under the hands. */
export function PolicyForm({ world }: { readonly world: Pick<World, 'id' | 'policy'> }) {
  const set = useSetPolicy(world.id);
  const [values, setValues] = useState(() => policyValues(world.policy));
  const errors = checkPolicy(values);
  const change = changedPolicy(values, world.policy);
  const isChanged = Object.keys(change).length > 0;
  const failure = failureOf(set.error);
  const save = () =>
    set.mutate(change, {
      onSuccess: ({ policy }) => {
        setValues(policyValues(policy));
        notifications.show({ color: 'green', message: 'Saved. The durations hold for what begins from now on.' });
      },
    });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (Object.keys(errors).length === 0 && isChanged) save();
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          Durations of world time. A change holds for what begins from now on; timers that run keep their instant.
        </Text>
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          {policyFields.map((field) => (
            <PolicyField
              key={field}
              field={field}
              values={values}
              error={errors[field]}
              onChange={(changed, value) => setValues((before) => ({ ...before, [changed]: value }))}
            />
          ))}
        </SimpleGrid>
        {failure !== undefined && <FailureAlert failure={failure} />}
        <Group justify="flex-end">
          <Button
            variant="default"
            disabled={!isChanged}
            onClick={() => {
              set.reset();
              setValues(policyValues(world.policy));
            }}
          >
            Undo
          </Button>
          <Button type="submit" disabled={!isChanged} loading={set.isPending}>
            Save the policy
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
