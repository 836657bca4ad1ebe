/** Owns one problem: what happened, until when it must be decided, and the ways out as buttons. */
import type { ProblemItem } from '@jetway/oms-api';
import { DeadlineChip, Instant, StatusChip } from '@jetway/ui';
import { Anchor, Checkbox, Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { actorName } from '../../parts/actors.ts';
import { ProblemActions } from './problem-actions.tsx';
import { ProblemAssignee } from './problem-assignee.tsx';
import { ProblemHistory } from './problem-history.tsx';
import { kindNames, seenText } from './problems.ts';

function ProblemLinks({ problem }: { readonly problem: ProblemItem }) {
  const { orderId, skuId, connectionId } = problem;
  return (
    <>
      {orderId !== null && (
        <Anchor size="sm" renderRoot={(props) => <Link to="/orders/$orderId" params={{ orderId }} {...props} />}>
          Order
        </Anchor>
      )}
      {skuId !== null && (
        <Anchor size="sm" renderRoot={(props) => <Link to="/inventory/$skuId" params={{ skuId }} {...props} />}>
          SKU
        </Anchor>
      )}
      {connectionId !== null && orderId === null && (
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/settings/channels/$connectionId" params={{ connectionId }} {...props} />}
        >
          Connection
        </Anchor>
      )}
    </>
  );
}

function Resolved({ problem }: { readonly problem: ProblemItem }) {
  return (
    <Text size="sm" c="dimmed" component="div">
      {problem.resolution ?? 'Resolved'} ·{' '}
      {problem.resolvedBy === null ? 'by itself' : `by ${actorName(problem.resolvedBy)}`},{' '}
      <Instant at={problem.resolvedAt} />
    </Text>
  );
}

export interface ProblemCardProps {
  readonly problem: ProblemItem;
  /** On the order's own page a link to it says nothing. */
  readonly withLinks?: boolean;
  /** It was solved meanwhile, and stays only so that nothing moves. */
  readonly isGone?: boolean;
  /** Told of the problem as it is after one of its actions. */
  readonly onResolved?: (problem: ProblemItem) => void;
  /** Chosen together with others; absent where nothing is chosen. */
  readonly selection?: { readonly isSelected: boolean; readonly onToggle: () => void };
  /** The one that the keyboard is at. */
  readonly isActive?: boolean;
  readonly cardRef?: (element: HTMLElement | null) => void;
}

export function ProblemCard(props: ProblemCardProps) {
  const { problem, withLinks = true, isGone = false, onResolved, selection, isActive = false, cardRef } = props;
  const seen = seenText(problem);
  const isOpen = problem.state === 'open' && !isGone;
  return (
    <Paper
      withBorder
      p="md"
      component="article"
      aria-label={problem.title}
      ref={cardRef}
      tabIndex={-1}
      style={{
        ...(isActive || selection?.isSelected === true ? { background: 'var(--jw-row-active)' } : {}),
        borderColor: 'var(--jw-line)',
        borderLeft: isOpen ? '4px solid var(--mantine-color-red-6)' : '4px solid var(--jw-line)',
      }}
    >
      <Stack gap={8}>
        <Group justify="space-between" gap="xs" align="flex-start">
          <Group gap="xs">
            {selection !== undefined && isOpen && (
              <Checkbox
                size="xs"
                aria-label={`Choose ${problem.title}`}
                checked={selection.isSelected}
                onChange={selection.onToggle}
              />
            )}
            <StatusChip tone={isOpen ? 'danger' : 'neutral'}>{kindNames[problem.kind]}</StatusChip>
            {isOpen && problem.deadlineAt !== null && <DeadlineChip label="Decide" at={problem.deadlineAt} />}
          </Group>
          <Text size="xs" c="dimmed" component="div">
            <Instant at={problem.firstAt} form="relative" />
            {seen === undefined ? null : (
              <>
                {' '}
                · {seen}, last <Instant at={problem.lastAt} form="relative" />
              </>
            )}
          </Text>
        </Group>
        <div>
          <Text size="sm" fw={650}>
            {problem.title}
          </Text>
          <Text size="sm">{problem.text}</Text>
        </div>
        {problem.state === 'resolved' && <Resolved problem={problem} />}
        {isGone && problem.state === 'open' && (
          <Text size="sm" c="dimmed">
            No longer open.
          </Text>
        )}
        <Group justify="space-between" gap="xs">
          <Group gap="md">
            {withLinks && <ProblemLinks problem={problem} />}
            <ProblemAssignee problem={problem} onAssigned={onResolved} />
            <ProblemHistory problemId={problem.id} />
          </Group>
          {isOpen && <ProblemActions problem={problem} onResolved={onResolved} />}
        </Group>
      </Stack>
    </Paper>
  );
}
