/** Owns the ways in which restoring stops. */
import { type Refusal, refuse } from '@jetway/kernel';
import { sqlStateOf } from '../database/index.ts';

export type RestoreRefusal =
  | 'not_a_backup'
  | 'damaged'
  | 'newer_format'
  | 'other_schema'
  | 'other_migrations'
  | 'not_empty'
  | 'not_accepted';

/** Carries a refusal out of the transaction, which it rolls back. */
export class RestoreStopped extends Error {
  readonly refusal: Refusal<RestoreRefusal>;
  constructor(refusal: Refusal<RestoreRefusal>) {
    super(refusal.text);
    this.refusal = refusal;
  }
}

export function stop(code: RestoreRefusal, text: string, internal?: string): never {
  throw new RestoreStopped(refuse(code, text, internal === undefined ? {} : { internal }).refusal);
}

/** What zlib and PostgreSQL say about a file that is not what it should be. */
export function explain(error: unknown, started: boolean): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof RestoreStopped || !(error instanceof Error)) return error;
  const how = { internal: error.message };
  if (code.startsWith('Z_') && !started) return new RestoreStopped(refuse('not_a_backup', NOT_A_BACKUP, how).refusal);
  if (code === 'Z_BUF_ERROR') return new RestoreStopped(refuse('damaged', CUT_OFF, how).refusal);
  // 22: a value that is none of its type; 23: a value that breaks a constraint.
  if (!code.startsWith('Z_') && !/^2[23]/.test(sqlStateOf(error) ?? '')) return error;
  return new RestoreStopped(refuse('damaged', `The backup is damaged: ${error.message}.`, how).refusal);
}

export const NOT_A_BACKUP = 'The file is not a Jetway backup.';
export const CUT_OFF = 'The backup is cut off: its end is missing.';
