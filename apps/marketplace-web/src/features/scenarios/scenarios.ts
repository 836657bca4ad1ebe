/** Owns what the scenarios' address may say, and the words of stories and their steps. */
import type { Account, ScenarioTranscript } from '@jetway/marketplace-api';
import type { Tone } from '@jetway/ui';

export const MOST_SEED = 4_294_967_295;
/** What the marketplace takes when none is named. */
export const DEFAULT_SEED = 1;

export interface ScenariosSearch {
  /** The account on which stories are played. */
  readonly account?: string;
  readonly seed?: number;
  /** Stories make SKUs of their own. */
  readonly makeSkus?: true;
}

const isSeed = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_SEED;

export function parseScenariosSearch(raw: Readonly<Record<string, unknown>>): ScenariosSearch {
  const { account, seed, makeSkus } = raw;
  return {
    ...(typeof account === 'string' && account !== '' ? { account: account.slice(0, 64) } : {}),
    ...(isSeed(seed) && seed !== DEFAULT_SEED ? { seed } : {}),
    ...(makeSkus === true ? { makeSkus } : {}),
  };
}

/** The account that is named, else the first; live ones are never played on. */
export function accountToPlay(accounts: readonly Account[], named: string | undefined): Account | undefined {
  const playable = accounts.filter(({ kind }) => kind === 'test');
  return playable.find(({ id }) => id === named) ?? playable[0];
}

/** "Return disputed" for `return-disputed`. */
export const titleOf = (name: string): string => {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export type Step = ScenarioTranscript['steps'][number];

export const actorWords: Readonly<Record<Step['actor'], { readonly name: string; readonly tone: Tone }>> = {
  shopper: { name: 'Shopper', tone: 'accent' },
  merchant: { name: 'Merchant', tone: 'info' },
  marketplace: { name: 'Marketplace', tone: 'neutral' },
  clock: { name: 'Clock', tone: 'warning' },
};
