/** Owns what can be set of sync: the budget of requests, and rejecting at the deadline. */
import type { SyncSettings } from '@jetway/oms-api';
import { FailureAlert, failureOf } from '@jetway/ui';
import { Button, Group, NumberInput, Stack, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useMay } from '../session/index.ts';
import { useChangeSyncSettings } from './sync.queries.ts';

interface FormProps {
  readonly connectionId: string;
  readonly settings: SyncSettings;
}

/** So long before the deadline, until somebody says otherwise. */
const USUAL_MINUTES = 60;

const numberOr = (value: number | string, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

export function SyncSettingsForm({ connectionId, settings }: FormProps) {
  const may = useMay();
  const change = useChangeSyncSettings(connectionId);
  const [budget, setBudget] = useState(settings.requestsPerMinute);
  const [minutes, setMinutes] = useState(settings.rejectBeforeMinutes);
  const disabled = !may('changeSyncSettings');
  const isDirty = budget !== settings.requestsPerMinute || minutes !== settings.rejectBeforeMinutes;
  const failure = failureOf(change.error);
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      { requestsPerMinute: budget, rejectBeforeMinutes: minutes, version: settings.version },
      { onSuccess: () => notifications.show({ message: 'Saved.', color: 'green' }) },
    );
  };
  return (
    <form onSubmit={save}>
      <Stack gap="sm">
        <NumberInput
          label="Requests per minute"
          description="All lanes together; messages about orders always find a part of it."
          min={10}
          max={60_000}
          allowDecimal={false}
          thousandSeparator=","
          value={budget}
          disabled={disabled}
          onChange={(value) => setBudget(numberOr(value, settings.requestsPerMinute))}
        />
        <Switch
          label="Reject an order that nobody answers in time"
          description="Each line with its reason. Otherwise a person is only alarmed."
          checked={minutes !== null}
          disabled={disabled}
          onChange={(event) => setMinutes(event.currentTarget.checked ? USUAL_MINUTES : null)}
        />
        {minutes !== null && (
          <NumberInput
            label="Minutes before the deadline"
            min={5}
            max={1_440}
            allowDecimal={false}
            value={minutes}
            disabled={disabled}
            onChange={(value) => setMinutes(numberOr(value, USUAL_MINUTES))}
          />
        )}
        {failure !== undefined && <FailureAlert failure={failure} onClose={() => change.reset()} />}
        <Group>
          <Button type="submit" size="xs" disabled={disabled || !isDirty} loading={change.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
