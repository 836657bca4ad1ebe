/** Owns the ways out of a problem, as buttons: at once, after a question, or after choosing a SKU. */
import type { ProblemItem } from '@jetway/oms-api';
import { ConfirmDialog, FailureAlert, failureOf } from '@jetway/ui';
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useMay } from '../session/index.ts';
import { MapSkuDialog } from './map-sku-dialog.tsx';
import { type ResolveInput, useResolve } from './problems.queries.ts';
import { actionWords, type ProblemAction } from './problems.ts';

interface QuestionProps {
  readonly action: ProblemAction | undefined;
  readonly problem: ProblemItem;
  readonly busy: boolean;
  readonly failure: ReturnType<typeof failureOf>;
  readonly onSend: (input: ResolveInput) => void;
  readonly onClose: () => void;
}

function Question({ action, problem, busy, failure, onSend, onClose }: QuestionProps) {
  const [note, setNote] = useState('');
  const words = actionWords[action ?? 'dismiss'];
  return (
    <ConfirmDialog
      opened={action !== undefined}
      title={words.label}
      confirmLabel={words.label}
      dangerous={action === 'reject'}
      busy={busy}
      failure={failure}
      onClose={onClose}
      onConfirm={() => {
        if (action !== undefined) onSend({ action, ...(note.trim() === '' ? {} : { note: note.trim() }) });
      }}
    >
      <Stack gap="sm">
        <Text size="sm" fw={600}>
          {problem.title}
        </Text>
        <Text size="sm">{words.question}</Text>
        <Textarea
          label="Note"
          autosize
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}

/** Which action was asked for and waits for an answer or a SKU. */
function useResolving(problem: ProblemItem, onResolved: ((problem: ProblemItem) => void) | undefined) {
  const resolve = useResolve(problem);
  const [asked, setAsked] = useState<ProblemAction>();
  const close = () => {
    setAsked(undefined);
    resolve.reset();
  };
  const send = (input: ResolveInput) =>
    resolve.mutate(input, {
      onSuccess: (after) => {
        const { state, resolution } = after;
        setAsked(undefined);
        onResolved?.(after);
        notifications.show({
          message: state === 'resolved' ? (resolution ?? 'Solved.') : 'Done; the problem stays open until it is gone.',
          color: state === 'resolved' ? 'green' : 'blue',
        });
      },
    });
  const start = (action: ProblemAction) => {
    resolve.reset();
    if (action === 'map-sku' || actionWords[action].question !== undefined) setAsked(action);
    else send({ action });
  };
  return { resolve, asked, close, send, start, failure: failureOf(resolve.error) };
}

export interface ProblemActionsProps {
  readonly problem: ProblemItem;
  readonly onResolved: ((problem: ProblemItem) => void) | undefined;
}

export function ProblemActions({ problem, onResolved }: ProblemActionsProps) {
  const may = useMay();
  const { resolve, asked, close, send, start, failure } = useResolving(problem, onResolved);
  if (!may('resolveProblem'))
    return (
      <Text size="xs" c="dimmed">
        A manager or admin decides this.
      </Text>
    );
  return (
    <Stack gap="xs" align="flex-end" style={{ flex: '1 1 300px' }}>
      <Group gap="xs">
        {problem.actions.map((action, index) => (
          <Button
            key={action}
            size="xs"
            variant={index === 0 ? 'filled' : 'default'}
            loading={resolve.isPending && resolve.variables?.action === action}
            disabled={resolve.isPending}
            onClick={() => start(action)}
          >
            {actionWords[action].label}
            {action === 'map-sku' || actionWords[action].question !== undefined ? ' …' : ''}
          </Button>
        ))}
      </Group>
      {asked === undefined && failure !== undefined && (
        <FailureAlert failure={failure} onClose={() => resolve.reset()} />
      )}
      <Question
        action={asked === 'map-sku' ? undefined : asked}
        problem={problem}
        busy={resolve.isPending}
        failure={asked === undefined ? undefined : failure}
        onSend={send}
        onClose={close}
      />
      <MapSkuDialog
        opened={asked === 'map-sku'}
        problem={problem}
        busy={resolve.isPending}
        failure={failure}
        onSend={send}
        onClose={close}
      />
    </Stack>
  );
}
