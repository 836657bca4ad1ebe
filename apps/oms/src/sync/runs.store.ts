/** Owns the SQL of sync runs: asked for, begun, ended, listed newest first. */
import type { Ids, Instant, Keyset } from '@jetway/kernel';
import type { SyncRun } from '@jetway/oms-api';
import { notify, statement } from '@jetway/service';
import { type RawBuilder, sql } from 'kysely';
import { type ConnectionKey, connectionsChannel } from '../connections/index.ts';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { touch } from '../events/index.ts';

export type RunKind = SyncRun['kind'];
export type RunTrigger = SyncRun['trigger'];
export type RunState = SyncRun['state'];

/** A run that was begun and has not ended. */
export interface OpenRun extends ConnectionKey {
  readonly runId: string;
  readonly kind: RunKind;
  readonly trigger: RunTrigger;
  readonly requestId: string | null;
}

/** What a run came to. */
export interface Tally {
  readonly found: number;
  readonly done: number;
  readonly failed: number;
  /** What was counted besides, by name. */
  readonly details: Readonly<Record<string, number>>;
  /** Why the run as a whole failed; null when it did not. */
  readonly error: string | null;
}

const ask = statement<{ run_id: string }>(
  'syncRunAsk',
  `insert into oms.sync_runs (organization_id, run_id, connection_id, kind, trigger, state, started_at, actor, request_id)
   select $1, $2, $3, $4, 'person', 'waiting', $5, $6, $7
   where not exists (
     select 1 from oms.sync_runs
     where organization_id = $1 and connection_id = $3 and kind = $4 and state = 'waiting')
   returning run_id`,
);

const findWaiting = statement<{ run_id: string }>(
  'syncRunFindWaiting',
  `select run_id from oms.sync_runs
   where organization_id = $1 and connection_id = $2 and kind = $3 and state = 'waiting' order by started_at limit 1`,
);

/** Asks for a run; one that waits already is the same. Answers its id and wakes who works for the connection. */
export async function askForRun(
  tx: Handle,
  key: ConnectionKey,
  kind: RunKind,
  ids: Ids,
  by: Actor,
  now: Instant,
): Promise<string> {
  const { organizationId, connectionId } = key;
  const [made] = await ask(tx, [organizationId, ids.uuid(), connectionId, kind, now, by.actor, by.requestId]);
  await notify(tx, connectionsChannel, connectionId);
  await touch(tx, organizationId, 'sync', made?.run_id ?? null);
  if (made !== undefined) return made.run_id;
  const [waiting] = await findWaiting(tx, [organizationId, connectionId, kind]);
  if (waiting === undefined) throw new Error('a waiting run vanished');
  return waiting.run_id;
}

const begin = statement(
  'syncRunBegin',
  `insert into oms.sync_runs (organization_id, run_id, connection_id, kind, trigger, state, started_at, actor)
   values ($1, $2, $3, $4, $5, 'running', $6, 'system')`,
);

/** Begins a run that nobody asked for. */
export async function beginRun(
  handle: Handle,
  key: ConnectionKey,
  kind: RunKind,
  trigger: RunTrigger,
  ids: Ids,
  now: Instant,
): Promise<OpenRun> {
  const { organizationId, connectionId } = key;
  const runId = ids.uuid();
  await begin(handle, [organizationId, runId, connectionId, kind, trigger, now]);
  return { organizationId, connectionId, runId, kind, trigger, requestId: null };
}

const take = statement<{ run_id: string; request_id: string | null }>(
  'syncRunTake',
  `update oms.sync_runs set state = 'running', started_at = $4
   where organization_id = $1 and connection_id = $2 and kind = $3 and state = 'waiting'
   returning run_id, request_id`,
);

/** Begins the run that somebody asked for; undefined when nobody did. */
export async function takeAskedRun(
  handle: Handle,
  key: ConnectionKey,
  kind: RunKind,
  now: Instant,
): Promise<OpenRun | undefined> {
  const { organizationId, connectionId } = key;
  const [row] = await take(handle, [organizationId, connectionId, kind, now]);
  return row && { organizationId, connectionId, runId: row.run_id, kind, trigger: 'person', requestId: row.request_id };
}

const end = statement(
  'syncRunEnd',
  `update oms.sync_runs set state = $3, ended_at = $4, found = $5, done = $6, failed = $7, error = $8,
     details = $9::jsonb
   where organization_id = $1 and run_id = $2 and state = 'running'`,
);

