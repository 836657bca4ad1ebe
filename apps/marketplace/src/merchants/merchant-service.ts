/** Owns making merchants and giving their accounts credentials. */
import { type Clock, type Ids, type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { WorldPolicy } from '@jetway/marketplace-api';
import { hashKey, notify } from '@jetway/service';
import type { Author, MarketplaceDatabase, MarketplaceHandle, MarketplaceTables } from '../database/index.ts';
import { CONTEXT_CHANNEL, DEFAULT_POLICY, insertWorld, type Worlds } from '../worlds/index.ts';
import { findMerchant, insertAccount, insertMerchant, renameMerchant, setCredentials } from './merchants.store.ts';
import { type Account, type AccountKind, NO_ACCOUNT, newApiSecret, newApiUser } from './merchants.ts';

/** What may be chosen of an account; everything else is made up. */
export interface NewAccount {
  readonly id?: string;
  readonly apiUser?: string;
  readonly apiSecret?: string;
  /** Of a test account's own world. */
  readonly worldId?: string;
  readonly policy?: Partial<WorldPolicy>;
  /** Where that world's clock begins, and how fast it runs; now, and at the pace of real time, when absent. */
  readonly clock?: { readonly at?: Instant; readonly rate?: number };
}

export interface NewMerchant {
  readonly id?: string;
  readonly name: string;
  /** Whether the live keys work from the first day; otherwise the checklist on the test account comes first. */
  readonly onboardingDone?: boolean;
  readonly live?: NewAccount;
  readonly test?: NewAccount;
}

export interface CreatedAccount {
  readonly account: Account;
  /** Known only now: it is kept as a hash. */
  readonly apiSecret: string;
}

export interface CreatedMerchant {
  readonly id: string;
  readonly name: string;
  readonly accounts: readonly CreatedAccount[];
}

export interface Merchants {
  /** Adds a merchant with a live and a test account, and the test account's world. */
  readonly create: (
    merchant: NewMerchant,
    author: Author,
  ) => Promise<Result<CreatedMerchant, 'name_taken' | 'id_taken'>>;
  readonly rename: (
    merchant: { readonly id: string; readonly name: string },
    author: Author,
  ) => Promise<Result<undefined, 'name_taken'>>;
  /** Gives an account a secret (and an API user, when one is chosen); tokens that are out stay valid. */
  readonly setSecret: (
    accountId: string,
    chosen: { readonly apiUser?: string; readonly apiSecret?: string },
    author: Author,
  ) => Promise<Result<CreatedAccount, 'not_found'>>;
}

export interface MerchantsDeps {
  readonly database: MarketplaceDatabase;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly worlds: Pick<Worlds, 'ensureLive'>;
  readonly changed: () => void;
}

/** Undoes the transaction when a chosen id or API user is taken. */
class TakenError extends Error {
  override readonly name = 'TakenError';
}

export function createMerchants(deps: MerchantsDeps): Merchants {
  return {
    create: (merchant, author) => createMerchant(deps, merchant, author),
    rename: async ({ id, name }, author) => {
      const { db } = deps.database;
      const sameName = await findMerchant(db, { name });
      if (sameName !== undefined && sameName.id !== id)
        return refuse('name_taken', 'Another merchant has this name.', { path: '/name' });
      await renameMerchant(db, { id, name }, deps.clock.now(), author);
      return ok(undefined);
    },
    setSecret: async (accountId, chosen, author) => {
      const apiSecret = chosen.apiSecret ?? newApiSecret(deps.ids);
      const credentials = { accountId, apiUser: chosen.apiUser ?? null, secretHash: hashKey(apiSecret) };
      const account = await setCredentials(deps.database.db, credentials, deps.clock.now(), author);
      if (account === undefined) return refuse(NO_ACCOUNT.code, NO_ACCOUNT.text);
      await notify<MarketplaceTables>(deps.database.db, CONTEXT_CHANNEL);
      deps.changed();
      return ok({ account, apiSecret });
    },
  };
}

async function createMerchant(
  deps: MerchantsDeps,
  merchant: NewMerchant,
  author: Author,
): Promise<Result<CreatedMerchant, 'name_taken' | 'id_taken'>> {
  const live = await deps.worlds.ensureLive(author);
  const id = merchant.id ?? deps.ids.uuid();
  const { name, onboardingDone = false } = merchant;
  try {
    return await deps.database.transaction(async (tx) => {
      if (!(await insertMerchant(tx, { id, name, onboardingDone }, deps.clock.now(), author)))
        return await taken(tx, name);
      const accounts = [
        await addAccount(deps, tx, { merchantId: id, kind: 'live', worldId: live.id }, merchant.live ?? {}, author),
        await addTestAccount(deps, tx, { id, name }, merchant.test ?? {}, author),
      ];
      await notify<MarketplaceTables>(tx, CONTEXT_CHANNEL);
      return ok({ id, name, accounts });
    });
  } catch (error) {
    if (error instanceof TakenError) return refuse('id_taken', error.message);
    throw error;
  } finally {
    deps.changed();
  }
}

async function taken(tx: MarketplaceHandle, name: string) {
  const sameName = await findMerchant(tx, { name });
  return sameName === undefined
    ? refuse('id_taken', 'Another merchant has this id.')
    : refuse('name_taken', 'Another merchant has this name.', { path: '/name' });
}

async function addTestAccount(
  deps: MerchantsDeps,
  tx: MarketplaceHandle,
  merchant: { readonly id: string; readonly name: string },
  chosen: NewAccount,
  author: Author,
): Promise<CreatedAccount> {
  const realNow = deps.clock.now();
  const worldId = chosen.worldId ?? deps.ids.uuid();
  const world = {
    id: worldId,
    kind: 'test' as const,
    name: `${merchant.name} (test)`,
    anchorRealAt: realNow,
    anchorWorldAt: chosen.clock?.at ?? realNow,
    rate: chosen.clock?.rate ?? 1,
    policy: { ...DEFAULT_POLICY, ...chosen.policy },
  };
  await insertWorld(tx, world, realNow, author);
  return addAccount(deps, tx, { merchantId: merchant.id, kind: 'test', worldId }, chosen, author);
}

async function addAccount(
  deps: MerchantsDeps,
  tx: MarketplaceHandle,
  place: { readonly merchantId: string; readonly kind: AccountKind; readonly worldId: string },
  chosen: NewAccount,
  author: Author,
): Promise<CreatedAccount> {
  const apiSecret = chosen.apiSecret ?? newApiSecret(deps.ids);
  const account: Account = {
    ...place,
    id: chosen.id ?? deps.ids.uuid(),
    apiUser: chosen.apiUser ?? newApiUser(deps.ids),
  };
  const row = { ...account, secretHash: hashKey(apiSecret) };
  if (await insertAccount(tx, row, deps.clock.now(), author)) return { account, apiSecret };
  throw new TakenError(`The id or the API user of the ${place.kind} account is taken.`);
}
