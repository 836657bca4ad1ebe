/** Owns the rows of merchants and their accounts. */
import type { Instant, Keyset } from '@jetway/kernel';
import type { WorldPolicy } from '@jetway/marketplace-api';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { type World, worldFromRow } from '../worlds/index.ts';
import type { Account, AccountKind } from './merchants.ts';

interface AccountRow {
  readonly id: string;
  readonly merchant_id: string;
  readonly kind: AccountKind;
  readonly world_id: string;
  readonly api_user: string;
}

interface ContextRow extends AccountRow {
  readonly world_kind: World['kind'];
  readonly world_name: string;
  readonly anchor_real_at: number;
  readonly anchor_world_at: number;
  readonly rate: number;
  readonly policy: WorldPolicy;
}

interface ListedRow extends AccountRow {
  readonly merchant_name: string;
  readonly created_at: number;
  readonly sku_count: number;
}

/** An account together with the world it lives in. */
export interface AccountInWorld {
  readonly account: Account;
  readonly world: World;
}

export interface ListedAccount {
  readonly account: Account;
  readonly merchantName: string;
  readonly skuCount: number;
  readonly createdAt: Instant;
}

export interface Credentials {
  readonly account: Account;
  readonly secretHash: string;
  /** Whether the merchant's live keys are known to work. */
  readonly onboardingDone: boolean;
}

const COLUMNS = 'a.id, a.merchant_id, a.kind, a.world_id, a.api_user';

const accountFromRow = (row: AccountRow): Account => ({
  id: row.id,
  merchantId: row.merchant_id,
  kind: row.kind,
  worldId: row.world_id,
  apiUser: row.api_user,
});

const merchantInsert = statement<{ id: string }>(
  'merchantInsert',
  `insert into marketplace.merchants (id, name, created_at, updated_at, updated_by, request_id, onboarding_done)
   values ($1, $2, $3, $3, $4, $5, $6) on conflict do nothing returning id`,
);
const merchantRename = statement<{ id: string }>(
  'merchantRename',
  `update marketplace.merchants set name = $2, updated_at = $3, updated_by = $4, request_id = $5
   where id = $1 returning id`,
);
const merchantFind = statement<{ id: string; name: string }>(
  'merchantFind',
  'select id, name from marketplace.merchants where id = $1',
);
const merchantFindByName = statement<{ id: string; name: string }>(
  'merchantFindByName',
  'select id, name from marketplace.merchants where name = $1',
);
const accountInsert = statement<{ id: string }>(
  'accountInsert',
  `insert into marketplace.accounts
     (id, merchant_id, kind, world_id, api_user, secret_hash, created_at, updated_at, updated_by, request_id)
   values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9) on conflict do nothing returning id`,
);
const accountSetCredentials = statement<AccountRow>(
  'accountSetCredentials',
  `update marketplace.accounts a
   set api_user = coalesce($2, a.api_user), secret_hash = $3, updated_at = $4, updated_by = $5, request_id = $6
   where a.id = $1 returning ${COLUMNS}`,
);
const accountFind = statement<AccountRow>(
  'accountFind',
  `select ${COLUMNS} from marketplace.accounts a where a.id = $1`,
);
const accountFindCredentials = statement<AccountRow & { secret_hash: string; onboarding_done: boolean }>(
  'accountFindCredentials',
  `select ${COLUMNS}, a.secret_hash, m.onboarding_done
   from marketplace.accounts a join marketplace.merchants m on m.id = a.merchant_id where a.api_user = $1`,
);
const CONTEXT = `select ${COLUMNS}, w.kind as world_kind, w.name as world_name, w.anchor_real_at, w.anchor_world_at,
     w.rate, w.policy
   from marketplace.accounts a join marketplace.worlds w on w.id = a.world_id`;
const accountFindContext = statement<ContextRow>(
  'accountFindContext',
  `${CONTEXT} where a.merchant_id = $1 and a.kind = $2`,
);
const accountFindInWorld = statement<ContextRow>('accountFindInWorld', `${CONTEXT} where a.id = $1`);
const accountListPage = statement<ListedRow>(
  'accountListPage',
  `select ${COLUMNS}, m.name as merchant_name, a.created_at,
     (select count(*) from marketplace.skus s where s.account_id = a.id) as sku_count
   from marketplace.accounts a join marketplace.merchants m on m.id = a.merchant_id
   where (a.created_at, a.id) > ($1::bigint, $2::text) order by a.created_at, a.id limit $3`,
);

