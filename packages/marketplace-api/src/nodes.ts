/** Owns the part of the operator API about fulfilment and return nodes. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { AccountId, closed, Id, NodeId, pageQuery, Text } from './shapes.ts';

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

/** Counts up with each change; send it back in `If-Match` when changing. */
const NodeVersion = Type.Integer();

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
  version: NodeVersion,
});
export type FulfillmentNode = Static<typeof FulfillmentNode>;

export const ReturnNode = Type.Object({ id: Id, name: Type.String(), address: Address, version: NodeVersion });
export type ReturnNode = Static<typeof ReturnNode>;

const FulfillmentNodeBody = Type.Object(
  {
    name: Text(200),
    timeZone: Text(64),
    address: Address,
    shippingMethods: Type.Array(Text(100), { minItems: 1, maxItems: 200 }),
    serviceLevels: Type.Array(Text(100), { minItems: 1, maxItems: 20 }),
    pricedPerPound: Type.Optional(Type.Boolean()),
  },
  closed,
);
const ReturnNodeBody = Type.Object({ name: Text(200), address: Address }, closed);

const AccountParams = Type.Object({ accountId: AccountId }, closed);
const NodeParams = Type.Object({ accountId: AccountId, nodeId: NodeId }, closed);

export const nodeRoutes = defineRoutes({
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
    body: FulfillmentNodeBody,
    replies: { 201: FulfillmentNode, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'unknown_time_zone', 'unknown_method', 'unknown_service_level'],
  },
  changeNode: {
    method: 'PUT',
    path: '/accounts/:accountId/fulfillment-nodes/:nodeId',
    summary: 'Replace what is known of a fulfilment node; If-Match carries the version that was read, if any',
    tags: ['nodes'],
    auth: 'operator',
    params: NodeParams,
    body: FulfillmentNodeBody,
    replies: { 200: FulfillmentNode, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: [
      'not_found',
      'unknown_time_zone',
      'unknown_method',
      'unknown_service_level',
      'if_match_malformed',
      'changed_meanwhile',
    ],
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
    body: ReturnNodeBody,
    replies: { 201: ReturnNode, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found'],
  },
  changeReturnNode: {
    method: 'PUT',
    path: '/accounts/:accountId/return-nodes/:nodeId',
    summary: 'Replace what is known of a return node; If-Match carries the version that was read, if any',
    tags: ['nodes'],
    auth: 'operator',
    params: NodeParams,
    body: ReturnNodeBody,
    replies: { 200: ReturnNode, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'if_match_malformed', 'changed_meanwhile'],
  },
});
