/** Owns what the tests of the contracts know of fulfilment and return nodes. */
import {
  type JetForeign,
  type JetSamples,
  listWalk,
  nothing,
  type OperatorSamples,
  type OperatorWalker,
  ofAccount,
  pair,
  TOO_LONG,
  type Walk,
} from './part.ts';
import type { At } from './world.ts';

const ADDRESS = { address1: '1 Wharf Road', city: 'Portland', state: 'ME', zipCode: '04101' };
const RETURN_NODE = { name: 'Returns', address: ADDRESS };
const NODE = {
  name: 'Wharf',
  timeZone: 'UTC',
  address: ADDRESS,
  shippingMethods: ['UPS Ground'],
  serviceLevels: ['Standard'],
};

export const jetNodes = (at: At) => ({
  samples: {
    listFulfillmentNodes: nothing,
    getFulfillmentNode: () => ({ params: { nodeId: at().mine.nodeId } }),
    listFulfillmentNodesOfMerchant: nothing,
    listSetupFulfillmentNodes: nothing,
    listSetupReturnsLocations: nothing,
  } satisfies JetSamples,
  foreign: { getFulfillmentNode: pair('nodeId', () => at().theirs.nodeId, nothing) } satisfies JetForeign,
  walk: (): Walk => [
    ['GET', '/fulfillment-nodes'],
    ...[at().mine.nodeId, 'nowhere', TOO_LONG].map((id) => ['GET', `/fulfillment-nodes/${id}`] as const),
    ['GET', '/fulfillmentnodesbymerchantid'],
    ['GET', '/setup/fulfillmentNodes'],
    ['GET', '/setup/returnsLocations'],
  ],
});

export const operatorNodes = (at: At) => {
  const account = ofAccount(at);
  return {
    samples: {
      listNodes: account,
      createNode: () => ({ ...account(), body: NODE }),
      listReturnNodes: account,
      createReturnNode: () => ({ ...account(), body: RETURN_NODE }),
      changeNode: () => ({ params: { ...account().params, nodeId: at().mine.nodeId }, body: NODE }),
      changeReturnNode: () => ({ params: { ...account().params, nodeId: at().mine.returnNodeId }, body: RETURN_NODE }),
    } satisfies OperatorSamples,
    walk: (() => {
      const { mine } = at();
      const own = `/accounts/${mine.accountId}`;
      return {
        walk: [
          ...listWalk(at, 'fulfillment-nodes'),
          ...listWalk(at, 'return-nodes'),
          ...[mine.accountId, 'nowhere'].flatMap(
            (id): Walk => [
              ['POST', `/accounts/${id}/fulfillment-nodes`, NODE],
              ['POST', `/accounts/${id}/fulfillment-nodes`, {}],
              ['POST', `/accounts/${id}/return-nodes`, RETURN_NODE],
              ['POST', `/accounts/${id}/return-nodes`, {}],
              ['PUT', `/accounts/${id}/fulfillment-nodes/${mine.nodeId}`, NODE],
              ['PUT', `/accounts/${id}/fulfillment-nodes/${mine.nodeId}`, {}],
              ['PUT', `/accounts/${id}/return-nodes/${mine.returnNodeId}`, RETURN_NODE],
              ['PUT', `/accounts/${id}/return-nodes/${mine.returnNodeId}`, {}],
            ],
          ),
        ],
        again: [
          ['POST', `${own}/fulfillment-nodes`, NODE],
          ['POST', `${own}/return-nodes`, RETURN_NODE],
        ],
        outdated: [
          ['PUT', `${own}/fulfillment-nodes/${mine.nodeId}`, NODE],
          ['PUT', `${own}/return-nodes/${mine.returnNodeId}`, RETURN_NODE],
        ],
      };
    }) satisfies OperatorWalker,
  };
};
