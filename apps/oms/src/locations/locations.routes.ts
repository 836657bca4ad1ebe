/** Owns the HTTP edge of locations. */
import { refuse, toPage } from '@jetway/kernel';
import { inventoryRoutes, type Location } from '@jetway/oms-api';
import { DEFAULT_LIMIT, etagOf, ifMatchVersion, problem, readCursor } from '@jetway/service';
import type { Database } from '../database/index.ts';
import { defineFeature, type Feature } from '../edge/index.ts';
import { listLocations } from './locations.store.ts';
import type { LocationRow } from './locations.ts';
import { changeLocation, type LocationDeps, makeLocation, undoable } from './save-location.ts';

const { listLocations: list, createLocation: create, changeLocation: change } = inventoryRoutes;
const routes = { listLocations: list, createLocation: create, changeLocation: change };

const STATUS = {
  name_taken: 409,
  node_taken: 409,
  changed_meanwhile: 409,
  unknown_time_zone: 400,
  unknown_connection: 400,
  not_found: 404,
} as const;

/** Locations over HTTP: list, make, change. */
export function locationsFeature(deps: LocationDeps & { readonly database: Database }): Feature<typeof routes> {
  const { database } = deps;
  return defineFeature({
    routes,
    handlers: {
      listLocations: async ({ organizationId, requestId }, { query }) => {
        const after = readCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        const limit = query.limit ?? DEFAULT_LIMIT;
        const rows = await listLocations(database.db, organizationId, after.value, limit + 1);
        const page = toPage(rows, limit, ({ createdAt, locationId }) => ({ at: createdAt, id: locationId }));
        return { status: 200, body: { items: page.items.map(toLocation), next: page.next } };
      },
      createLocation: async (context, { body }) => {
        const { organizationId, now, requestId } = context;
        const made = await undoable(database, (tx) => makeLocation(tx, organizationId, body, deps, context, now));
        if (!made.ok) {
          const status = STATUS[made.refusal.code];
          return problem(status, made.refusal, { requestId });
        }
        return { status: 201, body: toLocation(made.value), headers: etagOf(made.value.version) };
      },
      changeLocation: async (context, { params, body }) => {
        const { organizationId, now, requestId } = context;
        const version = ifMatchVersion(context);
        if (!version.ok) return problem(400, version.refusal, { requestId });
        if (version.value === undefined) return problem(400, VERSION_REQUIRED, { requestId });
        const target = { locationId: params.locationId, version: version.value };
        const changed = await undoable(database, (tx) =>
          changeLocation(tx, organizationId, target, body, deps, context, now),
        );
        if (!changed.ok) return problem(STATUS[changed.refusal.code], changed.refusal, { requestId });
        return { status: 200, body: toLocation(changed.value), headers: etagOf(changed.value.version) };
      },
    },
  });
}

const VERSION_REQUIRED = refuse('version_required', 'Send the version you have seen in If-Match.').refusal;

const toLocation = ({ locationId, ...row }: LocationRow): Location => ({
  id: locationId,
  name: row.name,
  timeZone: row.timeZone,
  cutOff: row.cutOff,
  zipCode: row.zipCode,
  priority: row.priority,
  active: row.active,
  nodes: row.nodes.map(({ connectionId, nodeId }) => ({ connectionId, nodeId })),
  version: row.version,
});
