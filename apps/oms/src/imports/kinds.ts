/** Owns what a kind of import is: its columns, what its rows mean, and how they are applied. */
import type { Instant } from '@jetway/kernel';
import type { ImportKindName, ImportMode } from '@jetway/oms-api';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import type { ColumnRule } from './columns.ts';
import type { CheckedRow, ImportJob } from './imports.ts';

/** The texts of a row by the ids of its columns, trimmed. */
export type Cells = Readonly<Record<string, string>>;

export interface ParsedRow {
  readonly row: number;
  readonly parsed: unknown;
}

/** What became of a row that was to be applied; `refusal` says why it was not. */
export interface RowOutcome {
  readonly row: number;
  readonly refusal: { readonly code: string; readonly text: string } | null;
}

/** Rows that are applied in the transaction that says so of them. */
interface AppliedTogether {
  readonly applied: 'together';
  readonly apply: (
    tx: Handle,
    job: ImportJob,
    rows: readonly ParsedRow[],
    by: Actor,
    now: Instant,
  ) => Promise<readonly RowOutcome[]>;
}

/**
 * Rows that are applied by commands with transactions of their own, one for the rows with the same `groupOf`. `mark`
 * says within it that the rows were applied; it throws when they were already, or are not to be any more.
 */
interface AppliedInGroups {
  readonly applied: 'in groups';
  readonly groupOf: (parsed: unknown) => string;
  readonly apply: (
    job: ImportJob,
    rows: readonly ParsedRow[],
    mark: (tx: Handle) => Promise<void>,
    by: Actor,
    now: Instant,
  ) => Promise<readonly RowOutcome[]>;
}

export type ImportKind = {
  readonly columns: readonly ColumnRule[];
  /** Whether it must be said if quantities were counted or are differences. */
  readonly hasModes: boolean;
  /** Says that another line has the same key. */
  readonly repeated: (line: number) => string;
  /** What the rows mean, each in its place. */
  readonly check: (
    handle: Handle,
    organizationId: string,
    rows: readonly Cells[],
    mode: ImportMode | null,
    now: Instant,
  ) => Promise<readonly CheckedRow[]>;
} & (AppliedTogether | AppliedInGroups);

export type ImportKinds = Readonly<Record<ImportKindName, ImportKind>>;
