/** Owns the form of a cancellation: the way, the reason or the units, and the message. */
import type { OrderDetail } from '@jetway/oms-api';
import { FailureAlert, failureOf, JsonViewer } from '@jetway/ui';
import { Button, Group, NativeSelect, Radio, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { type CancelChoice as Option, useCancel } from '../orders.queries.ts';
import { allOpen, type CancelDraft, cancelBody, cancelError, isEverything, withReason } from './cancel.ts';
import { CancelLines } from './cancel-lines.tsx';

export interface CancelFormProps {
  readonly detail: OrderDetail;
  readonly options: readonly Option[];
  readonly first: Option;
  readonly onClose: () => void;
}

interface ModeChoiceProps {
  readonly options: readonly Option[];
  readonly mode: Option['mode'];
  readonly onChange: (mode: Option['mode']) => void;
}

function ModeChoice({ options, mode, onChange }: ModeChoiceProps) {
  return (
    <Radio.Group
      label="How"
      value={mode}
      onChange={(value) => {
        const found = options.find((option) => option.mode === value);
        if (found !== undefined) onChange(found.mode);
      }}
    >
      <Stack gap="xs" mt={4}>
        {options.map((option) => (
          <Radio.Card key={option.mode} value={option.mode} p="sm" radius="md">
            <Group wrap="nowrap" align="flex-start">
              <Radio.Indicator mt={2} />
              <div>
                <Text size="sm" fw={600}>
                  {option.title}
                </Text>
                <Text size="sm" c="dimmed">
                  {option.explanation}
                </Text>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </Stack>
    </Radio.Group>
  );
}

interface PartProps {
  readonly draft: CancelDraft;
  readonly change: (part: Partial<CancelDraft>) => void;
}

function ReasonSelect({ draft, change, option }: PartProps & { readonly option: Option }) {
  if (option.reasons.length === 0) return null;
  return (
    <NativeSelect
      label="Reason told to the channel"
      value={draft.reason}
      onChange={(event) => change({ reason: event.currentTarget.value })}
      data={option.reasons.map(({ value, label }) => ({ value, label: `${label} (${value})` }))}
    />
  );
}

function MessageShown({
  draft,
  option,
  isPart,
}: {
  readonly draft: CancelDraft;
  readonly option: Option;
  readonly isPart: boolean;
}) {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        What the channel will be told
      </Text>
      <JsonViewer
        label="Message"
        openLevels={8}
        maxHeight="180px"
        value={draft.mode === 'reject' ? withReason(option.message, draft.reason, option.reasons) : option.message}
      />
      {isPart && (
        <Text size="xs" c="dimmed">
          Shown for all open units; the message sent names only the units chosen above.
        </Text>
      )}
    </Stack>
  );
}

export function CancelForm({ detail, options, first, onClose }: CancelFormProps) {
  const cancel = useCancel(detail.order.id);
  const [draft, setDraft] = useState<CancelDraft>({
    mode: first.mode,
    reason: options.find(({ mode }) => mode === 'reject')?.reasons[0]?.value ?? '',
    note: '',
    quantities: allOpen(detail.lines),
  });
  const change = (part: Partial<CancelDraft>) => setDraft((before) => ({ ...before, ...part }));
  const option = options.find(({ mode }) => mode === draft.mode) ?? first;
  const error = cancelError(draft, detail.lines);
  const failure = failureOf(cancel.error);
  const isPart = draft.mode === 'cancel-units' && !isEverything(draft.quantities, detail.lines);
  const send = () =>
    cancel.mutate(cancelBody(draft, detail.lines), {
      onSuccess: ({ summary }) => {
        notifications.show({ title: 'Cancellation on its way', message: summary, color: 'orange' });
        onClose();
      },
    });
  return (
    <Stack>
      {options.length > 1 ? (
        <ModeChoice options={options} mode={draft.mode} onChange={(mode) => change({ mode })} />
      ) : (
        <div>
          <Text size="sm" fw={600}>
            {option.title}
          </Text>
          <Text size="sm" c="dimmed">
            {option.explanation}
          </Text>
        </div>
      )}
      {draft.mode === 'reject' ? (
        <ReasonSelect draft={draft} change={change} option={option} />
      ) : (
        <CancelLines
          lines={detail.lines}
          quantities={draft.quantities}
          onChange={(quantities) => change({ quantities })}
        />
      )}
      <MessageShown draft={draft} option={option} isPart={isPart} />
      <Textarea
        label="Note"
        description="Kept in the order’s history; the channel does not see it."
        autosize
        maxLength={500}
        value={draft.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
      {failure !== undefined && <FailureAlert failure={failure} />}
      <Group justify="flex-end">
        {error !== undefined && (
          <Text size="sm" c="red" role="status">
            {error}
          </Text>
        )}
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep the order
        </Button>
        <Button
          color="orange"
          c="#3b1402"
          bg="orange.4"
          loading={cancel.isPending}
          disabled={error !== undefined}
          onClick={send}
        >
          {draft.mode === 'reject' ? 'Reject the order' : isPart ? 'Cancel these units' : 'Cancel the order'}
        </Button>
      </Group>
    </Stack>
  );
}
