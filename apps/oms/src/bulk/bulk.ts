/** Owns what a bulk run is: its lifecycle, that of its orders, and what can be done in one. */
import { defineLifecycle, type Instant, type Result } from '@jetway/kernel';
import type { BulkActionName, BulkOptions, bulkOrderStates, bulkRunStates, Role } from '@jetway/oms-api';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';

export type BulkRunState = (typeof bulkRunStates)[number];
export type BulkOrderState = (typeof bulkOrderStates)[number];

export const bulkRunLifecycle = defineLifecycle({
  name: 'bulk run',
  initial: 'running',
  states: ['running', 'done', 'cancelled'] as const satisfies readonly BulkRunState[],
  transitions: {
    end: [{ from: ['running'], to: 'done' }],
    cancel: [{ from: ['running'], to: 'cancelled' }],
  },
});

/** A program that dies leaves its orders working; another claims them anew when their time is over. */
export const bulkOrderLifecycle = defineLifecycle({
  name: 'order of a bulk run',
  initial: 'waiting',
  states: ['waiting', 'working', 'done', 'refused', 'left'] as const satisfies readonly BulkOrderState[],
  transitions: {
    claim: [{ from: ['waiting', 'working'], to: 'working' }],
    release: [{ from: ['working'], to: 'waiting' }],
    succeed: [{ from: ['working'], to: 'done' }],
    refuse: [{ from: ['working'], to: 'refused' }],
    leave: [{ from: ['waiting'], to: 'left' }],
  },
});

/** Who asked for the run, in which organization; when the order is dealt with. */
export interface BulkBy extends Actor {
  readonly organizationId: string;
  readonly now: Instant;
}

/** One action on one order. `also` is written in the transaction of the action: done and told to be done are one. */
export interface BulkAction {
  /** Who may ask for it: whoever may ask for one order. */
  readonly roles: readonly Role[];
  /** The part of the options that it cannot do without. */
  readonly needs?: keyof BulkOptions;
  readonly run: (
    by: BulkBy,
    orderId: string,
    options: BulkOptions,
    also: (tx: Handle) => Promise<void>,
  ) => Promise<Result<unknown>>;
}

export type BulkActions = Readonly<Record<BulkActionName, BulkAction>>;
