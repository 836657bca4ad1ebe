/** Owns the HTTP edge of the guided set-up. */
import { type FirstRun, homeRoutes } from '@jetway/oms-api';
import type { Channels } from '../channels/index.ts';
import { loadConnection, missingOf } from '../connections/index.ts';
import type { Database } from '../database/index.ts';
import { defineFeature, type Feature } from '../edge/index.ts';
import { endFirstRun, loadFirstRun } from './first-run.store.ts';

const { getFirstRun, endFirstRun: end } = homeRoutes;
const routes = { getFirstRun, endFirstRun: end };

export interface FirstRunDeps {
  readonly database: Database;
  readonly channels: Channels;
}

/** The guided set-up over HTTP. */
export function firstRunFeature(deps: FirstRunDeps): Feature<typeof routes> {
  return defineFeature({
    routes,
    handlers: {
      getFirstRun: async ({ organizationId }) => ({ status: 200, body: await readFirstRun(deps, organizationId) }),
      endFirstRun: async (context, { body }) => {
        const { organizationId, now } = context;
        await deps.database.transaction((tx) => endFirstRun(tx, organizationId, body.state, context, now));
        return { status: 200, body: await readFirstRun(deps, organizationId) };
      },
    },
  });
}

async function readFirstRun({ database, channels }: FirstRunDeps, organizationId: string): Promise<FirstRun> {
  const found = await loadFirstRun(database.db, organizationId);
  const { connectionId } = found;
  const connection =
    connectionId === null ? undefined : await loadConnection(database.db, { organizationId, connectionId });
  const hasCredentials =
    connection !== undefined &&
    connection.state !== 'refused' &&
    missingOf(channels.get(connection.channel), connection).length === 0;
  return { ...found, hasCredentials };
}
