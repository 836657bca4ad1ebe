/** Owns the chips of an order: status, deadlines, the message on its way, problems. */
import type { OrderSummary } from '@jetway/oms-api';
import { DeadlineChip, StatusChip } from '@jetway/ui';
import { Group } from '@mantine/core';
import { IconAlertTriangle, IconHandStop, IconMessage, IconSend } from '@tabler/icons-react';
import { intentWords, intentWordsShort, openDeadlines, statusWords } from './orders.ts';

export function OrderStatusChip({ status }: Pick<OrderSummary, 'status'>) {
  const { name, tone } = statusWords[status];
  return <StatusChip tone={tone}>{name}</StatusChip>;
}

/** The message to the channel that is not settled yet. */
export function WaitingChip({
  waitingFor,
  short = false,
}: Pick<OrderSummary, 'waitingFor'> & { readonly short?: boolean }) {
  if (waitingFor === null) return null;
  const { kind, state } = waitingFor;
  const { text, tone, means } = intentWords(kind, state);
  return (
    <StatusChip tone={tone} outlined hint={`${text}. ${means}`} icon={<IconSend aria-hidden />}>
      {short ? intentWordsShort(kind, state) : text}
    </StatusChip>
  );
}

export function ProblemChip({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <StatusChip tone="danger" icon={<IconAlertTriangle aria-hidden />}>
      {count === 1 ? '1 problem' : `${count} problems`}
    </StatusChip>
  );
}

export function HoldChip({ hold }: Pick<OrderSummary, 'hold'>) {
  if (hold === null) return null;
  return (
    <StatusChip tone="warning" hint={hold.reason} icon={<IconHandStop aria-hidden />}>
      On hold
    </StatusChip>
  );
}

/** Tags and the number of notes, where there are some. */
export function DeskChips({ tags, noteCount }: Pick<OrderSummary, 'tags' | 'noteCount'>) {
  if (tags.length === 0 && noteCount === 0) return null;
  return (
    <Group gap={4}>
      {tags.map((tag) => (
        <StatusChip key={tag} tone="neutral">
          {tag}
        </StatusChip>
      ))}
      {noteCount > 0 && (
        <StatusChip tone="neutral" icon={<IconMessage aria-hidden />}>
          {noteCount === 1 ? '1 note' : `${noteCount} notes`}
        </StatusChip>
      )}
    </Group>
  );
}

/** The deadline that comes first, for a narrow column. */
export function NextDeadline({ order }: { readonly order: OrderSummary }) {
  const [next] = openDeadlines(order);
  if (next === undefined) return null;
  return <DeadlineChip label={next.label === 'Acknowledge' ? 'Ack.' : next.label} at={next.at} />;
}

export function OrderDeadlines({ order }: { readonly order: OrderSummary }) {
  const deadlines = openDeadlines(order);
  if (deadlines.length === 0) return null;
  return (
    <Group gap={4}>
      {deadlines.map(({ label, at }) => (
        <DeadlineChip key={label} label={label} at={at} />
      ))}
    </Group>
  );
}
