/** Owns the rules of imports: their life, and what a row of one can be. */
import { defineLifecycle, type Instant } from '@jetway/kernel';
import type {
  ImportKindName,
  ImportMode,
  ImportProblem,
  ImportRowState,
  ImportState,
  importStates,
} from '@jetway/oms-api';
import type { Actor } from '../edge/index.ts';

/** Reading and applying go on in the background, until nothing is left of it. */
export const importLifecycle = defineLifecycle<
  (typeof importStates)[number],
  'read' | 'apply' | 'finish' | 'cancel' | 'fail'
>({
  name: 'import',
  initial: 'reading',
  states: ['reading', 'ready', 'applying', 'done', 'cancelled', 'failed'],
  transitions: {
    read: [{ from: ['reading'], to: 'ready' }],
    apply: [{ from: ['ready'], to: 'applying' }],
    finish: [{ from: ['applying'], to: 'done' }],
    cancel: [{ from: ['reading', 'ready', 'applying'], to: 'cancelled' }],
    fail: [{ from: ['reading', 'applying'], to: 'failed' }],
  },
});

/** Rows may be corrected until they are applied. */
export const canCorrect = (state: ImportState): boolean => importLifecycle.allows(state, 'apply');

export type RowCounts = Readonly<Record<ImportRowState, number>>;

/** An import as it is kept. */
export interface ImportJob {
  readonly organizationId: string;
  readonly importId: string;
  readonly kind: ImportKindName;
  readonly fileName: string;
  readonly mode: ImportMode | null;
  readonly state: ImportState;
  readonly header: readonly string[];
  readonly unused: readonly string[];
  readonly rows: RowCounts;
  /** Attempts in a row at the next batch that ended with an error. */
  readonly attempts: number;
  readonly error: string | null;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly endedAt: Instant | null;
  /** Who did the last thing to it: whoever had it applied, while it is applied. */
  readonly by: Actor;
}

/** What a row turned out to mean. */
export interface CheckedRow {
  /** What applying needs of it; null when there are problems. */
  readonly parsed: unknown;
  /** Rows with the same key contradict each other; null when it has none. */
  readonly key: string | null;
  readonly problems: readonly ImportProblem[];
  readonly preview: string | null;
}

/** A row as it is kept. */
export interface ImportRowKept extends CheckedRow {
  readonly row: number;
  readonly line: number;
  readonly cells: readonly string[];
  readonly state: ImportRowState;
  /** Line of another row with the same key. */
  readonly repeats: number | null;
  readonly version: number;
}

/** After so many errors in a row an import is given up: others wait behind it. */
export const MOST_ATTEMPTS = 5;
