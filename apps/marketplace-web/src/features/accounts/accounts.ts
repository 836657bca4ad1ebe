/** Owns how accounts are ordered, found and told apart. */
import type { Account } from '@jetway/marketplace-api';

export interface AccountsSearch {
  readonly search?: string;
}

const MOST_LETTERS = 100;

export function parseAccountsSearch(raw: Readonly<Record<string, unknown>>): AccountsSearch {
  const search = typeof raw['search'] === 'string' ? raw['search'].slice(0, MOST_LETTERS) : '';
  return search.trim() === '' ? {} : { search };
}

/** Merchants in the order in which they came, of each first the live and then the test account. */
export function orderAccounts(accounts: readonly Account[]): Account[] {
  const byMerchant = [...Map.groupBy(accounts, ({ merchantId }) => merchantId).values()];
  const firstCame = (own: readonly Account[]): number => Math.min(...own.map(({ createdAt }) => createdAt));
  return byMerchant
    .toSorted((a, b) => firstCame(a) - firstCame(b))
    .flatMap((own) => own.toSorted((a, b) => a.kind.localeCompare(b.kind)));
}

/** Every word typed must occur in the merchant's name, the API user or an id. */
export function findAccounts(accounts: readonly Account[], search: string): Account[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return accounts.filter((account) => {
    const text = `${account.merchantName} ${account.kind} ${account.apiUser} ${account.id} ${account.merchantId}`;
    return words.every((word) => text.toLowerCase().includes(word));
  });
}

/** The other account of the same merchant. */
export const siblingOf = (accounts: readonly Account[], account: Account): Account | undefined =>
  accounts.find(({ merchantId, kind }) => merchantId === account.merchantId && kind !== account.kind);

/** "4F2A…9C" for a column; the whole is copied. */
export const shortKey = (key: string): string => (key.length <= 14 ? key : `${key.slice(0, 8)}…${key.slice(-4)}`);
