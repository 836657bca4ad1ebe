/**
 * Owns the form of a backup: gzip over lines of JSON. A header; for each table a line that opens it and a line per row
 * (the text PostgreSQL shows for each column, or null); the sequences; a footer with the counts and the SHA-256 of
 * every line before it.
 */
import { createHash } from 'node:crypto';
import type { Migration } from '../database/index.ts';

export const FORMAT = 'jetway-backup';
export const FORMAT_VERSION = 1;

export interface BackupHeader {
  readonly format: typeof FORMAT;
  readonly version: number;
  readonly schema: string;
  readonly engine: 'pglite' | 'postgres';
  /** In milliseconds, by the clock of the process that made it. */
  readonly created_at: number;
  readonly migrations: readonly Migration[];
  /** What the app adds, for instance the ids of the keys that its encrypted columns need. */
  readonly meta: Readonly<Record<string, unknown>>;
}

export interface TableLine {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface SequencesLine {
  /** Last value given, by name; null when none was given. Text, since it may be beyond a safe integer. */
  readonly sequences: Readonly<Record<string, string | null>>;
}

export interface BackupFooter {
  readonly end: true;
  readonly rows: Readonly<Record<string, number>>;
  readonly sha256: string;
}

export type RowLine = readonly (string | null)[];
export type Line = BackupHeader | TableLine | SequencesLine | BackupFooter | RowLine;

/** Sums up lines as they pass. */
export interface LineDigest {
  readonly add: (line: string) => void;
  readonly hex: () => string;
}

export function createLineDigest(): LineDigest {
  const hash = createHash('sha256');
  return {
    add: (line) => {
      hash.update(line).update('\n');
    },
    hex: () => hash.copy().digest('hex'),
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a line of a backup is; undefined when it is nothing a backup may hold. */
export function parseLine(text: string): Line | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (isRowLine(value) || isHeader(value) || isTableLine(value) || isSequencesLine(value) || isFooter(value))
    return value;
  return undefined;
}

export const isRowLine = (value: unknown): value is RowLine =>
  Array.isArray(value) && value.every((item) => item === null || typeof item === 'string');

export const isHeader = (value: unknown): value is BackupHeader =>
  isRecord(value) && value['format'] === FORMAT && typeof value['version'] === 'number' && isRecord(value['meta']);

export const isTableLine = (value: unknown): value is TableLine =>
  isRecord(value) && typeof value['table'] === 'string' && isRowLine(value['columns']);

export const isSequencesLine = (value: unknown): value is SequencesLine =>
  isRecord(value) && isRecord(value['sequences']);

export const isFooter = (value: unknown): value is BackupFooter =>
  isRecord(value) && value['end'] === true && isRecord(value['rows']) && typeof value['sha256'] === 'string';
