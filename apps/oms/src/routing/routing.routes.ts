/** Owns the HTTP edge of routing: an organization's rules. */
import { refuse } from '@jetway/kernel';
import { type RoutingRules, routingRoutes } from '@jetway/oms-api';
import { etagOf, ifMatchVersion, problem } from '@jetway/service';
import type { Database } from '../database/index.ts';
import { defineFeature, type Feature } from '../edge/index.ts';
import { type KeptRules, loadRules, saveRules } from './routing.store.ts';

const VERSION_REQUIRED = refuse('version_required', 'Send the version you have seen in If-Match.').refusal;
const CHANGED = refuse('changed_meanwhile', 'The rules were changed meanwhile: look at them again.').refusal;

export function routingFeature({ database }: { readonly database: Database }): Feature<typeof routingRoutes> {
  return defineFeature({
    routes: routingRoutes,
    handlers: {
      getRoutingRules: async ({ organizationId }) => {
        const kept = await loadRules(database.db, organizationId);
        return { status: 200, body: toRules(kept), headers: etagOf(kept.version) };
      },
      changeRoutingRules: async (context, { body }) => {
        const { organizationId, now, requestId } = context;
        const version = ifMatchVersion(context);
        if (!version.ok) return problem(400, version.refusal, { requestId });
        const { value } = version;
        if (value === undefined) return problem(400, VERSION_REQUIRED, { requestId });
        const saved = await database.transaction((tx) => saveRules(tx, organizationId, body, value, context, now));
        if (saved === undefined) return problem(409, CHANGED, { requestId });
        return { status: 200, body: toRules(saved), headers: etagOf(saved.version) };
      },
    },
  });
}

const toRules = ({ rules, version }: KeptRules): RoutingRules => ({ ...rules, version });
