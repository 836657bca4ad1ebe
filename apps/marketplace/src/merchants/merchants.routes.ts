/** Owns the operator's routes about merchants and their accounts. */
import { toPage } from '@jetway/kernel';
import type { accountRoutes, Account as WireAccount } from '@jetway/marketplace-api';
import { DEFAULT_LIMIT, type Handlers, problem, readCursor } from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import type { Merchants } from './merchant-service.ts';
import { type ListedAccount, listAccountPage } from './merchants.store.ts';

type MerchantRoutes = Pick<typeof accountRoutes, 'listAccounts' | 'createMerchant' | 'rotateSecret'>;
export type OrderCounts = WireAccount['ordersByStatus'];

const NO_ORDERS: OrderCounts = { created: 0, ready: 0, acknowledged: 0, inprogress: 0, complete: 0 };

export interface MerchantRoutesDeps {
  readonly database: MarketplaceDatabase;
  readonly merchants: Merchants;
  /** How many orders in which status each of the accounts has. */
  readonly countOrders: (accountIds: readonly string[]) => Promise<ReadonlyMap<string, OrderCounts>>;
}

export function accountHandlers(deps: MerchantRoutesDeps): Handlers<MerchantRoutes, Author> {
  return {
    listAccounts: async (context, { query }) => {
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const found = await listAccountPage(deps.database.db, after.value, limit + 1);
      const page = toPage(found, limit, ({ account, createdAt }) => ({ at: createdAt, id: account.id }));
      const counts = await deps.countOrders(page.items.map(({ account }) => account.id));
      const items = page.items.map((listed) => toWire(listed, counts.get(listed.account.id) ?? NO_ORDERS));
      return { status: 200, body: { items, next: page.next } };
    },
    createMerchant: async (context, { body }) => {
      const created = await deps.merchants.create(body, context);
      if (!created.ok) return problem(409, created.refusal, context);
      const { id, name, accounts } = created.value;
      return {
        status: 201,
        body: {
          merchantId: id,
          name,
          accounts: accounts.map(({ account, apiSecret }) => ({
            accountId: account.id,
            kind: account.kind,
            apiUser: account.apiUser,
            apiSecret,
          })),
        },
      };
    },
    rotateSecret: async (context, { params }) => {
      const set = await deps.merchants.setSecret(params.accountId, {}, context);
      if (!set.ok) return problem(404, set.refusal, context);
      return { status: 200, body: { apiUser: set.value.account.apiUser, apiSecret: set.value.apiSecret } };
    },
  };
}

const toWire = ({ account, merchantName, skuCount, createdAt }: ListedAccount, counts: OrderCounts): WireAccount => ({
  id: account.id,
  kind: account.kind,
  merchantId: account.merchantId,
  merchantName,
  worldId: account.worldId,
  apiUser: account.apiUser,
  skuCount,
  ordersByStatus: counts,
  createdAt,
});
