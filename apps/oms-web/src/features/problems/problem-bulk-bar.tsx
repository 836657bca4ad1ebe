/** Owns what can be done with several problems at once: take them, or put them aside. */
import type { ProblemItem } from '@jetway/oms-api';
import { failureOf, useNow } from '@jetway/ui';
import { Button, Group, Paper, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useMay, useSession } from '../session/index.ts';
import { DismissDialog } from './dismiss-dialog.tsx';
import { useAssign } from './problems.queries.ts';
import { kindNames, type ProblemKind } from './problems.ts';

export interface ProblemBulkBarProps {
  readonly chosen: readonly ProblemItem[];
  readonly onClear: () => void;
  readonly onChanged: (problem: ProblemItem) => void;
}

/** One after the other: each carries the version that was seen, and those who lost the race are told. */
function useTakeAll(onChanged: (problem: ProblemItem) => void) {
  const { user } = useSession();
  const assign = useAssign();
  const take = async (problems: readonly ProblemItem[]) => {
    for (const problem of problems) {
      try {
        onChanged(await assign.mutateAsync({ problem, userId: user.id }));
      } catch (error) {
        notifications.show({ title: problem.title, message: failureOf(error)?.detail ?? 'It failed.', color: 'red' });
      }
    }
  };
  return { take, isBusy: assign.isPending };
}

export function ProblemBulkBar({ chosen, onClear, onChanged }: ProblemBulkBarProps) {
  const may = useMay();
  const { take, isBusy } = useTakeAll(onChanged);
  const [dismissing, dialog] = useDisclosure(false);
  if (chosen.length === 0) return null;
  const count = `${chosen.length} ${chosen.length === 1 ? 'problem' : 'problems'}`;
  return (
    <Paper withBorder p="xs" pos="sticky" top={60} style={{ zIndex: 2, borderColor: 'var(--jw-line)' }}>
      <Group justify="space-between" gap="xs" role="toolbar" aria-label="Chosen problems">
        <Text size="sm" fw={600}>
          {count} chosen
        </Text>
        <Group gap="xs">
          {may('assignProblem') && (
            <Button size="xs" loading={isBusy} onClick={() => void take(chosen)}>
              Take them
            </Button>
          )}
          {may('dismissProblems') && (
            <Button size="xs" variant="default" onClick={dialog.open}>
              Dismiss …
            </Button>
          )}
          <Button size="xs" variant="subtle" onClick={onClear}>
            Choose none
          </Button>
        </Group>
      </Group>
      <DismissDialog
        opened={dismissing}
        what={count}
        chosen={{ problemIds: chosen.map(({ id }) => id) }}
        onClose={dialog.close}
        onDone={onClear}
      />
    </Paper>
  );
}

/** Puts every open problem of a kind aside, but none that came while the question was read. */
export function DismissKind({ kind, onDone }: { readonly kind: ProblemKind; readonly onDone: () => void }) {
  const may = useMay();
  const now = useNow();
  // When the question was asked: what comes later has not been read by whoever answers.
  const [askedAt, setAskedAt] = useState<number>();
  if (!may('dismissProblems')) return null;
  return (
    <>
      <Button variant="default" onClick={() => setAskedAt(now)}>
        Dismiss all of this kind …
      </Button>
      <DismissDialog
        opened={askedAt !== undefined}
        what={`all problems “${kindNames[kind]}”`}
        chosen={{ kind, raisedUntil: askedAt ?? now }}
        onClose={() => setAskedAt(undefined)}
        onDone={onDone}
      />
    </>
  );
}
