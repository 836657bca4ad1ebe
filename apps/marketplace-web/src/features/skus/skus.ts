/** Owns what the SKU list's address may say, and what its columns sum up. */
import type { OperatorSku } from '@jetway/marketplace-api';
import type { Tone } from '@jetway/ui';

export const skuViews = ['all', 'purchasable', 'not-purchasable'] as const;
export type SkuView = (typeof skuViews)[number];

export interface SkuSearch {
  readonly search?: string;
  readonly show?: Exclude<SkuView, 'all'>;
  /** The SKU whose panel is open. */
  readonly open?: string;
}

/** The longest SKU. */
const MOST_LETTERS = 64;

const textOf = (value: unknown): string => {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return text.slice(0, MOST_LETTERS);
};

export function parseSkuSearch(raw: Readonly<Record<string, unknown>>): SkuSearch {
  const search = textOf(raw['search']);
  const open = textOf(raw['open']);
  const show = raw['show'];
  return {
    ...(search.trim() === '' ? {} : { search }),
    ...(show === 'purchasable' || show === 'not-purchasable' ? { show } : {}),
    ...(open === '' ? {} : { open }),
  };
}

export interface SkuFilters {
  readonly search?: string;
  readonly purchasable?: boolean;
}

export const skuFilters = ({ search, show }: SkuSearch): SkuFilters => ({
  ...(search === undefined ? {} : { search }),
  ...(show === undefined ? {} : { purchasable: show === 'purchasable' }),
});

const tones: Readonly<Record<string, Tone>> = {
  'Available for Purchase': 'success',
  'Under Jet Review': 'info',
  'Missing Listing Data': 'warning',
  Unauthorized: 'danger',
  Excluded: 'danger',
  Archived: 'neutral',
};

export const statusTone = (status: string): Tone => tones[status] ?? 'neutral';

export type StockNumber = 'fed' | 'held' | 'accepted' | 'purchasable';

/** Over all nodes. */
export const sumOf = ({ stock }: Pick<OperatorSku, 'stock'>, number: StockNumber): number =>
  stock.reduce((sum, place) => sum + place[number], 0);
