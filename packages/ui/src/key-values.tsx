/** Owns lists of facts: a name and a value each. */
import type { ReactNode } from 'react';
import classes from './key-values.module.css';

export interface KeyValue {
  readonly label: string;
  readonly value: ReactNode;
}

export function KeyValues({
  items,
  labelWidth = 140,
  areAmounts = false,
}: {
  readonly items: readonly KeyValue[];
  readonly labelWidth?: number;
  /** The values are amounts that are read below each other. */
  readonly areAmounts?: boolean;
}) {
  return (
    <dl
      className={classes['list']}
      data-amounts={areAmounts || undefined}
      style={{ gridTemplateColumns: `minmax(90px, ${labelWidth}px) minmax(0, 1fr)` }}
    >
      {items.map(({ label, value }) => (
        <div key={label} className={classes['item']}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
