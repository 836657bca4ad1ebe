/** Owns the operator's routes about fulfilment and return nodes. */
import { type Clock, type Ids, toPage } from '@jetway/kernel';
import type { accountRoutes } from '@jetway/marketplace-api';
import { DEFAULT_LIMIT, type Handlers, problem, readCursor } from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import { findAccount, NO_ACCOUNT } from '../merchants/index.ts';
import { type Listed, listNodePage, listReturnNodePage, saveNode, saveReturnNode } from './nodes.store.ts';
import { checkNode } from './nodes.ts';

type NodeRoutes = Pick<typeof accountRoutes, 'listNodes' | 'createNode' | 'listReturnNodes' | 'createReturnNode'>;

export interface NodeRoutesDeps {
  readonly database: MarketplaceDatabase;
  readonly clock: Clock;
  readonly ids: Ids;
}

export function nodeHandlers({ database, clock, ids }: NodeRoutesDeps): Handlers<NodeRoutes, Author> {
  const hasAccount = async (accountId: string): Promise<boolean> =>
    (await findAccount(database.db, accountId)) !== undefined;
  return {
    listNodes: async (context, { params, query }) => {
      if (!(await hasAccount(params.accountId))) return problem(404, NO_ACCOUNT, context);
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const found = await listNodePage(database.db, params.accountId, after.value, limit + 1);
      return { status: 200, body: pageOfNodes(found, limit) };
    },
    createNode: async (context, { params, body }) => {
      if (!(await hasAccount(params.accountId))) return problem(404, NO_ACCOUNT, context);
      const checked = checkNode({ ...body, id: ids.hex32(), pricedPerPound: body.pricedPerPound ?? false });
      if (!checked.ok) return problem(400, checked.refusal, context);
      await saveNode(database.db, params.accountId, checked.value, clock.now(), context);
      return { status: 201, body: checked.value };
    },
    listReturnNodes: async (context, { params, query }) => {
      if (!(await hasAccount(params.accountId))) return problem(404, NO_ACCOUNT, context);
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const found = await listReturnNodePage(database.db, params.accountId, after.value, limit + 1);
      return { status: 200, body: pageOfNodes(found, limit) };
    },
    createReturnNode: async (context, { params, body }) => {
      if (!(await hasAccount(params.accountId))) return problem(404, NO_ACCOUNT, context);
      const node = { ...body, id: ids.hex32() };
      await saveReturnNode(database.db, params.accountId, node, clock.now(), context);
      return { status: 201, body: node };
    },
  };
}

function pageOfNodes<T extends { readonly id: string }>(found: readonly Listed<T>[], limit: number) {
  const page = toPage(found, limit, ({ node, createdAt }) => ({ at: createdAt, id: node.id }));
  return { items: page.items.map(({ node }) => node), next: page.next };
}
