/** Owns the part of the operator API about merchants, their accounts and SKUs. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { AccountId, AmountCents, At, closed, Id, nullable, pageQuery, Text } from './shapes.ts';

export const Account = Type.Object({
  id: Id,
  kind: Type.Enum(['live', 'test']),
  merchantId: Id,
  merchantName: Type.String(),
  worldId: Id,
  apiUser: Type.String(),
  skuCount: Type.Integer(),
  ordersByStatus: Type.Object({
    created: Type.Integer(),
    ready: Type.Integer(),
    acknowledged: Type.Integer(),
    inprogress: Type.Integer(),
    complete: Type.Integer(),
  }),
  createdAt: At,
});
export type Account = Static<typeof Account>;

export const OperatorSku = Type.Object({
  sku: Type.String(),
  title: Type.String(),
  imageUrl: nullable(Type.String()),
  status: Type.String(),
  subStatus: Type.Array(Type.String(), { maxItems: 50 }),
  priceCents: nullable(AmountCents),
  stock: Type.Array(
    Type.Object({
      nodeId: Id,
      /** What the merchant fed. */
      fed: Type.Integer(),
      /** Units of orders that are not acknowledged yet. */
      held: Type.Integer(),
      /** Units of orders accepted since the feed. */
      accepted: Type.Integer(),
      purchasable: Type.Integer(),
    }),
    { maxItems: 100 },
  ),
  purchasable: Type.Integer(),
  updatedAt: At,
});
export type OperatorSku = Static<typeof OperatorSku>;

const AccountParams = Type.Object({ accountId: AccountId }, closed);

export const accountRoutes = defineRoutes({
  listAccounts: {
    method: 'GET',
    path: '/accounts',
    summary: 'Accounts of all merchants',
    tags: ['merchants'],
    auth: 'operator',
    query: Type.Object(pageQuery, closed),
    replies: { 200: pageOf(Account), 400: Problem, 401: Problem },
    codes: ['bad_cursor'],
  },
  createMerchant: {
    method: 'POST',
    path: '/merchants',
    summary: 'Add a merchant with a live and a test account; their secrets are shown this once',
    tags: ['merchants'],
    auth: 'operator',
    body: Type.Object({ name: Text(200) }, closed),
    replies: {
      201: Type.Object({
        merchantId: Id,
        name: Type.String(),
        accounts: Type.Array(
          Type.Object({
            accountId: Id,
            kind: Type.Enum(['live', 'test']),
            apiUser: Type.String(),
            apiSecret: Type.String(),
          }),
          { maxItems: 2 },
        ),
      }),
      400: Problem,
      401: Problem,
      409: Problem,
    },
    codes: ['name_taken'],
  },
  rotateSecret: {
    method: 'POST',
    path: '/accounts/:accountId/secret',
    summary: 'Give an account a new API secret; the old one stops working for new tokens',
    tags: ['merchants'],
    auth: 'operator',
    params: AccountParams,
    replies: {
      200: Type.Object({ apiUser: Type.String(), apiSecret: Type.String() }),
      401: Problem,
      404: Problem,
      400: Problem,
      409: Problem,
    },
    codes: ['not_found'],
  },
  listSkus: {
    method: 'GET',
    path: '/accounts/:accountId/skus',
    summary: 'SKUs of an account with price, stock and status',
    tags: ['skus'],
    auth: 'operator',
    params: AccountParams,
    query: Type.Object(
      {
        ...pageQuery,
        search: Type.Optional(Type.String({ maxLength: 64, description: 'The start of a SKU.' })),
        purchasable: Type.Optional(
          Type.Boolean({ description: 'True: only what can be bought now; false: only what cannot.' }),
        ),
      },
      closed,
    ),
    replies: { 200: pageOf(OperatorSku), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
});
