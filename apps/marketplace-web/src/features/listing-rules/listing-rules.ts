/** Owns the words of listing rules, and a rule as its form holds it. */
import type { ListingRuleEffect, NewListingRule } from '@jetway/marketplace-api';
import type { Tone } from '@jetway/ui';

interface Words {
  readonly name: string;
  readonly tone: Tone;
  readonly means: string;
}

export const effects = ['unauthorized', 'excluded'] as const;

export const effectWords: Readonly<Record<ListingRuleEffect, Words>> = {
  unauthorized: { name: 'Unauthorized', tone: 'warning', means: 'The merchants it meets are not allowed to sell it.' },
  excluded: { name: 'Excluded', tone: 'danger', means: 'It is not sold here at all.' },
};

/** A rule as the form holds it; what is empty is not named. */
export interface RuleValues {
  readonly effect: ListingRuleEffect;
  readonly accountId: string | undefined;
  readonly sku: string;
  readonly brand: string;
  readonly browseNodeId: number | undefined;
  readonly reason: string;
}

export const newRule: RuleValues = {
  effect: 'unauthorized',
  accountId: undefined,
  sku: '',
  brand: '',
  browseNodeId: undefined,
  reason: '',
};

export type RuleErrors = Readonly<Partial<Record<keyof RuleValues | 'subject', string>>>;

/** `subject`: of a SKU, a brand and a browse node none is named. */
export function checkRule({ accountId, sku, brand, browseNodeId }: RuleValues): RuleErrors {
  const nothing = sku.trim() === '' && brand.trim() === '' && browseNodeId === undefined;
  const ownerMissing = sku.trim() !== '' && accountId === undefined;
  return {
    ...(nothing ? { subject: 'Name a SKU, a brand or a browse node' } : {}),
    ...(ownerMissing ? { accountId: 'Choose the account that the SKU belongs to' } : {}),
  };
}

export function inputOf({ effect, accountId, browseNodeId, ...texts }: RuleValues): NewListingRule {
  const [sku, brand, reason] = [texts.sku.trim(), texts.brand.trim(), texts.reason.trim()];
  return {
    effect,
    ...(accountId === undefined ? {} : { accountId }),
    ...(sku === '' ? {} : { sku }),
    ...(brand === '' ? {} : { brand }),
    ...(browseNodeId === undefined ? {} : { browseNodeId }),
    ...(reason === '' ? {} : { reason }),
  };
}

const fields = ['effect', 'accountId', 'sku', 'brand', 'browseNodeId', 'reason'] as const;
export const isField = (place: string): boolean => fields.some((field) => field === place);
