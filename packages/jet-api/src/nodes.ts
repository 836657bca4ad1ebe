/**
 * Owns the addresses about a merchant's own nodes. They are not documented; software of sellers asks them before
 * anything else, to learn the ids that prices and inventory are sent with.
 */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { MAX_ID_LENGTH, MAX_NODES } from './fields.ts';
import { listRefusals, thingRefusals } from './replies.ts';

const wireAddress = {
  address_1: Type.String(),
  address_2: Type.Optional(Type.String()),
  city: Type.String(),
  state: Type.String(),
  zip_code: Type.String(),
};
const nodeFields = {
  location_name: Type.String(),
  time_zone: Type.String({ description: 'Name of the IANA database, such as America/New_York.' }),
  is_daylight_savings_enabled: Type.Boolean(),
  ...wireAddress,
};

export const FulfillmentNodeReply = Type.Object({
  fulfillment_node_id: Type.String(),
  ...nodeFields,
  shipping_methods: Type.Array(Type.String(), { maxItems: 200 }),
  service_levels: Type.Array(Type.String(), { maxItems: 20 }),
});
export type FulfillmentNodeReply = Static<typeof FulfillmentNodeReply>;

/** The form in capitals of an older address. */
export const FulfillmentNodeOfMerchant = Type.Object({
  FulfillmentNodeId: Type.String(),
  LocationName: Type.String(),
  TimeZone: Type.String(),
  Address1: Type.String(),
  Address2: Type.Optional(Type.String()),
  City: Type.String(),
  State: Type.String(),
  ZipCode: Type.String(),
});
export type FulfillmentNodeOfMerchant = Static<typeof FulfillmentNodeOfMerchant>;

export const SetupFulfillmentNode = Type.Object({ jet_fulfillment_node_id: Type.String(), ...nodeFields });
export type SetupFulfillmentNode = Static<typeof SetupFulfillmentNode>;

export const SetupReturnsLocation = Type.Object({
  jet_returns_location_id: Type.String(),
  location_name: Type.String(),
  ...wireAddress,
});
export type SetupReturnsLocation = Static<typeof SetupReturnsLocation>;

const listOf = <S extends Parameters<typeof Type.Array>[0]>(items: S) => Type.Array(items, { maxItems: MAX_NODES });
const listRefusal = { 401: listRefusals[401] } as const;

export const nodeRoutes = defineRoutes({
  listFulfillmentNodes: {
    method: 'GET',
    path: '/fulfillment-nodes',
    summary: 'Links of the fulfillment nodes',
    tags: ['Nodes'],
    auth: 'account',
    replies: { 200: Type.Object({ fulfillment_nodes: listOf(Type.String()) }), ...listRefusal },
  },
  getFulfillmentNode: {
    method: 'GET',
    path: '/fulfillment-nodes/:nodeId',
    summary: 'Read a fulfillment node',
    tags: ['Nodes'],
    auth: 'account',
    params: Type.Object({
      nodeId: Type.String({ minLength: 1, maxLength: MAX_ID_LENGTH, description: 'Id of a fulfillment node.' }),
    }),
    replies: { 200: FulfillmentNodeReply, ...thingRefusals },
  },
  listFulfillmentNodesOfMerchant: {
    method: 'GET',
    path: '/fulfillmentnodesbymerchantid',
    summary: 'The fulfillment nodes, with names in capitals',
    tags: ['Nodes'],
    auth: 'account',
    replies: { 200: listOf(FulfillmentNodeOfMerchant), ...listRefusal },
  },
  listSetupFulfillmentNodes: {
    method: 'GET',
    path: '/setup/fulfillmentNodes',
    summary: 'The fulfillment nodes as they were set up',
    tags: ['Nodes'],
    auth: 'account',
    replies: { 200: Type.Object({ fulfillment_nodes: listOf(SetupFulfillmentNode) }), ...listRefusal },
  },
  listSetupReturnsLocations: {
    method: 'GET',
    path: '/setup/returnsLocations',
    summary: 'The return nodes as they were set up',
    tags: ['Nodes'],
    auth: 'account',
    replies: { 200: Type.Object({ returns_locations: listOf(SetupReturnsLocation) }), ...listRefusal },
  },
});
