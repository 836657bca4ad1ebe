/** Owns the HTTP edge of connections: settings, switches, tests. */
import { type Clock, type Ids, refuse, toPage } from '@jetway/kernel';
import { type Connection, channelRoutes, connectionRoutes } from '@jetway/oms-api';
import { DEFAULT_LIMIT, etagOf, ifMatchVersion, isUniqueViolation, problem, readCursor } from '@jetway/service';
import { type OrderSink, toChannelInfo } from '../channels/index.ts';
import type { Database } from '../database/index.ts';
import { defineFeature, type Feature, type MemberContext } from '../edge/index.ts';
import { countWaitingStock } from '../inventory/index.ts';
import { listConnections, loadConnection } from './connections.store.ts';
import { type ConnectionRow, toConnection } from './connections.ts';
import { changeConnection, makeConnection, switchConnection } from './save-connection.ts';
import { type TestDeps, testConnection } from './test-connection.ts';

const {
  listConnections: list,
  createConnection: create,
  getConnection: get,
  changeConnection: change,
  testConnection: test,
  switchConnection: turn,
  getShippingOptions,
} = connectionRoutes;
const { listChannels } = channelRoutes;
const readRoutes = { listChannels, listConnections: list, getConnection: get, getShippingOptions };
const writeRoutes = {
  createConnection: create,
  changeConnection: change,
  testConnection: test,
  switchConnection: turn,
};
const routes = { ...readRoutes, ...writeRoutes };

export interface ConnectionsDeps extends TestDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly countWaitingIntents: OrderSink['countWaitingIntents'];
}

const NOT_FOUND = refuse('not_found', 'There is no such connection.').refusal;
const VERSION_REQUIRED = refuse('version_required', 'Send the version you have seen in If-Match.').refusal;
const NAME_TAKEN = refuse('name_taken', 'Another connection has this name.', { path: '/name' });

const STATUS = {
  not_found: 404,
  changed_meanwhile: 409,
  name_taken: 409,
  bad_address: 400,
  bad_setting: 400,
  channel_unavailable: 400,
} as const;

/** Connections over HTTP. Running them and listing what waits is the sync feature's. */
export function connectionsFeature(deps: ConnectionsDeps): Feature<typeof routes> {
  const shown = showing(deps);
  return defineFeature({ routes, handlers: { ...reads(deps, shown), ...writes(deps, shown) } });
}

type Shown = (context: MemberContext, rows: readonly ConnectionRow[]) => Promise<Connection[]>;
type Handlers<T extends typeof readRoutes | typeof writeRoutes> = Feature<T>['handlers'];

/** Connections as people see them, with what waits on each. */
function showing({ database, channels, countWaitingIntents }: ConnectionsDeps): Shown {
  return async ({ organizationId, now }, rows) => {
    const ids = rows.map((row) => row.connectionId);
    const [intents, stock] = await Promise.all([
      countWaitingIntents(database.db, organizationId, ids),
      countWaitingStock(database.db, organizationId, ids),
    ]);
    return rows.map((row) => {
      const waiting = { intents: intents.get(row.connectionId) ?? 0, stock: stock.get(row.connectionId) ?? 0 };
      return toConnection(row, channels.get(row.channel), waiting, now);
    });
  };
}

async function one(shown: Shown, context: MemberContext, row: ConnectionRow): Promise<Connection> {
  const [connection] = await shown(context, [row]);
  if (connection === undefined) throw new Error('a connection was not shown');
  return connection;
}

function reads({ database, channels }: ConnectionsDeps, shown: Shown): Handlers<typeof readRoutes> {
  return {
    listChannels: async () => ({ status: 200, body: { items: channels.all.map(toChannelInfo) } }),
    listConnections: async (context, { query }) => {
      const { organizationId, requestId } = context;
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, { requestId });
      const limit = query.limit ?? DEFAULT_LIMIT;
      const rows = await listConnections(database.db, organizationId, after.value, limit + 1);
      const page = toPage(rows, limit, ({ createdAt, connectionId }) => ({ at: createdAt, id: connectionId }));
      return { status: 200, body: { items: await shown(context, page.items), next: page.next } };
    },
    getConnection: async (context, { params }) => {
      const row = await loadConnection(database.db, { ...params, organizationId: context.organizationId });
      if (row === undefined) return problem(404, NOT_FOUND, { requestId: context.requestId });
      return { status: 200, body: await one(shown, context, row), headers: etagOf(row.version) };
    },
    getShippingOptions: async ({ organizationId, requestId }, { params }) => {
      const row = await loadConnection(database.db, { ...params, organizationId });
      if (row === undefined) return problem(404, NOT_FOUND, { requestId });
      return { status: 200, body: channels.get(row.channel).shippingOptions() };
    },
  };
}

function writes(deps: ConnectionsDeps, shown: Shown): Handlers<typeof writeRoutes> {
  const { database } = deps;
  return {
    createConnection: async (context, { body }) => {
      const { organizationId, requestId, now } = context;
      const made = await unlessNameTaken(() =>
        database.transaction((tx) => makeConnection(tx, organizationId, body, deps, context, now)),
      );
      if (!made.ok) return problem(STATUS[made.refusal.code], made.refusal, { requestId });
      return { status: 201, body: await one(shown, context, made.value), headers: etagOf(made.value.version) };
    },
    changeConnection: async (context, { params, body }) => {
      const { organizationId, requestId, now } = context;
      const version = ifMatchVersion(context);
      if (!version.ok) return problem(400, version.refusal, { requestId });
      const seen = version.value;
      if (seen === undefined) return problem(400, VERSION_REQUIRED, { requestId });
      const key = { ...params, organizationId };
      const changed = await unlessNameTaken(() =>
        database.transaction((tx) => changeConnection(tx, key, seen, body, deps, context, now)),
      );
      if (!changed.ok) return problem(STATUS[changed.refusal.code], changed.refusal, { requestId });
      return { status: 200, body: await one(shown, context, changed.value), headers: etagOf(changed.value.version) };
    },
    testConnection: async (context, { params, body }) => {
      const { organizationId, requestId } = context;
      const row = await loadConnection(database.db, { ...params, organizationId });
      if (row === undefined) return problem(404, NOT_FOUND, { requestId });
      const tested = await testConnection(deps, row, body ?? {}, context);
      if (!tested.ok) return problem(400, tested.refusal, { requestId });
      return { status: 200, body: tested.value };
    },
    switchConnection: async (context, { params, body }) => {
      const { organizationId, requestId, now } = context;
      const key = { ...params, organizationId };
      const switched = await database.transaction((tx) => switchConnection(tx, key, body, context, now));
      if (!switched.ok) return problem(404, switched.refusal, { requestId });
      return { status: 200, body: await one(shown, context, switched.value) };
    },
  };
}

/** Two people may choose the same name at the same moment: the index has the last word. */
async function unlessNameTaken<T>(work: () => Promise<T>): Promise<T | typeof NAME_TAKEN> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, 'connections_name_unique')) return NAME_TAKEN;
    throw error;
  }
}
