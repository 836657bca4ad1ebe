/** Owns what a rule makes of what is available: whole numbers, never below 0, never more than there are. */

/** What a rule says. */
export interface StockRuleValues {
  /** Units held back. */
  readonly heldBack: number;
  /** Percent of what is available that is held back, 0 to 100. */
  readonly heldBackPercent: number;
  /** No more than this is shown; null: as many as there are. */
  readonly most: number | null;
  /** At so many available or fewer, 0 is shown. */
  readonly endAt: number;
}

/** What a rule is for; null means every one. */
export interface RuleScope {
  readonly skuId: string | null;
  readonly connectionId: string | null;
}

export interface StockRule extends StockRuleValues, RuleScope {
  readonly ruleId: string;
  readonly version: number;
}

/** The greater, the more specific: of the rules for a SKU on a connection, the greatest counts. */
export const rankOf = ({ skuId, connectionId }: RuleScope): number =>
  (skuId === null ? 0 : 2) + (connectionId === null ? 0 : 1);

/** What is shown of so many available. Parts of a unit are held back: the number is low, never high. */
export function shownOf(available: number, rule: StockRuleValues | null): number {
  if (rule === null) return Math.max(0, available);
  if (available <= rule.endAt) return 0;
  const byPercent = Math.floor((available * (100 - rule.heldBackPercent)) / 100);
  return Math.max(0, Math.min(byPercent - rule.heldBack, rule.most ?? Number.POSITIVE_INFINITY));
}

export type ByNode = Readonly<Record<string, number>>;

export const totalOf = (byNode: ByNode): number => Object.values(byNode).reduce((sum, quantity) => sum + quantity, 0);

/**
 * What is shown at each node of a connection: the rule lowers their sum, and what is left is shown where most lie, so
 * that it is found there when it is ordered. Nodes with the same number go by their id.
 */
export function shownByNode(available: ByNode, rule: StockRuleValues | null): ByNode {
  let left = shownOf(totalOf(available), rule);
  const byMost = Object.entries(available).sort(
    ([aNode, a], [bNode, b]) => b - a || (aNode < bNode ? -1 : aNode > bNode ? 1 : 0),
  );
  const shown = new Map<string, number>();
  for (const [node, quantity] of byMost) {
    shown.set(node, Math.min(quantity, left));
    left -= Math.min(quantity, left);
  }
  return Object.fromEntries(Object.keys(available).map((node) => [node, shown.get(node) ?? 0]));
}

/** Whether two numbers by node say the same; a node that is not named has none. */
export const isSameShown = (a: ByNode, b: ByNode): boolean =>
  [...Object.keys(a), ...Object.keys(b)].every((node) => (a[node] ?? 0) === (b[node] ?? 0));
