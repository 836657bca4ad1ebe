/** Owns the dialog in which a world's clock is moved: on by a span, to an instant, or at another rate. */
import type { World } from '@jetway/marketplace-api';
import { exactInstant, failureOf, shortInstant, useNow } from '@jetway/ui';
import { Button, Group, Modal, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { DurationField } from '../../parts/duration-field.tsx';
import type { DurationParts } from '../../parts/durations.ts';
import { Note } from '../../parts/note.tsx';
import {
  type CheckedMove,
  checkMove,
  localFieldText,
  type MoveKind,
  type MoveValues,
  moveKinds,
} from './clock-moves.ts';
import { WorldClock } from './world-clock.tsx';
import { useMoveClock } from './worlds.queries.ts';
import { clockRefusal } from './worlds.ts';

const kindNames: Readonly<Record<MoveKind, string>> = { advance: 'Advance', set: 'Set to', rate: 'Rate' };

const steps: readonly { readonly label: string; readonly value: DurationParts }[] = [
  { label: '1 min', value: { amount: 1, unit: 'minutes' } },
  { label: '30 min', value: { amount: 30, unit: 'minutes' } },
  { label: '1 hour', value: { amount: 1, unit: 'hours' } },
  { label: '1 day', value: { amount: 1, unit: 'days' } },
  { label: '7 days', value: { amount: 7, unit: 'days' } },
];

interface FieldsProps {
  readonly values: MoveValues;
  readonly onChange: (change: Partial<MoveValues>) => void;
  readonly error: string | undefined;
}

function AdvanceFields({ values, onChange, error }: FieldsProps) {
  return (
    <Stack gap="xs">
      <DurationField
        label="Advance by"
        value={values.advance}
        onChange={(advance) => onChange({ advance })}
        error={error}
        autoFocus
      />
      <Group gap={6}>
        {steps.map(({ label, value }) => (
          <Button key={label} size="compact-xs" variant="default" onClick={() => onChange({ advance: value })}>
            {label}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

function Fields(props: FieldsProps) {
  const { values, onChange, error } = props;
  switch (values.kind) {
    case 'advance':
      return <AdvanceFields {...props} />;
    case 'set':
      return (
        <TextInput
          type="datetime-local"
          step={1}
          label="Set to"
          description={`In your time zone, ${Intl.DateTimeFormat().resolvedOptions().timeZone}`}
          value={values.setTo}
          error={error}
          onChange={(event) => onChange({ setTo: event.currentTarget.value })}
        />
      );
    case 'rate':
      return (
        <NumberInput
          label="Rate"
          description="World seconds that pass in one real second; 0 stands still"
          min={0}
          max={100_000}
          clampBehavior="none"
          allowNegative={false}
          thousandSeparator=","
          value={values.rate}
          error={error}
          onChange={(rate) => onChange({ rate: typeof rate === 'number' ? rate : '' })}
        />
      );
  }
}

function Effect({ checked }: { readonly checked: CheckedMove }) {
  const now = useNow();
  if (!checked.ok) return null;
  return (
    <Text size="sm" role="status">
      {checked.effect}{' '}
      {checked.target !== undefined && (
        <>
          It will show{' '}
          <strong className="jw-number" title={exactInstant(checked.target)}>
            {shortInstant(checked.target, now)}
          </strong>
          ; what falls due on the way happens at once: holds end, deadlines pass, reviews finish. A clock never goes
          back.
        </>
      )}
    </Text>
  );
}

interface FormProps {
  readonly world: World;
  readonly onClose: () => void;
}

function MoveForm({ world, onClose }: FormProps) {
  const now = useNow();
  const move = useMoveClock(world.id);
  const [tried, setTried] = useState(false);
  const [values, setValues] = useState<MoveValues>(() => ({
    kind: 'advance',
    advance: { amount: 30, unit: 'minutes' },
    setTo: localFieldText(now + 3_600_000),
    rate: world.rate,
  }));
  const checked = checkMove(values, now);
  const failure = failureOf(move.error);
  const change = (part: Partial<MoveValues>) => {
    move.reset();
    setValues((before) => ({ ...before, ...part }));
  };
  return (
    <DialogForm
      submit={values.kind === 'rate' ? 'Change the rate' : 'Move the clock'}
      busy={move.isPending}
      failure={failure}
      onSubmit={() => {
        setTried(true);
        if (!checked.ok) return;
        move.mutate(checked.move, {
          onSuccess: () => {
            notifications.show({ color: 'green', message: checked.effect });
            onClose();
          },
        });
      }}
      onCancel={onClose}
    >
      <WorldClock rate={world.rate} />
      <SegmentedControl
        aria-label="How to move the clock"
        value={values.kind}
        data={moveKinds.map((value) => ({ value, label: kindNames[value] }))}
        onChange={(kind) => change({ kind })}
      />
      <Fields values={values} onChange={change} error={tried && !checked.ok ? checked.text : undefined} />
      <Effect checked={checked} />
    </DialogForm>
  );
}

export interface MoveClockDialogProps {
  readonly world: World;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Stands within the world's WorldTimeProvider. */
export function MoveClockDialog({ world, opened, onClose }: MoveClockDialogProps) {
  const refusal = clockRefusal(world);
  return (
    <Modal opened={opened} onClose={onClose} title="Move the clock">
      {refusal === undefined ? (
        <MoveForm world={world} onClose={onClose} />
      ) : (
        <Note tone="neutral" icon={<IconInfoCircle size={20} />} title="Not in the live world">
          {refusal}
        </Note>
      )}
    </Modal>
  );
}
