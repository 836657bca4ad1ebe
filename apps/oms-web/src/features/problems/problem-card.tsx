/** Owns one problem: what happened, until when it must be decided, and the ways out as buttons. */
import type { ProblemItem } from '@jetway/oms-api';
import { DeadlineChip, Instant, StatusChip } from '@jetway/ui';
import { Anchor, Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { actorName } from '../../parts/actors.ts';
import { ProblemActions } from './problem-actions.tsx';
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
}

export function ProblemCard({ problem, withLinks = true, isGone = false, onResolved }: ProblemCardProps) {
  const seen = seenText(problem);
  const isOpen = problem.state === 'open' && !isGone;
  return (
    <Paper
      withBorder
      p="md"
      component="article"
      aria-label={problem.title}
      style={{
        borderColor: 'var(--jw-line)',
        borderLeft: isOpen ? '4px solid var(--mantine-color-red-6)' : '4px solid var(--jw-line)',
      }}
    >
      <Stack gap={8}>
        <Group justify="space-between" gap="xs" align="flex-start">
          <Group gap="xs">
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
          <Group gap="md">{withLinks && <ProblemLinks problem={problem} />}</Group>
          {isOpen && <ProblemActions problem={problem} onResolved={onResolved} />}
        </Group>
      </Stack>
    </Paper>
  );
}
