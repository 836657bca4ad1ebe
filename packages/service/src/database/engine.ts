/** Owns what the two engines have in common: sessions that run statements, and notices. */

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Prepared under this name, once per session. */
  readonly name?: string;
}

export type Row = Record<string, unknown>;

export interface Answer {
  readonly rows: Row[];
  /** The command's tag, for instance `INSERT` or `ROLLBACK`. */
  readonly command: string;
  /** Rows inserted, changed or deleted. */
  readonly affected: number | undefined;
}

/** One connection, held by one caller at a time. */
export interface Session {
  readonly run: (statement: Statement) => Promise<Answer>;
  /** Several statements in one text, without values. */
  readonly runScript: (text: string) => Promise<Answer[]>;
}

export type Heard = (payload: string) => void;

export interface Engine {
  readonly kind: 'pglite' | 'postgres';
  /** Waits for a free session; on PGlite there is one, given out in the order asked for. */
  readonly acquire: () => Promise<Session>;
  /** Gives a session back; a broken one is thrown away. */
  readonly release: (session: Session, broken: boolean) => void;
  readonly listen: (channel: string, heard: Heard) => Promise<() => Promise<void>>;
  /** Waits for the sessions in use, then ends. */
  readonly close: () => Promise<void>;
}

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The SQLSTATE of an error that PostgreSQL reported, on either engine; undefined for any other error. */
export function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
}

/** Whether a write broke a unique constraint (the named one, when given): the store turns it into a refusal. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (sqlStateOf(error) !== '23505') return false;
  return (
    constraint === undefined || (error instanceof Error && 'constraint' in error && error.constraint === constraint)
  );
}
