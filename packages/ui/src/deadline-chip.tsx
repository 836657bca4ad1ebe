/** Owns the chip that tells how near a deadline is. */
import { IconAlarm, IconClockExclamation } from '@tabler/icons-react';
import { useNow } from './clock.tsx';
import { exactInstant } from './dates.ts';
import { deadlineState } from './deadlines.ts';
import { StatusChip } from './status-chip.tsx';

export interface DeadlineChipProps {
  /** What must be done, for instance "Ship". */
  readonly label: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

export function DeadlineChip({ label, at }: DeadlineChipProps) {
  const { tone, text, late } = deadlineState(at, useNow());
  const Icon = late ? IconClockExclamation : IconAlarm;
  return (
    <span title={`${label} by ${exactInstant(at)}`}>
      <StatusChip tone={tone} icon={<Icon aria-hidden />}>
        {label} {text}
      </StatusChip>
    </span>
  );
}