export async function endRun(tx: Handle, run: OpenRun, tally: Tally, now: Instant): Promise<void> {
  const state: RunState = tally.error === null ? 'done' : 'failed';
  const { organizationId, runId } = run;
  const { found, done, failed, error, details } = tally;
  await end(tx, [organizationId, runId, state, now, found, done, failed, error, JSON.stringify(details)]);
  await touch(tx, organizationId, 'sync', runId);
}

const abandon = statement(
  'syncRunAbandon',
  `update oms.sync_runs set state = 'failed', ended_at = $3, error = 'The program stopped during the run.'
   where organization_id = $1 and connection_id = $2 and state = 'running'`,
);

/** Ends what an earlier holder of the lease left running. */
export async function abandonRuns(tx: Handle, key: ConnectionKey, now: Instant): Promise<void> {
  await abandon(tx, [key.organizationId, key.connectionId, now]);
}

interface RunRecord {
  run_id: string;
  connection_id: string;
  connection_name: string;
  kind: RunKind;
  trigger: RunTrigger;
  state: RunState;
  started_at: number;
  ended_at: number | null;
  found: number;
  done: number;
  failed: number;
  details: Record<string, number>;
  error: string | null;
  actor: string;
  request_id: string | null;
}

const toRun = (row: RunRecord): SyncRun => ({
  id: row.run_id,
  connectionId: row.connection_id,
  connectionName: row.connection_name,
  kind: row.kind,
  trigger: row.trigger,
  state: row.state,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  durationMs: row.ended_at === null ? null : row.ended_at - row.started_at,
  found: row.found,
  done: row.done,
  failed: row.failed,
  details: row.details,
  error: row.error,
  actor: row.actor,
  requestId: row.request_id,
});

export interface RunQuery {
  readonly connectionId?: string | undefined;
  readonly kind?: RunKind | undefined;
  readonly state?: RunState | undefined;
  readonly after?: Keyset | undefined;
  readonly limit: number;
}

const selectRuns = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<RunRecord> => sql<RunRecord>`
  select r.run_id, r.connection_id, c.name as connection_name, r.kind, r.trigger, r.state, r.started_at, r.ended_at,
    r.found, r.done, r.failed, r.details, r.error, r.actor, r.request_id
  from oms.sync_runs r
  join oms.connections c on c.organization_id = r.organization_id and c.connection_id = r.connection_id
  where ${sql.join(conditions, sql` and `)}`;

/** Newest first, beginning after one already seen. */
export async function listRuns(handle: Handle, organizationId: string, query: RunQuery): Promise<readonly SyncRun[]> {
  const { connectionId, kind, state, after, limit } = query;
  const conditions = [sql`r.organization_id = ${organizationId}`];
  if (connectionId !== undefined) conditions.push(sql`r.connection_id = ${connectionId}`);
  if (kind !== undefined) conditions.push(sql`r.kind = ${kind}`);
  if (state !== undefined) conditions.push(sql`r.state = ${state}`);
  if (after !== undefined) conditions.push(sql`(r.started_at, r.run_id) < (${after.at}, ${after.id})`);
  const { rows } = await sql<RunRecord>`${selectRuns(conditions)}
    order by r.started_at desc, r.run_id desc limit ${limit}`.execute(handle);
  return rows.map(toRun);
}

/** Undefined when the organization has no such run. */
export async function loadRun(handle: Handle, organizationId: string, runId: string): Promise<SyncRun | undefined> {
  const conditions = [sql`r.organization_id = ${organizationId}`, sql`r.run_id = ${runId}`];
  const { rows } = await selectRuns(conditions).execute(handle);
  return rows[0] && toRun(rows[0]);
}

/** The last run of each kind of a connection that began, newest begun first within its kind. */
export async function listLastRuns(handle: Handle, key: ConnectionKey): Promise<readonly SyncRun[]> {
  const conditions = [sql`r.organization_id = ${key.organizationId}`, sql`r.connection_id = ${key.connectionId}`];
  const { rows } = await sql<RunRecord>`select distinct on (kind) * from (
      ${selectRuns(conditions)} order by r.started_at desc, r.run_id desc limit 500
    ) as recent order by kind, started_at desc, run_id desc`.execute(handle);
  return rows.map(toRun);
}

const drop = statement<{ run_id: string }>(
  'syncRunDrop',
  `delete from oms.sync_runs where (organization_id, run_id) in (
     select organization_id, run_id from oms.sync_runs
     where started_at < $1 and state in ('done', 'failed') order by started_at limit 2000)
   returning run_id`,
);

/** Drops ended runs that began before; answers how many. */
export async function dropRuns(handle: Handle, before: Instant): Promise<number> {
  for (let total = 0; ; ) {
    const dropped = (await drop(handle, [before])).length;
    total += dropped;
    if (dropped === 0) return total;
  }
}
