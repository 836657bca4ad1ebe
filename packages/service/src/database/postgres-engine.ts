/** Owns the server engine: a pool of connections to PostgreSQL, and one more that listens. */
import { Pool, type PoolClient, type QueryResult } from 'pg';
import type { Answer, Engine, Row, Session } from './engine.ts';
import { createPostgresListener } from './postgres-listener.ts';
import { parserOf, toParameter } from './values.ts';

/** Settings of every connection: results must not depend on how the server or the role is configured. */
const SESSION_OPTIONS = '-c TimeZone=UTC -c DateStyle=ISO,YMD -c IntervalStyle=postgres -c extra_float_digits=1';
const CONNECT_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_DELAY_MS = 10_000;

export function openPostgres(options: { readonly url: string; readonly maxConnections: number }): Engine {
  const connection = {
    connectionString: options.url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
    options: SESSION_OPTIONS,
    fallback_application_name: 'jetway',
    types: { getTypeParser: parserOf },
  };
  const pool = new Pool({ ...connection, max: options.maxConnections });
  // A connection that the server ends is replaced by the pool; without these listeners the process would end too.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const listener = createPostgresListener(connection);
  const clients = new WeakMap<Session, PoolClient>();
  let closing: Promise<void> | undefined;
  return {
    kind: 'postgres',
    acquire: async () => {
      if (closing !== undefined) throw new Error('the database is closed');
      const client = await pool.connect();
      const session = createSession(client);
      clients.set(session, client);
      return session;
    },
    release: (session, broken) => clients.get(session)?.release(broken),
    listen: listener.listen,
    close: () => {
      closing ??= Promise.all([listener.close(), pool.end()]).then(() => undefined);
      return closing;
    },
  };
}

function createSession(client: PoolClient): Session {
  return {
    run: async ({ text, values, name }) => {
      const parameters = values.map(toParameter);
      const query = { text, values: parameters, queryMode: 'extended' };
      return toAnswer(await client.query<Row>(name === undefined ? query : { ...query, name }));
    },
    runScript: async (text) => {
      const results: QueryResult<Row> | QueryResult<Row>[] = await client.query<Row>(text);
      return (Array.isArray(results) ? results : [results]).map(toAnswer);
    },
  };
}

function toAnswer({ rows, command, rowCount }: QueryResult<Row>): Answer {
  const counted = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
  return { rows, command, affected: counted ? (rowCount ?? 0) : undefined };
}
