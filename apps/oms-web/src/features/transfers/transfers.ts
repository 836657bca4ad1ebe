/** Owns how transfers are told in words, and the draft of one as it is typed. */
import type { Transfer, TransferLine, TransferState, TransferSummary } from '@jetway/oms-api';
import type { Tone } from '@jetway/ui';

export const transferStateNames: Readonly<Record<TransferState, { readonly name: string; readonly tone: Tone }>> = {
  draft: { name: 'Draft', tone: 'neutral' },
  sent: { name: 'On the way', tone: 'info' },
  received: { name: 'Received', tone: 'success' },
  cancelled: { name: 'Cancelled', tone: 'neutral' },
};

export const transferTabs = ['all', 'draft', 'sent', 'received', 'cancelled'] as const;
export type TransferTab = (typeof transferTabs)[number];

const units = (count: number): string => `${count.toLocaleString()} ${count === 1 ? 'unit' : 'units'}`;

/** "12 units of 3 SKUs, 4 on the way". */
export function contentsOf(transfer: Pick<TransferSummary, 'lineCount' | 'units' | 'onTheWay'>): string {
  const skus = `${transfer.lineCount.toLocaleString()} ${transfer.lineCount === 1 ? 'SKU' : 'SKUs'}`;
  const way = transfer.onTheWay > 0 ? `, ${transfer.onTheWay.toLocaleString()} on the way` : '';
  return `${units(transfer.units)} of ${skus}${way}`;
}

export interface DraftLine {
  readonly sku: string;
  readonly quantity: number;
}

/** Adds units; a SKU scanned again gets more. */
export function addLine(lines: readonly DraftLine[], { sku, quantity }: DraftLine): readonly DraftLine[] {
  if (!lines.some((line) => line.sku === sku)) return [...lines, { sku, quantity }];
  return lines.map((line) => (line.sku === sku ? { sku, quantity: line.quantity + quantity } : line));
}

export const draftOf = ({ lines }: Pick<Transfer, 'lines'>): readonly DraftLine[] =>
  lines.map(({ sku, quantity }) => ({ sku, quantity }));

/** What somebody says arrived of a line, as typed. */
export interface Arriving {
  readonly received: number;
  readonly writtenOff: number;
  readonly note: string;
}

/** All that is on the way has arrived, until somebody says otherwise. */
export const arrivingAtFirst = ({ onTheWay }: Pick<TransferLine, 'onTheWay'>): Arriving => ({
  received: onTheWay,
  writtenOff: 0,
  note: '',
});

/** Why that cannot be; undefined when it can. */
export function arrivingFault(
  { received, writtenOff, note }: Arriving,
  { onTheWay }: Pick<TransferLine, 'onTheWay'>,
): string | undefined {
  if (received + writtenOff > onTheWay) return `Only ${onTheWay.toLocaleString()} are on the way`;
  if (writtenOff > 0 && note.trim() === '') return 'Say why they are written off';
  return undefined;
}
