/** Owns the operator's routes about faults. */
import { toPage } from '@jetway/kernel';
import type { faultRoutes, FaultRule as WireRule } from '@jetway/marketplace-api';
import { DEFAULT_LIMIT, type Handlers, problem, readCursor } from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import { findAccount, NO_ACCOUNT } from '../merchants/index.ts';
import type { Faults } from './fault-service.ts';
import { type ListedRule, listRulePage } from './faults.store.ts';

export function faultHandlers(deps: {
  readonly database: MarketplaceDatabase;
  readonly faults: Faults;
}): Handlers<typeof faultRoutes, Author> {
  const { faults } = deps;
  const { db } = deps.database;
  return {
    listFaults: async (context, { params, query }) => {
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      if ((await findAccount(db, params.accountId)) === undefined) return problem(404, NO_ACCOUNT, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const found = await listRulePage(db, params.accountId, after.value, limit + 1);
      const page = toPage(found, limit, ({ rule, createdAt }) => ({ at: createdAt, id: rule.id }));
      return { status: 200, body: { items: page.items.map(toWire), next: page.next } };
    },
    createFault: async (context, { params, body }) => {
      const created = await faults.create(params.accountId, body, context);
      if (created.ok) return { status: 201, body: toWire(created.value) };
      const { refusal } = created;
      if (refusal.code === 'not_found') return problem(404, refusal, context);
      if (refusal.code === 'live_account' || refusal.code === 'too_many_faults') return problem(409, refusal, context);
      return problem(400, refusal, context);
    },
    replaceFault: async (context, { params, body }) => {
      const replaced = await faults.replace(params.accountId, params.faultId, body, context);
      if (replaced.ok) return { status: 200, body: toWire(replaced.value) };
      const { refusal } = replaced;
      return refusal.code === 'not_found' ? problem(404, refusal, context) : problem(400, refusal, context);
    },
    deleteFault: async (context, { params }) => {
      const removed = await faults.remove(params.accountId, params.faultId);
      return removed.ok ? { status: 204 } : problem(404, removed.refusal, context);
    },
  };
}

const toWire = ({ rule, ...rest }: ListedRule): WireRule => ({ ...rule, ...rest });
