/** Owns changing what is on hand: by a difference or to a count, with a reason. */
import { adjustReasons, type InventoryItem } from '@jetway/oms-api';
import { FailureAlert, failureOf, KeyValues, useLast } from '@jetway/ui';
import {
  Button,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useAdjust } from './inventory.queries.ts';
import { type AdjustReason, adjustError, adjustOutcome, reasonNames, signed } from './inventory.ts';

export interface AdjustTarget {
  readonly item: InventoryItem;
  /** Chosen at first; absent: the first location. */
  readonly locationId?: string;
}

interface Draft {
  readonly locationId: string;
  readonly kind: 'change' | 'set';
  readonly quantity: number | undefined;
  readonly reason: AdjustReason;
  readonly note: string;
}

interface FieldsProps {
  readonly item: InventoryItem;
  readonly draft: Draft;
  readonly error: string | undefined;
  readonly change: (part: Partial<Draft>) => void;
}

const reasons = adjustReasons.map((value) => ({ value, label: reasonNames[value] }));

function Fields({ item, draft, error, change }: FieldsProps) {
  return (
    <>
      <NativeSelect
        label="Location"
        value={draft.locationId}
        onChange={(event) => change({ locationId: event.currentTarget.value })}
        data={item.locations.map(({ locationId, locationName, onHand }) => ({
          value: locationId,
          label: `${locationName} (${onHand} on hand)`,
        }))}
      />
      <SegmentedControl
        fullWidth
        aria-label="How"
        value={draft.kind}
        onChange={(kind) =>
          change(kind === 'set' ? { kind: 'set', reason: 'counted' } : { kind: 'change', reason: 'received' })
        }
        data={[
          { value: 'change', label: 'More or fewer' },
          { value: 'set', label: 'Counted' },
        ]}
      />
      <NumberInput
        label={draft.kind === 'set' ? 'Counted on the shelf' : 'Difference'}
        description={draft.kind === 'set' ? 'All that lie there, reserved ones too' : 'Negative when there are fewer'}
        data-autofocus
        allowDecimal={false}
        min={draft.kind === 'set' ? 0 : -1_000_000}
        max={1_000_000}
        value={draft.quantity ?? ''}
        error={error}
        onChange={(value) => change({ quantity: value === '' || value === '-' ? undefined : Number(value) })}
      />
      <NativeSelect
        label="Reason"
        value={draft.reason}
        data={reasons}
        onChange={(event) => {
          const chosen = adjustReasons.find((reason) => reason === event.currentTarget.value);
          if (chosen !== undefined) change({ reason: chosen });
        }}
      />
      <Textarea
        label="Note"
        autosize
        maxLength={500}
        value={draft.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
    </>
  );
}

/** What was typed, what it would lead to, and sending it. */
function useAdjusting(target: AdjustTarget, onClose: () => void) {
  const { item } = target;
  const adjust = useAdjust(item.skuId);
  const [tried, setTried] = useState(false);
  const [draft, setDraft] = useState<Draft>({
    locationId: target.locationId ?? item.locations[0]?.locationId ?? '',
    kind: 'change',
    quantity: undefined,
    reason: 'received',
    note: '',
  });
  const place = item.locations.find(({ locationId }) => locationId === draft.locationId);
  const outcome = place === undefined ? undefined : adjustOutcome(draft, place);
  const error = adjustError(draft, outcome);
  const send = () => {
    setTried(true);
    if (error !== undefined || draft.quantity === undefined) return;
    const { locationId, kind, quantity, reason } = draft;
    const note = draft.note.trim();
    adjust.mutate(
      { locationId, kind, quantity, reason, ...(note === '' ? {} : { note }) },
      {
        onSuccess: (changed) => {
          notifications.show({
            title: `Stock of ${item.sku} changed`,
            message: `${changed.onHand} on hand, ${changed.available} available.`,
            color: 'green',
          });
          onClose();
        },
      },
    );
  };
  return {
    draft,
    change: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })),
    place,
    outcome: error === undefined ? outcome : undefined,
    error: tried || outcome !== undefined ? error : undefined,
    failure: failureOf(adjust.error),
    busy: adjust.isPending,
    send,
  };
}

function Outcome({ place, outcome }: Pick<ReturnType<typeof useAdjusting>, 'place' | 'outcome'>) {
  if (place === undefined) return null;
  const now = `${place.onHand} on hand, ${place.reserved} reserved, ${place.available} available`;
  const afterwards =
    outcome === undefined
      ? '–'
      : `${outcome.onHand} on hand (${signed(outcome.change)}), ${outcome.available} available`;
  return (
    <KeyValues
      labelWidth={110}
      items={[
        { label: 'Now', value: now },
        { label: 'Afterwards', value: afterwards },
      ]}
    />
  );
}

function AdjustForm({ target, onClose }: { readonly target: AdjustTarget; readonly onClose: () => void }) {
  const { item } = target;
  const { draft, change, place, outcome, error, failure, busy, send } = useAdjusting(target, onClose);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack>
        <Text size="sm">
          <b>{item.sku}</b> {item.title}
        </Text>
        <Fields item={item} draft={draft} error={error} change={change} />
        <Outcome place={place} outcome={outcome} />
        {failure !== undefined && <FailureAlert failure={failure} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Adjust
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function AdjustDialog({
  target,
  onClose,
}: {
  readonly target: AdjustTarget | undefined;
  readonly onClose: () => void;
}) {
  const shown = useLast(target);
  return (
    <Modal
      opened={target !== undefined}
      onClose={onClose}
      title="Adjust stock"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {shown !== undefined && <AdjustForm target={shown} onClose={onClose} />}
    </Modal>
  );
}
