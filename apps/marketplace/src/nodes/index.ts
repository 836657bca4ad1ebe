/** The door of fulfilment and return nodes. */

export { merchantNodeHandlers } from './merchant-nodes.routes.ts';
export { type NodeRoutesDeps, nodeHandlers } from './nodes.routes.ts';
export {
  loadNodes,
  loadReturnNodes,
  NODES_OF_ACCOUNT,
  type NodeRow,
  nodeFromRow,
  saveNode,
  saveReturnNode,
} from './nodes.store.ts';
export { checkNode, type FulfillmentNodeRow, type NodeRefusal, type ReturnNodeRow } from './nodes.ts';
