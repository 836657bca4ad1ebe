/** Owns the HTTP edge of tags as such: which are in use, and which channels are told of them. */
import { refuse } from '@jetway/kernel';
import { orderDeskRoutes } from '@jetway/oms-api';
import { etagOf, ifMatchVersion, problem } from '@jetway/service';
import type { Database } from '../database/index.ts';
import { defineFeature, type Feature } from '../edge/index.ts';
import { touch } from '../events/index.ts';
import { loadTagMirror, saveTagMirror } from './tag-mirrors.store.ts';
import { tagsInUse } from './tags.store.ts';
import { normaliseTag } from './tags.ts';

const { listTags, getTagMirror, setTagMirror } = orderDeskRoutes;
const routes = { listTags, getTagMirror, setTagMirror };

const NO_CONNECTION = refuse('not_found', 'There is no such connection.').refusal;
const CHANGED = refuse('changed_meanwhile', 'This was changed meanwhile: look at it again.').refusal;
const VERSION_REQUIRED = refuse('version_required', 'Send the version you have seen in If-Match.').refusal;

/** Tags over HTTP; those of one order are changed with the order. */
export function orderDeskFeature({ database }: { readonly database: Database }): Feature<typeof routes> {
  return defineFeature({
    routes,
    handlers: {
      listTags: async ({ organizationId }, { query }) => {
        const items = await tagsInUse(database.db, organizationId, normaliseTag(query.prefix ?? '') ?? '');
        return { status: 200, body: { items: [...items] } };
      },
      getTagMirror: async ({ organizationId, requestId }, { params }) => {
        const found = await loadTagMirror(database.db, organizationId, params.connectionId);
        if (found === undefined) return problem(404, NO_CONNECTION, { requestId });
        return { status: 200, body: found, headers: etagOf(found.version) };
      },
      setTagMirror: async (context, { params, body }) => {
        const { organizationId, requestId, now } = context;
        const { connectionId } = params;
        const seen = ifMatchVersion(context);
        if (!seen.ok) return problem(400, seen.refusal, { requestId });
        const version = seen.value;
        if (version === undefined) return problem(400, VERSION_REQUIRED, { requestId });
        const found = await loadTagMirror(database.db, organizationId, connectionId);
        if (found === undefined) return problem(404, NO_CONNECTION, { requestId });
        const saved = await database.transaction(async (tx) => {
          const target = { connectionId, version };
          const row = await saveTagMirror(tx, organizationId, target, body.mirrored, context, now);
          if (row !== undefined) await touch(tx, organizationId, 'connections', connectionId);
          return row;
        });
        if (saved === undefined) return problem(409, CHANGED, { requestId });
        return { status: 200, body: saved, headers: etagOf(saved.version) };
      },
    },
  });
}
