/** Owns what an operator does not let merchants sell: rules by SKU, brand and browse node, and whom they meet. */
import { normalise } from '@jetway/jet-api';
import type { Instant } from '@jetway/kernel';
import type { ListingRuleEffect } from '@jetway/marketplace-api';

/** What is null holds for all; a rule meets what fits everything that it names. */
export interface RuleScope {
  readonly accountId: string | null;
  readonly sku: string | null;
  readonly brand: string | null;
  /** With everything below it. */
  readonly browseNodeId: number | null;
}

export interface ListingRule extends RuleScope {
  readonly id: string;
  readonly effect: ListingRuleEffect;
  /** For people. */
  readonly reason: string;
  readonly createdAt: Instant;
}

/** What is offered, as rules see it. */
export interface RuledOffer {
  readonly accountId: string;
  readonly sku: string;
  readonly brand: string | undefined;
  /** Its browse node and all above it. */
  readonly lineage: readonly number[];
}

/** What the rules make of an offer; being excluded outweighs being unauthorized. */
export function effectOn(offer: RuledOffer, rules: readonly ListingRule[]): ListingRuleEffect | undefined {
  const effects = new Set(rules.filter((rule) => meets(rule, offer)).map(({ effect }) => effect));
  return effects.has('excluded') ? 'excluded' : effects.has('unauthorized') ? 'unauthorized' : undefined;
}

/** Brands are the same without regard to case, blanks and hyphens. */
function meets({ accountId, sku, brand, browseNodeId }: RuleScope, offer: RuledOffer): boolean {
  if (accountId !== null && accountId !== offer.accountId) return false;
  if (sku !== null && sku !== offer.sku) return false;
  if (brand !== null && (offer.brand === undefined || normalise(brand) !== normalise(offer.brand))) return false;
  return browseNodeId === null || offer.lineage.includes(browseNodeId);
}
