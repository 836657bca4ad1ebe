/** Owns the operator's routes about the request log. */

import type { Route } from '@jetway/http-contract';
import { jetRoutes } from '@jetway/jet-api';
import { toPage } from '@jetway/kernel';
import type { LoggedRequest, MerchantRoute, requestLogRoutes } from '@jetway/marketplace-api';
import { DEFAULT_LIMIT, type Handlers, problem, readCursor } from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import { findAccount, NO_ACCOUNT } from '../merchants/index.ts';
import { findEntry, type ListedEntry, listEntries } from './request-log.store.ts';

const NO_ENTRY = { code: 'not_found', text: 'There is no such request in the log.' } as const;

const merchantRoutes: readonly MerchantRoute[] = Object.entries<Route>(jetRoutes).map(
  ([operation, { method, path, summary }]) => ({ operation, method, path: `/api${path}`, summary }),
);

export function requestLogHandlers(deps: {
  readonly database: MarketplaceDatabase;
}): Handlers<typeof requestLogRoutes, Author> {
  const { db } = deps.database;
  return {
    listRequests: async (context, { params, query }) => {
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      if ((await findAccount(db, params.accountId)) === undefined) return problem(404, NO_ACCOUNT, context);
      const { limit = DEFAULT_LIMIT, cursor: _cursor, status, ...rest } = query;
      const filter = status === undefined ? rest : { ...rest, statusFrom: Number(status[0]) * 100 };
      const found = await listEntries(db, params.accountId, filter, after.value?.id, limit + 1);
      const page = toPage(found, limit, ({ at, id }) => ({ at, id }));
      return { status: 200, body: { items: page.items.map(toWire), next: page.next } };
    },
    getRequest: async (context, { params }) => {
      const entry = await findEntry(db, params.accountId, params.entryId);
      if (entry === undefined) return problem(404, NO_ENTRY, context);
      const { errors, ignoredFields, faults, ...rest } = entry;
      const lists = { errors: [...errors], ignoredFields: [...ignoredFields], faults: [...faults] };
      const firstError = errors[0] ?? null;
      return { status: 200, body: { ...rest, ...lists, firstError, errorCount: errors.length } };
    },
    listMerchantRoutes: async () => ({ status: 200, body: { items: [...merchantRoutes] } }),
  };
}

const toWire = (entry: ListedEntry): LoggedRequest => ({ ...entry, faults: [...entry.faults] });
