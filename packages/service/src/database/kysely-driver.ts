/** Owns the way from Kysely to an engine: named statements, scripts, and the transaction guard. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { Answer, Engine, Session } from './engine.ts';
import { assertNoTransaction, currentScope } from './transaction-scope.ts';

/** What a query of ours may say beyond Kysely's own. */
export interface OwnQuery extends CompiledQuery {
  /** Prepared under this name, once per connection. */
  readonly statementName?: string;
  /** Several statements in one text, sent without values. */
  readonly script?: true;
}

class EngineConnection implements DatabaseConnection {
  readonly session: Session;
  broken = false;

  constructor(session: Session) {
    this.session = session;
  }

  async executeQuery<R>(query: OwnQuery): Promise<QueryResult<R>> {
    try {
      return query.script ? await this.#runScript(query.sql) : await this.#run(query);
    } catch (error) {
      throw withCaller(error, query);
    }
  }

  async #run<R>(query: OwnQuery): Promise<QueryResult<R>> {
    const { sql: text, parameters: values, statementName: name } = query;
    return toResult(await this.session.run(name === undefined ? { text, values } : { text, values, name }));
  }

  async #runScript<R>(text: string): Promise<QueryResult<R>> {
    const answers = await this.session.runScript(text);
    return { rows: answers.flatMap((answer) => answer.rows) as R[] };
  }

  // biome-ignore lint/correctness/useYield: Kysely asks for a generator; pages are read by key instead of by cursor.
  async *streamQuery(): AsyncGenerator<never> {
    throw new Error('streaming needs a cursor, which not both engines have: page by key');
  }
}

function toResult<R>(answer: Answer): QueryResult<R> {
  const rows = answer.rows as R[];
  return answer.affected === undefined ? { rows } : { rows, numAffectedRows: BigInt(answer.affected) };
}

const FRAMES = 30;
const SHOWN_SQL = 200;

/** An engine's error rises from its socket or its memory: its stack is made to say what was asked, and by whom. */
function withCaller(error: unknown, query: OwnQuery): unknown {
  if (!(error instanceof Error)) return error;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  const frames = (new Error().stack ?? '').split('\n').slice(2);
  Error.stackTraceLimit = limit;
  const own = frames.filter((frame) => !frame.includes('/node_modules/') && !frame.includes('(node:'));
  const asked = query.statementName ?? query.sql.slice(0, SHOWN_SQL);
  error.stack = [`error: ${error.message} [${asked}]`, ...own].join('\n');
  return error;
}

class EngineDriver implements Driver {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<EngineConnection> {
    if (currentScope()?.state !== 'opening') assertNoTransaction('a query on the root handle');
    return new EngineConnection(await this.#engine.acquire());
  }

  async beginTransaction(connection: EngineConnection, settings: TransactionSettings): Promise<void> {
    const scope = currentScope();
    if (scope?.state !== 'opening') throw new Error('a transaction is opened by database.transaction()');
    const isolation = settings.isolationLevel === undefined ? '' : ` isolation level ${settings.isolationLevel}`;
    const access = settings.accessMode === undefined ? '' : ` ${settings.accessMode}`;
    await connection.session.runScript(`start transaction${isolation}${access}`);
    scope.state = 'open';
  }

  async commitTransaction(connection: EngineConnection): Promise<void> {
    const [answer] = await connection.session.runScript('commit');
    // PostgreSQL answers COMMIT with ROLLBACK when a statement failed and the failure was swallowed.
    if (answer?.command === 'ROLLBACK') {
      throw new Error('the transaction was rolled back: a statement in it failed and its error was swallowed');
    }
  }

  async rollbackTransaction(connection: EngineConnection): Promise<void> {
    // A session that cannot roll back is thrown away, which rolls back too; the error that led here is the one to report.
    await connection.session.runScript('rollback').catch(() => {
      connection.broken = true;
    });
  }

  async releaseConnection(connection: EngineConnection): Promise<void> {
    this.#engine.release(connection.session, connection.broken);
  }

  async destroy(): Promise<void> {
    await this.#engine.close();
  }
}

/** PostgreSQL's own compiler and introspection over an engine of ours. */
export const engineDialect = (engine: Engine): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new EngineDriver(engine),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});
