/** Owns how a rule for stock is told in words, and what was typed of one. */
import type { StockRule } from '@jetway/oms-api';

export type RuleValues = Pick<StockRule, 'heldBack' | 'heldBackPercent' | 'most' | 'endAt'>;
export type RuleScope = Pick<StockRule, 'skuId' | 'connectionId'>;

export const emptyRule: RuleValues = { heldBack: 0, heldBackPercent: 0, most: null, endAt: 0 };

/** "2 units and 10 % held back, at most 50 shown, none at 3 or fewer". */
export function ruleSentence({ heldBack, heldBackPercent, most, endAt }: RuleValues): string {
  const held = [
    ...(heldBack > 0 ? [heldBack === 1 ? '1 unit' : `${heldBack.toLocaleString()} units`] : []),
    ...(heldBackPercent > 0 ? [`${heldBackPercent} %`] : []),
  ];
  const parts = [
    ...(held.length > 0 ? [`${held.join(' and ')} held back`] : []),
    ...(most === null ? [] : [`at most ${most.toLocaleString()} shown`]),
    ...(endAt > 0 ? [`none shown at ${endAt.toLocaleString()} or fewer`] : []),
  ];
  return parts.length === 0 ? 'All that is available is shown' : parts.join(', ');
}

/** Whose rule it is, in the middle of a sentence. */
export function ruleScopeName({ skuId, connectionId }: RuleScope): string {
  if (skuId !== null) return connectionId === null ? 'the rule of this SKU' : 'the rule of this SKU here';
  return connectionId === null ? 'the rule for all' : 'the rule of the connection';
}

export const isSameScope = (a: RuleScope, b: RuleScope): boolean =>
  a.skuId === b.skuId && a.connectionId === b.connectionId;
