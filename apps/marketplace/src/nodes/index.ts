/** The door of fulfilment and return nodes. */

export { type NodeRoutesDeps, nodeHandlers } from './nodes.routes.ts';
export { loadNodes, loadReturnNodes, saveNode, saveReturnNode } from './nodes.store.ts';
export { checkNode, type FulfillmentNodeRow, type NodeRefusal, type ReturnNodeRow } from './nodes.ts';
