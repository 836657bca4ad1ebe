/** Owns the HTTP edge of an organization's keys for programs. */
import { type Ids, refuse, toPage } from '@jetway/kernel';
import { sessionRoutes } from '@jetway/oms-api';
import { DEFAULT_LIMIT, problem, readCursor } from '@jetway/service';
import type { Database } from '../database/index.ts';
import { defineFeature, type Feature } from '../edge/index.ts';
import { insertApiKey, listApiKeys, revokeApiKey } from './api-keys.store.ts';

const { listApiKeys: list, createApiKey: create, revokeApiKey: revoke } = sessionRoutes;
const routes = { listApiKeys: list, createApiKey: create, revokeApiKey: revoke };

/** Keys of the organization: list, make, revoke. */
export function apiKeysFeature({
  database,
  ids,
}: {
  readonly database: Database;
  readonly ids: Ids;
}): Feature<typeof routes> {
  return defineFeature({
    routes,
    handlers: {
      listApiKeys: async ({ organizationId, requestId }, { query }) => {
        const after = readCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        const limit = query.limit ?? DEFAULT_LIMIT;
        const rows = await listApiKeys(database.db, organizationId, after.value, limit + 1);
        const page = toPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
        return { status: 200, body: { items: [...page.items], next: page.next } };
      },
      createApiKey: async (context, { body }) => {
        const { organizationId, now } = context;
        const made = await database.transaction((tx) => insertApiKey(tx, organizationId, body, ids, context, now));
        return { status: 201, body: made };
      },
      revokeApiKey: async (context, { params }) => {
        const { organizationId, now, requestId } = context;
        const isRevoked = await revokeApiKey(database.db, organizationId, params.apiKeyId, context, now);
        if (!isRevoked) return problem(404, refuse('not_found', 'There is no such key.').refusal, { requestId });
        return { status: 204 };
      },
    },
  });
}
