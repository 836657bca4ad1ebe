/** Owns how stock and its way to the channels is told, and what the address of the list says. */
import type { adjustReasons, ChannelStock, InventoryItem } from '@jetway/oms-api';
import type { Tone } from '@jetway/ui';

export const stockFilters = ['all', 'out-of-stock', 'low', 'not-sent'] as const;
export type StockFilter = (typeof stockFilters)[number];

export const filterNames: Readonly<Record<StockFilter, string>> = {
  all: 'All',
  'out-of-stock': 'Out of stock',
  low: 'Low',
  'not-sent': 'Not sent yet',
};

export interface InventorySearch {
  readonly q?: string;
  readonly filter?: Exclude<StockFilter, 'all'>;
}

/** Reads the address; what it does not understand is left out. */
export function parseInventorySearch(raw: Readonly<Record<string, unknown>>): InventorySearch {
  const given = typeof raw['q'] === 'number' ? String(raw['q']) : raw['q'];
  const filter = stockFilters.find((known) => known === raw['filter']);
  return {
    ...(typeof given === 'string' && given.trim() !== '' ? { q: given.slice(0, 100) } : {}),
    ...(filter === undefined || filter === 'all' ? {} : { filter }),
  };
}

export const channelStates: Readonly<
  Record<ChannelStock['state'], { readonly name: string; readonly tone: Tone; readonly means: string }>
> = {
  waiting: { name: 'Waits', tone: 'info', means: 'The new number will be sent in a moment.' },
  sending: { name: 'Sending', tone: 'info', means: 'The number is on its way to the channel.' },
  confirmed: { name: 'Confirmed', tone: 'success', means: 'The channel has accepted this number.' },
  failed: { name: 'Failed', tone: 'danger', means: 'The channel refused the number; it is tried again.' },
  watching: { name: 'Held back', tone: 'neutral', means: 'The connection is in watch mode: nothing is sent.' },
  off: {
    name: 'Off',
    tone: 'neutral',
    means: 'This SKU’s stock is not sent: it or the connection is switched off, or no node is told.',
  },
};

export type AdjustReason = (typeof adjustReasons)[number];

export const reasonNames: Readonly<Record<AdjustReason, string>> = {
  received: 'Received',
  counted: 'Counted',
  damaged: 'Damaged',
  lost: 'Lost',
  found: 'Found',
  returned: 'Returned by a buyer',
  correction: 'Correction',
  other: 'Other',
};

const ledgerNames: Readonly<Record<string, string>> = {
  ...reasonNames,
  reserved: 'Reserved for an order',
  released: 'Released by an order',
  shipped: 'Shipped',
  'transfer-sent': 'Sent to another location',
  'transfer-received': 'Received from another location',
  'transfer-returned': 'Back from a cancelled transfer',
};

/** A reason nobody taught us is shown as it is. */
export const ledgerReason = (reason: string): string => ledgerNames[reason] ?? reason;

/** "+5", "−3", "0". */
export const signed = (change: number): string =>
  change > 0 ? `+${change}` : change < 0 ? `−${Math.abs(change)}` : '0';

export interface AdjustDraft {
  readonly kind: 'change' | 'set';
  readonly quantity: number | undefined;
}

export interface AdjustOutcome {
  readonly onHand: number;
  readonly available: number;
  readonly change: number;
}

/** What will be there after the adjustment; undefined while nothing sensible was typed. */
export function adjustOutcome(
  draft: AdjustDraft,
  now: Pick<InventoryItem['locations'][number], 'onHand' | 'reserved'>,
): AdjustOutcome | undefined {
  if (draft.quantity === undefined || !Number.isInteger(draft.quantity)) return undefined;
  const onHand = draft.kind === 'set' ? draft.quantity : now.onHand + draft.quantity;
  return { onHand, available: onHand - now.reserved, change: onHand - now.onHand };
}

/** Why the adjustment cannot be; undefined when it can. */
export function adjustError(draft: AdjustDraft, outcome: AdjustOutcome | undefined): string | undefined {
  if (outcome === undefined) return 'Enter a whole number';
  if (draft.kind === 'change' && draft.quantity === 0) return 'Enter how many more or fewer there are';
  if (outcome.onHand < 0) return `There cannot be fewer than none; this would make ${outcome.onHand}`;
  if (outcome.available < 0)
    return `${outcome.onHand - outcome.available} are reserved for orders; on hand cannot fall below that`;
  return undefined;
}

/** The sum over nodes, which is what the channel shows to buyers all in all. */
export const totalOf = (byNode: Readonly<Record<string, number>> | null): number | undefined =>
  byNode === null ? undefined : Object.values(byNode).reduce((sum, quantity) => sum + quantity, 0);
