/** Owns the HTTP edge of the guided set-up. */
import { homeRoutes } from '@jetway/oms-api';
import type { Database } from '../database/index.ts';
import { defineFeature, type Feature } from '../edge/index.ts';
import { endFirstRun, loadFirstRun } from './first-run.store.ts';

const { getFirstRun, endFirstRun: end } = homeRoutes;
const routes = { getFirstRun, endFirstRun: end };

/** The guided set-up over HTTP. */
export function firstRunFeature({ database }: { readonly database: Database }): Feature<typeof routes> {
  return defineFeature({
    routes,
    handlers: {
      getFirstRun: async ({ organizationId }) => ({
        status: 200,
        body: await loadFirstRun(database.db, organizationId),
      }),
      endFirstRun: async (context, { body }) => {
        const { organizationId, now } = context;
        await database.transaction((tx) => endFirstRun(tx, organizationId, body.state, context, now));
        return { status: 200, body: await loadFirstRun(database.db, organizationId) };
      },
    },
  });
}
