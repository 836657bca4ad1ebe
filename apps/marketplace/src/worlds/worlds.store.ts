/** Owns the rows of worlds. */
import type { Instant, Keyset } from '@jetway/kernel';
import type { WorldPolicy } from '@jetway/marketplace-api';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { DEFAULT_POLICY, type World, type WorldKind } from './worlds.ts';

interface WorldRow {
  readonly id: string;
  readonly kind: WorldKind;
  readonly name: string;
  readonly anchor_real_at: number;
  readonly anchor_world_at: number;
  readonly rate: number;
  readonly policy: WorldPolicy;
}

interface ListedRow extends WorldRow {
  readonly created_at: number;
  readonly account_ids: string[];
}

/** A world with the accounts that live in it. */
export interface ListedWorld {
  readonly world: World;
  readonly createdAt: Instant;
  readonly accountIds: readonly string[];
}

const COLUMNS = 'w.id, w.kind, w.name, w.anchor_real_at, w.anchor_world_at, w.rate, w.policy';
const ACCOUNTS = `array(
  select a.id from marketplace.accounts a where a.world_id = w.id order by a.id limit 1000) as account_ids`;

export const worldFromRow = (row: WorldRow): World => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  anchorRealAt: row.anchor_real_at,
  anchorWorldAt: row.anchor_world_at,
  rate: row.rate,
  // A world that was made before a duration had its name keeps the usual one.
  policy: { ...DEFAULT_POLICY, ...row.policy },
});

const listedFromRow = (row: ListedRow): ListedWorld => ({
  world: worldFromRow(row),
  createdAt: row.created_at,
  accountIds: row.account_ids,
});

const worldFind = statement<WorldRow>('worldFind', `select ${COLUMNS} from marketplace.worlds w where w.id = $1`);
const worldFindLive = statement<WorldRow>(
  'worldFindLive',
  `select ${COLUMNS} from marketplace.worlds w where w.kind = 'live'`,
);
const worldLock = statement<WorldRow>(
  'worldLock',
  `select ${COLUMNS} from marketplace.worlds w where w.id = $1 for update`,
);
const worldListAll = statement<WorldRow>('worldListAll', `select ${COLUMNS} from marketplace.worlds w order by w.id`);
const worldFindListed = statement<ListedRow>(
  'worldFindListed',
  `select ${COLUMNS}, w.created_at, ${ACCOUNTS} from marketplace.worlds w where w.id = $1`,
);
const worldListPage = statement<ListedRow>(
  'worldListPage',
  `select ${COLUMNS}, w.created_at, ${ACCOUNTS} from marketplace.worlds w
   where (w.created_at, w.id) > ($1::bigint, $2::text) order by w.created_at, w.id limit $3`,
);
const worldInsert = statement(
  'worldInsert',
  `insert into marketplace.worlds
     (id, kind, name, anchor_real_at, anchor_world_at, rate, policy, created_at, updated_at, updated_by, request_id,
      taxonomy_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, (select id from marketplace.taxonomies where id = 'default'))
   on conflict do nothing`,
);
const worldUpdate = statement(
  'worldUpdate',
  `update marketplace.worlds
   set name = $2, anchor_real_at = $3, anchor_world_at = $4, rate = $5, policy = $6,
       updated_at = $7, updated_by = $8, request_id = $9
   where id = $1`,
);

export async function findWorld(handle: MarketplaceHandle, id: string): Promise<World | undefined> {
  const [row] = await worldFind(handle, [id]);
  return row && worldFromRow(row);
}

export async function findLiveWorld(handle: MarketplaceHandle): Promise<World | undefined> {
  const [row] = await worldFindLive(handle, []);
  return row && worldFromRow(row);
}

/** Reads a world for changing it: others that want to wait until the transaction ends. */
export async function lockWorld(tx: MarketplaceHandle, id: string): Promise<World | undefined> {
  const [row] = await worldLock(tx, [id]);
  return row && worldFromRow(row);
}

export async function listAllWorlds(handle: MarketplaceHandle): Promise<World[]> {
  return (await worldListAll(handle, [])).map(worldFromRow);
}

export async function findListedWorld(handle: MarketplaceHandle, id: string): Promise<ListedWorld | undefined> {
  const [row] = await worldFindListed(handle, [id]);
  return row && listedFromRow(row);
}

/** Worlds in the order they were made, after `after`. */
export async function listWorldPage(
  handle: MarketplaceHandle,
  after: Keyset | undefined,
  limit: number,
): Promise<ListedWorld[]> {
  return (await worldListPage(handle, [after?.at ?? -1, after?.id ?? '', limit])).map(listedFromRow);
}

/** Adds a world; leaves one that is there (of this id, or the live one) as it is. */
export async function insertWorld(
  handle: MarketplaceHandle,
  world: World,
  realNow: Instant,
  author: Author,
): Promise<void> {
  const { id, kind, name, anchorRealAt, anchorWorldAt, rate, policy } = world;
  const values = [id, kind, name, anchorRealAt, anchorWorldAt, rate, policy, realNow, author.actor, author.requestId];
  await worldInsert(handle, values);
}

export async function updateWorld(
  tx: MarketplaceHandle,
  world: World,
  realNow: Instant,
  author: Author,
): Promise<void> {
  const { id, name, anchorRealAt, anchorWorldAt, rate, policy } = world;
  await worldUpdate(tx, [id, name, anchorRealAt, anchorWorldAt, rate, policy, realNow, author.actor, author.requestId]);
}
