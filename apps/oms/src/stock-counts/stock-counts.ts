/** Owns the rules of stock counts: their life, and what a count is. */
import { defineLifecycle, type Instant } from '@jetway/kernel';
import type { CountLineState, StockCountState, stockCountStates } from '@jetway/oms-api';

/** Applied as long as some of its lines are refused, a count stays open for counting those again. */
export const countLifecycle = defineLifecycle<(typeof stockCountStates)[number], 'count' | 'apply' | 'cancel'>({
  name: 'stock count',
  initial: 'counting',
  states: ['counting', 'applied', 'cancelled'],
  transitions: {
    count: [{ from: ['counting'], to: 'counting' }],
    apply: [
      { from: ['counting'], to: 'counting' },
      { from: ['counting'], to: 'applied' },
    ],
    cancel: [{ from: ['counting'], to: 'cancelled' }],
  },
});

export interface CountRow {
  readonly countId: string;
  readonly name: string;
  readonly locationId: string;
  readonly locationName: string;
  readonly state: StockCountState;
  readonly version: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly endedAt: Instant | null;
  readonly updatedBy: string;
}

export interface CountSums {
  readonly lines: Readonly<Record<CountLineState, number>>;
  readonly differing: number;
  readonly unitsMore: number;
  readonly unitsFewer: number;
}