/** False when the id or the name is taken. */
export async function insertMerchant(
  tx: MarketplaceHandle,
  merchant: { readonly id: string; readonly name: string; readonly onboardingDone: boolean },
  realNow: Instant,
  author: Author,
): Promise<boolean> {
  const { id, name, onboardingDone } = merchant;
  const rows = await merchantInsert(tx, [id, name, realNow, author.actor, author.requestId, onboardingDone]);
  return rows.length === 1;
}

export async function renameMerchant(
  tx: MarketplaceHandle,
  merchant: { readonly id: string; readonly name: string },
  realNow: Instant,
  author: Author,
): Promise<void> {
  await merchantRename(tx, [merchant.id, merchant.name, realNow, author.actor, author.requestId]);
}

export async function findMerchant(
  handle: MarketplaceHandle,
  by: { readonly id: string } | { readonly name: string },
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  const [row] = 'id' in by ? await merchantFind(handle, [by.id]) : await merchantFindByName(handle, [by.name]);
  return row;
}

/** False when the id or the API user is taken. */
export async function insertAccount(
  tx: MarketplaceHandle,
  account: Account & { readonly secretHash: string },
  realNow: Instant,
  author: Author,
): Promise<boolean> {
  const { id, merchantId, kind, worldId, apiUser, secretHash } = account;
  const values = [id, merchantId, kind, worldId, apiUser, secretHash, realNow, author.actor, author.requestId];
  return (await accountInsert(tx, values)).length === 1;
}

/** Gives an account another secret and, unless null, another API user. */
export async function setCredentials(
  handle: MarketplaceHandle,
  credentials: { readonly accountId: string; readonly apiUser: string | null; readonly secretHash: string },
  realNow: Instant,
  author: Author,
): Promise<Account | undefined> {
  const { accountId, apiUser, secretHash } = credentials;
  const values = [accountId, apiUser, secretHash, realNow, author.actor, author.requestId];
  const [row] = await accountSetCredentials(handle, values);
  return row && accountFromRow(row);
}

export async function findAccount(handle: MarketplaceHandle, accountId: string): Promise<Account | undefined> {
  const [row] = await accountFind(handle, [accountId]);
  return row && accountFromRow(row);
}

export async function findCredentials(handle: MarketplaceHandle, apiUser: string): Promise<Credentials | undefined> {
  const [row] = await accountFindCredentials(handle, [apiUser]);
  return row && { account: accountFromRow(row), secretHash: row.secret_hash, onboardingDone: row.onboarding_done };
}

const inWorldFromRow = (row: ContextRow): AccountInWorld => ({
  account: accountFromRow(row),
  world: worldFromRow({ ...row, id: row.world_id, kind: row.world_kind, name: row.world_name }),
});

/** The account that a token speaks for. */
export async function findAccountOfMerchant(
  handle: MarketplaceHandle,
  merchantId: string,
  kind: AccountKind,
): Promise<AccountInWorld | undefined> {
  const [row] = await accountFindContext(handle, [merchantId, kind]);
  return row && inWorldFromRow(row);
}

export async function findAccountInWorld(
  handle: MarketplaceHandle,
  accountId: string,
): Promise<AccountInWorld | undefined> {
  const [row] = await accountFindInWorld(handle, [accountId]);
  return row && inWorldFromRow(row);
}

/** Accounts in the order they were made, after `after`. */
export async function listAccountPage(
  handle: MarketplaceHandle,
  after: Keyset | undefined,
  limit: number,
): Promise<ListedAccount[]> {
  const rows = await accountListPage(handle, [after?.at ?? -1, after?.id ?? '', limit]);
  return rows.map((row) => ({
    account: accountFromRow(row),
    merchantName: row.merchant_name,
    skuCount: row.sku_count,
    createdAt: row.created_at,
  }));
}
