/** Owns the part of the operator API about merchants, their accounts, nodes and SKUs. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { AmountCents, At, closed, Id, nullable, pageQuery, Text } from './shapes.ts';

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

export const Address = Type.Object(
  {
    address1: Text(255),
    address2: Type.Optional(Type.String({ maxLength: 255 })),
    city: Text(255),
    state: Type.String({ pattern: '^[A-Z]{2}$' }),
    zipCode: Type.String({ pattern: '^[0-9]{5}$' }),
  },
  closed,
);
export type Address = Static<typeof Address>;

export const FulfillmentNode = Type.Object({
  id: Id,
  name: Type.String(),
  timeZone: Type.String(),
  address: Address,
  /** Shipping methods enabled at the node. */
  shippingMethods: Type.Array(Type.String(), { maxItems: 200 }),
  serviceLevels: Type.Array(Type.String(), { maxItems: 20 }),
  /** Shipping is priced by weight here, which makes a SKU's weight required. */
  pricedPerPound: Type.Boolean(),
});
export type FulfillmentNode = Static<typeof FulfillmentNode>;

export const ReturnNode = Type.Object({ id: Id, name: Type.String(), address: Address });
export type ReturnNode = Static<typeof ReturnNode>;

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

const AccountParams = Type.Object({ accountId: Id }, closed);

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
  listNodes: {
    method: 'GET',
    path: '/accounts/:accountId/fulfillment-nodes',
    summary: 'Fulfilment nodes of an account',
    tags: ['nodes'],
    auth: 'operator',
    params: AccountParams,
    query: Type.Object(pageQuery, closed),
    replies: { 200: pageOf(FulfillmentNode), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  createNode: {
    method: 'POST',
    path: '/accounts/:accountId/fulfillment-nodes',
    summary: 'Add a fulfilment node',
    tags: ['nodes'],
    auth: 'operator',
    params: AccountParams,
    body: Type.Object(
      {
        name: Text(200),
        timeZone: Text(64),
        address: Address,
        shippingMethods: Type.Array(Text(100), { minItems: 1, maxItems: 200 }),
        serviceLevels: Type.Array(Text(100), { minItems: 1, maxItems: 20 }),
        pricedPerPound: Type.Optional(Type.Boolean()),
      },
      closed,
    ),
    replies: { 201: FulfillmentNode, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'unknown_time_zone', 'unknown_method', 'unknown_service_level'],
  },
  listReturnNodes: {
    method: 'GET',
    path: '/accounts/:accountId/return-nodes',
    summary: 'Return nodes of an account',
    tags: ['nodes'],
    auth: 'operator',
    params: AccountParams,
    query: Type.Object(pageQuery, closed),
    replies: { 200: pageOf(ReturnNode), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  createReturnNode: {
    method: 'POST',
    path: '/accounts/:accountId/return-nodes',
    summary: 'Add a return node',
    tags: ['nodes'],
    auth: 'operator',
    params: AccountParams,
    body: Type.Object({ name: Text(200), address: Address }, closed),
    replies: { 201: ReturnNode, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
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
        /** Start of a SKU. */
        search: Type.Optional(Type.String({ maxLength: 64 })),
        purchasable: Type.Optional(Type.Boolean()),
      },
      closed,
    ),
    replies: { 200: pageOf(OperatorSku), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
});
