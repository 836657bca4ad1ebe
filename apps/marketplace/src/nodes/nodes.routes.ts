/** Owns the operator's routes about fulfilment and return nodes. */
import { type Clock, type Ids, ok, type Result, refuse, toPage } from '@jetway/kernel';
import type { nodeRoutes } from '@jetway/marketplace-api';
import {
  DEFAULT_LIMIT,
  type Handlers,
  ifMatchVersion,
  problem,
  type RequestHeaders,
  readCursor,
} from '@jetway/service';
import type { Author, MarketplaceDatabase, MarketplaceHandle } from '../database/index.ts';
import { findAccount, NO_ACCOUNT } from '../merchants/index.ts';
import {
  type Listed,
  listNodePage,
  listReturnNodePage,
  lockNode,
  lockReturnNode,
  saveNode,
  saveReturnNode,
} from './nodes.store.ts';
import { checkNode } from './nodes.ts';

export interface NodeRoutesDeps {
  readonly database: MarketplaceDatabase;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** The author of a change, with what he says to have seen. */
interface NodeContext extends Author {
  readonly headers: RequestHeaders;
}

export function nodeHandlers({ database, clock, ids }: NodeRoutesDeps): Handlers<typeof nodeRoutes, NodeContext> {
  const { db } = database;
  const hasAccount = async (accountId: string): Promise<boolean> => (await findAccount(db, accountId)) !== undefined;
  return {
    listNodes: async (context, { params, query }) => {
      if (!(await hasAccount(params.accountId))) return problem(404, NO_ACCOUNT, context);
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const found = await listNodePage(db, params.accountId, after.value, limit + 1);
      return { status: 200, body: pageOfNodes(found, limit) };
    },
    createNode: async (context, { params, body }) => {
      if (!(await hasAccount(params.accountId))) return problem(404, NO_ACCOUNT, context);
      const checked = checkNode({ ...body, id: ids.hex32(), pricedPerPound: body.pricedPerPound ?? false });
      if (!checked.ok) return problem(400, checked.refusal, context);
      await saveNode(db, params.accountId, checked.value, clock.now(), context);
      return { status: 201, body: { ...checked.value, version: FIRST_VERSION } };
    },
    changeNode: async (context, { params: { accountId, nodeId }, body }) => {
      const seen = ifMatchVersion(context);
      if (!seen.ok) return problem(400, seen.refusal, context);
      const checked = checkNode({ ...body, id: nodeId, pricedPerPound: body.pricedPerPound ?? false });
      if (!checked.ok) return problem(400, checked.refusal, context);
      const changed = await changing(database, seen.value, {
        lock: (tx) => lockNode(tx, accountId, nodeId),
        save: (tx) => saveNode(tx, accountId, checked.value, clock.now(), context),
      });
      if (!changed.ok) return problem(STATUS[changed.refusal.code], changed.refusal, context);
      return { status: 200, body: { ...checked.value, version: changed.value } };
    },
    listReturnNodes: async (context, { params, query }) => {
      if (!(await hasAccount(params.accountId))) return problem(404, NO_ACCOUNT, context);
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const found = await listReturnNodePage(db, params.accountId, after.value, limit + 1);
      return { status: 200, body: pageOfNodes(found, limit) };
    },
    createReturnNode: async (context, { params, body }) => {
      if (!(await hasAccount(params.accountId))) return problem(404, NO_ACCOUNT, context);
      const node = { ...body, id: ids.hex32() };
      await saveReturnNode(db, params.accountId, node, clock.now(), context);
      return { status: 201, body: { ...node, version: FIRST_VERSION } };
    },
    changeReturnNode: async (context, { params: { accountId, nodeId }, body }) => {
      const seen = ifMatchVersion(context);
      if (!seen.ok) return problem(400, seen.refusal, context);
      const node = { ...body, id: nodeId };
      const changed = await changing(database, seen.value, {
        lock: (tx) => lockReturnNode(tx, accountId, nodeId),
        save: (tx) => saveReturnNode(tx, accountId, node, clock.now(), context),
      });
      if (!changed.ok) return problem(STATUS[changed.refusal.code], changed.refusal, context);
      return { status: 200, body: { ...node, version: changed.value } };
    },
  };
}

const FIRST_VERSION = 1;
const STATUS = { not_found: 404, changed_meanwhile: 409 } as const;

/**
 * Changes a node that is there. Answers its new version.
 * @param seen the version that the caller read; undefined: whichever there is
 */
const changing = <T>(
  database: MarketplaceDatabase,
  seen: number | undefined,
  node: {
    readonly lock: (tx: MarketplaceHandle) => Promise<Listed<T> | undefined>;
    readonly save: (tx: MarketplaceHandle) => Promise<void>;
  },
): Promise<Result<number, keyof typeof STATUS>> =>
  database.transaction(async (tx) => {
    const found = await node.lock(tx);
    if (found === undefined) return refuse('not_found', 'There is no such node.');
    if (seen !== undefined && seen !== found.version)
      return refuse('changed_meanwhile', 'Somebody else changed the node meanwhile.');
    await node.save(tx);
    return ok(found.version + 1);
  });

function pageOfNodes<T extends { readonly id: string }>(found: readonly Listed<T>[], limit: number) {
  const page = toPage(found, limit, ({ node, createdAt }) => ({ at: createdAt, id: node.id }));
  return { items: page.items.map(({ node, version }) => ({ ...node, version })), next: page.next };
}
