/** Owns the rows of fulfilment and return nodes. */
import type { Instant, Keyset } from '@jetway/kernel';
import type { Address } from '@jetway/marketplace-api';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import type { FulfillmentNodeRow, ReturnNodeRow } from './nodes.ts';

/** A row of `NODES_OF_ACCOUNT`. */
export interface NodeRow {
  readonly id: string;
  readonly name: string;
  readonly time_zone: string;
  readonly address: Address;
  readonly shipping_methods: string[];
  readonly service_levels: string[];
  readonly priced_per_pound: boolean;
  readonly created_at: number;
  readonly version: number;
}

interface ReturnRow {
  readonly id: string;
  readonly name: string;
  readonly address: Address;
  readonly created_at: number;
  readonly version: number;
}

export interface Listed<T> {
  readonly node: T;
  readonly createdAt: Instant;
  /** Counts up with each change. */
  readonly version: number;
}

const COLUMNS = `id, name, time_zone, address, shipping_methods, service_levels, priced_per_pound, created_at, version`;
const RETURN_COLUMNS = 'id, name, address, created_at, version';

/** Every fulfilment node of an account, the oldest first, also for statements that read more at once. `$1` account. */
export const NODES_OF_ACCOUNT = `select ${COLUMNS} from marketplace.fulfillment_nodes
   where account_id = $1 order by created_at, id`;

const nodeList = statement<NodeRow>('nodeList', NODES_OF_ACCOUNT);
const nodeListPage = statement<NodeRow>(
  'nodeListPage',
  `select ${COLUMNS} from marketplace.fulfillment_nodes
   where account_id = $1 and (created_at, id) > ($2::bigint, $3::text) order by created_at, id limit $4`,
);
const nodeSave = statement(
  'nodeSave',
  `insert into marketplace.fulfillment_nodes
     (account_id, id, name, time_zone, address, shipping_methods, service_levels, priced_per_pound,
      created_at, updated_at, updated_by, request_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11)
   on conflict (account_id, id) do update set
     name = excluded.name, time_zone = excluded.time_zone, address = excluded.address,
     shipping_methods = excluded.shipping_methods, service_levels = excluded.service_levels,
     priced_per_pound = excluded.priced_per_pound, version = fulfillment_nodes.version + 1,
     updated_at = excluded.updated_at, updated_by = excluded.updated_by, request_id = excluded.request_id`,
);
const nodeLock = statement<NodeRow>(
  'nodeLock',
  `select ${COLUMNS} from marketplace.fulfillment_nodes where account_id = $1 and id = $2 for update`,
);
const returnNodeList = statement<ReturnRow>(
  'returnNodeList',
  `select ${RETURN_COLUMNS} from marketplace.return_nodes where account_id = $1 order by created_at, id`,
);
const returnNodeListPage = statement<ReturnRow>(
  'returnNodeListPage',
  `select ${RETURN_COLUMNS} from marketplace.return_nodes
   where account_id = $1 and (created_at, id) > ($2::bigint, $3::text) order by created_at, id limit $4`,
);
const returnNodeSave = statement(
  'returnNodeSave',
  `insert into marketplace.return_nodes
     (account_id, id, name, address, created_at, updated_at, updated_by, request_id)
   values ($1, $2, $3, $4, $5, $5, $6, $7)
   on conflict (account_id, id) do update set
     name = excluded.name, address = excluded.address, version = return_nodes.version + 1,
     updated_at = excluded.updated_at, updated_by = excluded.updated_by, request_id = excluded.request_id`,
);
const returnNodeLock = statement<ReturnRow>(
  'returnNodeLock',
  `select ${RETURN_COLUMNS} from marketplace.return_nodes where account_id = $1 and id = $2 for update`,
);

export const nodeFromRow = (row: NodeRow): FulfillmentNodeRow => ({
  id: row.id,
  name: row.name,
  timeZone: row.time_zone,
  address: row.address,
  shippingMethods: row.shipping_methods,
  serviceLevels: row.service_levels,
  pricedPerPound: row.priced_per_pound,
});

const returnNodeFromRow = (row: ReturnRow): ReturnNodeRow => ({ id: row.id, name: row.name, address: row.address });

const listedNode = (row: NodeRow): Listed<FulfillmentNodeRow> => ({
  node: nodeFromRow(row),
  createdAt: row.created_at,
  version: row.version,
});
const listedReturnNode = (row: ReturnRow): Listed<ReturnNodeRow> => ({
  node: returnNodeFromRow(row),
  createdAt: row.created_at,
  version: row.version,
});

/** Every fulfilment node of an account, the oldest first. */
export async function loadNodes(handle: MarketplaceHandle, accountId: string): Promise<readonly FulfillmentNodeRow[]> {
  return (await nodeList(handle, [accountId])).map(nodeFromRow);
}

/** Every return node of an account, the oldest first. */
export async function loadReturnNodes(handle: MarketplaceHandle, accountId: string): Promise<readonly ReturnNodeRow[]> {
  return (await returnNodeList(handle, [accountId])).map(returnNodeFromRow);
}

export async function listNodePage(
  handle: MarketplaceHandle,
  accountId: string,
  after: Keyset | undefined,
  limit: number,
): Promise<Listed<FulfillmentNodeRow>[]> {
  const rows = await nodeListPage(handle, [accountId, after?.at ?? -1, after?.id ?? '', limit]);
  return rows.map(listedNode);
}

export async function listReturnNodePage(
  handle: MarketplaceHandle,
  accountId: string,
  after: Keyset | undefined,
  limit: number,
): Promise<Listed<ReturnNodeRow>[]> {
  const rows = await returnNodeListPage(handle, [accountId, after?.at ?? -1, after?.id ?? '', limit]);
  return rows.map(listedReturnNode);
}

/** A fulfilment node, locked until the transaction is over. */
export async function lockNode(
  tx: MarketplaceHandle,
  accountId: string,
  nodeId: string,
): Promise<Listed<FulfillmentNodeRow> | undefined> {
  const [row] = await nodeLock(tx, [accountId, nodeId]);
  return row && listedNode(row);
}

/** A return node, locked until the transaction is over. */
export async function lockReturnNode(
  tx: MarketplaceHandle,
  accountId: string,
  nodeId: string,
): Promise<Listed<ReturnNodeRow> | undefined> {
  const [row] = await returnNodeLock(tx, [accountId, nodeId]);
  return row && listedReturnNode(row);
}

/** Adds a fulfilment node, or replaces what is known of it. `realNow` is real time. */
export async function saveNode(
  handle: MarketplaceHandle,
  accountId: string,
  node: FulfillmentNodeRow,
  realNow: Instant,
  author: Author,
): Promise<void> {
  const { id, name, timeZone, address, shippingMethods, serviceLevels, pricedPerPound } = node;
  const fields = [id, name, timeZone, address, shippingMethods, serviceLevels, pricedPerPound];
  await nodeSave(handle, [accountId, ...fields, realNow, author.actor, author.requestId]);
}

/** Adds a return node, or replaces what is known of it. */
export async function saveReturnNode(
  handle: MarketplaceHandle,
  accountId: string,
  node: ReturnNodeRow,
  realNow: Instant,
  author: Author,
): Promise<void> {
  const { id, name, address } = node;
  await returnNodeSave(handle, [accountId, id, name, address, realNow, author.actor, author.requestId]);
}
