/** Owns chips: small labels whose colour carries a tone and whose text always says the same. */
import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './status-chip.module.css';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'accent';

export interface StatusChipProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  /** More about it, on hover and focus. */
  readonly hint?: string;
  readonly outlined?: boolean;
}

export function StatusChip({ tone, children, icon, hint, outlined = false }: StatusChipProps) {
  const chip = (
    <span className={classes['chip']} data-tone={tone} data-outlined={outlined || undefined}>
      {icon}
      <span className={classes['label']}>{children}</span>
    </span>
  );
  return hint === undefined ? (
    chip
  ) : (
    <Tooltip label={hint} multiline maw={320}>
      {chip}
    </Tooltip>
  );
}
