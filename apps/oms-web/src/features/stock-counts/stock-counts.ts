/** Owns how stock counts are told in words. */
import type { CountLineState, StockCount, StockCountState } from '@jetway/oms-api';
import type { Tone } from '@jetway/ui';

export const countStateNames: Readonly<Record<StockCountState, { readonly name: string; readonly tone: Tone }>> = {
  counting: { name: 'Counting', tone: 'info' },
  applied: { name: 'Applied', tone: 'success' },
  cancelled: { name: 'Cancelled', tone: 'neutral' },
};

export const lineStateNames: Readonly<Record<CountLineState, { readonly name: string; readonly tone: Tone }>> = {
  open: { name: 'To count', tone: 'neutral' },
  counted: { name: 'Counted', tone: 'info' },
  applied: { name: 'Applied', tone: 'success' },
  refused: { name: 'Refused', tone: 'danger' },
};

export const totalLines = ({ lines }: Pick<StockCount, 'lines'>): number =>
  lines.open + lines.counted + lines.applied + lines.refused;

/** "12 of 40 counted, 3 differ (5 more, 2 fewer)". */
export function standingOf(count: Pick<StockCount, 'lines' | 'differing' | 'unitsMore' | 'unitsFewer'>): string {
  const total = totalLines(count);
  const counted = `${(total - count.lines.open).toLocaleString()} of ${total.toLocaleString()} counted`;
  if (count.differing === 0) return counted;
  const parts = [
    ...(count.unitsMore > 0 ? [`${count.unitsMore.toLocaleString()} more`] : []),
    ...(count.unitsFewer > 0 ? [`${count.unitsFewer.toLocaleString()} fewer`] : []),
  ];
  return `${counted}, ${count.differing.toLocaleString()} ${count.differing === 1 ? 'differs' : 'differ'} (${parts.join(', ')})`;
}

/** "+5", "−3", "0"; a dash before it was counted. */
export function differenceText(difference: number | null): string {
  if (difference === null) return '–';
  if (difference === 0) return '0';
  return `${difference > 0 ? '+' : '−'}${Math.abs(difference).toLocaleString()}`;
}

/** The SKUs in a text: one a line, or separated by commas or blanks. */
export const skusIn = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter((sku) => sku !== ''))];
