/** Owns the merchant's routes about its own nodes, as software of sellers asks for them. */
import {
  type FulfillmentNodeReply,
  fulfillmentNodeLink,
  fulfillmentNodeNotFound,
  type nodeRoutes,
  type SetupReturnsLocation,
} from '@jetway/jet-api';
import type { Instant } from '@jetway/kernel';
import type { Address } from '@jetway/marketplace-api';
import type { Handlers } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { loadNodes, loadReturnNodes } from './nodes.store.ts';
import { type FulfillmentNodeRow, hasDaylightSaving } from './nodes.ts';

export function merchantNodeHandlers(deps: {
  readonly database: MarketplaceDatabase;
}): Handlers<typeof nodeRoutes, AccountContext> {
  const { db } = deps.database;
  return {
    listFulfillmentNodes: async ({ accountId }) => {
      const nodes = await loadNodes(db, accountId);
      return { status: 200, body: { fulfillment_nodes: nodes.map(({ id }) => fulfillmentNodeLink(id)) } };
    },
    getFulfillmentNode: async ({ accountId, now }, { params: { nodeId } }) => {
      const node = (await loadNodes(db, accountId)).find(({ id }) => id === nodeId);
      if (node === undefined) return { status: 404, body: { errors: [fulfillmentNodeNotFound(nodeId)] } };
      return { status: 200, body: toReply(node, now) };
    },
    listFulfillmentNodesOfMerchant: async ({ accountId }) => {
      const nodes = await loadNodes(db, accountId);
      return {
        status: 200,
        body: nodes.map(({ id, name, timeZone, address: { address2, ...address } }) => ({
          FulfillmentNodeId: id,
          LocationName: name,
          TimeZone: timeZone,
          Address1: address.address1,
          ...(address2 === undefined ? {} : { Address2: address2 }),
          City: address.city,
          State: address.state,
          ZipCode: address.zipCode,
        })),
      };
    },
    listSetupFulfillmentNodes: async ({ accountId, now }) => {
      const nodes = await loadNodes(db, accountId);
      const body = nodes.map((node) => ({ jet_fulfillment_node_id: node.id, ...placeOf(node, now) }));
      return { status: 200, body: { fulfillment_nodes: body } };
    },
    listSetupReturnsLocations: async ({ accountId }) => {
      const nodes = await loadReturnNodes(db, accountId);
      const body = nodes.map(
        ({ id, name, address }): SetupReturnsLocation => ({
          jet_returns_location_id: id,
          location_name: name,
          ...toWireAddress(address),
        }),
      );
      return { status: 200, body: { returns_locations: body } };
    },
  };
}

const toReply = (node: FulfillmentNodeRow, now: Instant): FulfillmentNodeReply => ({
  fulfillment_node_id: node.id,
  ...placeOf(node, now),
  shipping_methods: [...node.shippingMethods],
  service_levels: [...node.serviceLevels],
});

const placeOf = ({ name, timeZone, address }: FulfillmentNodeRow, now: Instant) => ({
  location_name: name,
  time_zone: timeZone,
  is_daylight_savings_enabled: hasDaylightSaving(timeZone, now),
  ...toWireAddress(address),
});

const toWireAddress = ({ address1, address2, city, state, zipCode }: Address) => ({
  address_1: address1,
  ...(address2 === undefined ? {} : { address_2: address2 }),
  city,
  state,
  zip_code: zipCode,
});
