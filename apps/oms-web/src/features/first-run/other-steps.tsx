/** Owns the steps of the guided set-up around the connection: where stock lies, what is sold, and switching on. */
import { FailureAlert, failureOf } from '@jetway/ui';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { modeWords, useSwitchConnection } from '../connections/index.ts';
import { AddSkuForm } from '../inventory/index.ts';
import { LocationForm, useLocations } from '../locations/index.ts';
import { useStepDone } from './first-run.queries.ts';

interface StepProps {
  readonly onNext: () => void;
}

export function LocationStep({ onNext }: StepProps) {
  const stepDone = useStepDone();
  const locations = useLocations().data ?? [];
  const done = () => {
    stepDone();
    onNext();
  };
  if (locations.length === 0) return <LocationForm location={undefined} onClose={done} isStep />;
  return (
    <Stack>
      <Text size="sm">
        There is {locations.map(({ name }) => name).join(', ')}. Further locations are added under Settings, Locations.
      </Text>
      <Group justify="flex-end">
        <Button onClick={onNext}>Go on</Button>
      </Group>
    </Stack>
  );
}

export function StockStep({ onNext }: StepProps) {
  const stepDone = useStepDone();
  const locations = (useLocations().data ?? []).filter(({ active }) => active);
  const [added, setAdded] = useState<readonly string[]>([]);
  return (
    <Stack>
      <Text size="sm">
        Enter your first SKUs by hand, or go on: a SKU that an order names and nobody here knows becomes a problem to
        decide, and no order is lost.
      </Text>
      {added.length > 0 && <Text size="sm">Added: {added.join(', ')}.</Text>}
      <AddSkuForm
        locations={locations}
        onAdded={({ sku }) => {
          setAdded((before) => [...before, sku]);
          stepDone();
        }}
      />
      <Group justify="flex-end">
        <Button variant={added.length === 0 ? 'subtle' : 'filled'} onClick={onNext}>
          {added.length === 0 ? 'Go on without' : 'Go on'}
        </Button>
      </Group>
    </Stack>
  );
}

export interface SwitchStepProps {
  readonly connectionId: string | null;
  readonly onConnect: () => void;
  readonly onDone: () => void;
  readonly isBusy: boolean;
}

export function SwitchStep({ connectionId, onConnect, onDone, isBusy }: SwitchStepProps) {
  const change = useSwitchConnection();
  const failure = failureOf(change.error);
  if (connectionId === null)
    return (
      <Stack>
        <Text size="sm">There is no connection to switch on yet.</Text>
        <Group justify="flex-end">
          <Button onClick={onConnect}>Back to the connection</Button>
        </Group>
      </Stack>
    );
  return (
    <Stack>
      <Text size="sm">
        <b>Live:</b> {modeWords.live.means} <b>Watch:</b> {modeWords.watch.means} You can change it at any time under
        Sync.
      </Text>
      {failure !== undefined && <FailureAlert failure={failure} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone} disabled={change.isPending} loading={isBusy}>
          Only watch for now
        </Button>
        <Button
          loading={change.isPending || isBusy}
          onClick={() => change.mutate({ connectionId, mode: 'live' }, { onSuccess: onDone })}
        >
          Switch on
        </Button>
      </Group>
    </Stack>
  );
}
