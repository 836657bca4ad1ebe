/** Owns the rules of variation groups: who can be in one, and who is left out of it (page Variation Upload). */
import {
  attributeMissing,
  brandDiffers,
  childMissing,
  MAX_ERRORS,
  normalise,
  notUploadedSku,
  type VariationUpload,
} from '@jetway/jet-api';

/** What of a SKU decides about its groups. */
export interface MemberFacts {
  readonly brand: string | null;
  readonly isArchived: boolean;
  readonly attributes: readonly Attribute[];
}

export interface Attribute {
  readonly attribute_id: number;
  readonly attribute_value: string;
  readonly attribute_value_unit?: string;
}

/** A parent with its children, and the attributes in which they differ. */
export interface Group {
  readonly sku: string;
  readonly refinements: readonly number[];
  readonly children: readonly string[];
}

/** Why a SKU cannot be in a group, or is left out of it. */
type Flaw =
  | { readonly kind: 'not uploaded' }
  | { readonly kind: 'other brand' }
  | { readonly kind: 'no attribute'; readonly attributeId: number }
  | { readonly kind: 'archived' }
  | { readonly kind: 'same values'; readonly as: string };

/** The SKUs of a group with what is wrong with each, the parent first; a SKU named twice counts once. */
function judgeGroup(group: Group, facts: ReadonlyMap<string, MemberFacts>): Map<string, readonly Flaw[]> {
  const brand = brandOf(facts.get(group.sku));
  const flaws = new Map<string, readonly Flaw[]>();
  const byValues = new Map<string, string>();
  for (const sku of new Set([group.sku, ...group.children])) {
    const member = facts.get(sku);
    const found =
      member === undefined ? [{ kind: 'not uploaded' } as const] : flawsOf(member, brand, group.refinements);
    const values = member === undefined || found.length > 0 ? sku : valuesOf(member, group.refinements);
    const same = byValues.get(values);
    if (same === undefined) byValues.set(values, sku);
    flaws.set(sku, same === undefined ? found : [{ kind: 'same values', as: same }]);
  }
  return flaws;
}

const brandOf = (member: MemberFacts | undefined): string => (member?.brand ?? '').trim().toLowerCase();

function flawsOf(member: MemberFacts, brand: string, refinements: readonly number[]): Flaw[] {
  const flaws: Flaw[] = member.isArchived ? [{ kind: 'archived' }] : [];
  if (brandOf(member) !== brand) flaws.push({ kind: 'other brand' });
  const ids = new Set(member.attributes.map(({ attribute_id: id }) => id));
  for (const attributeId of new Set(refinements))
    if (!ids.has(attributeId)) flaws.push({ kind: 'no attribute', attributeId });
  return flaws;
}

/** The values that tell a member from the others, in one text; of an attribute given twice both count. */
const valuesOf = ({ attributes }: MemberFacts, refinements: readonly number[]): string =>
  JSON.stringify(
    refinements.map((id) =>
      attributes
        .filter(({ attribute_id: own }) => own === id)
        .map(({ attribute_value: value, attribute_value_unit: unit = '' }) => [normalise(value), normalise(unit)]),
    ),
  );

/**
 * What is wrong with a message whose schema holds: Jet's texts, at most 20. Children must be uploaded SKUs; all must have
 * the parent's brand and the attributes. A SKU with the same values as one before it is no error: it is left out of the
 * group, as an archived one (`showGroup`).
 */
export function variationErrors(
  parent: string,
  message: VariationUpload,
  facts: ReadonlyMap<string, MemberFacts>,
): string[] {
  const { children_skus: children, variation_refinements: refinements } = message;
  const flaws = judgeGroup({ sku: parent, refinements, children }, facts);
  const errors = [...flaws].flatMap(([sku, found]) => {
    const place = sku === parent ? null : `/children_skus[${children.indexOf(sku)}]`;
    return found.flatMap((flaw) => errorOf(sku, flaw, place, refinements));
  });
  if (children.every((sku) => sku === parent)) errors.unshift(childMissing('/children_skus'));
  return errors.slice(0, MAX_ERRORS);
}

/** @param place of the SKU in the message; null for the parent */
function errorOf(sku: string, flaw: Flaw, place: string | null, refinements: readonly number[]): string[] {
  switch (flaw.kind) {
    case 'not uploaded':
      return [notUploadedSku(sku, place ?? '/')];
    case 'other brand':
      return [brandDiffers(sku, place ?? '/')];
    case 'no attribute': {
      const { attributeId } = flaw;
      return [
        attributeMissing(sku, attributeId, place ?? `/variation_refinements[${refinements.indexOf(attributeId)}]`),
      ];
    }
    default:
      return [];
  }
}

function reasonOf(flaw: Flaw): string {
  switch (flaw.kind) {
    case 'not uploaded':
      return 'it is not uploaded';
    case 'other brand':
      return 'it has another brand';
    case 'no attribute':
      return `it has no value for attribute ${flaw.attributeId}`;
    case 'archived':
      return 'it is archived';
    case 'same values':
      return `it has the same values as "${flaw.as}"`;
  }
}

/** A group as it is shown. */
export interface ShownGroup {
  /** The parent first; empty when fewer than two are left. */
  readonly members: readonly string[];
  readonly leftOut: readonly { readonly sku: string; readonly reasons: readonly string[] }[];
}

/**
 * Who is shown in a group as the SKUs are now: uploading a SKU anew may take it out of its group and bring it back,
 * without a word in the group's own message.
 */
export function showGroup(group: Group, facts: ReadonlyMap<string, MemberFacts>): ShownGroup {
  const judged = [...judgeGroup(group, facts)];
  const members = judged.filter(([, flaws]) => flaws.length === 0).map(([sku]) => sku);
  const leftOut = judged.flatMap(([sku, flaws]) => (flaws.length === 0 ? [] : [{ sku, reasons: flaws.map(reasonOf) }]));
  return { members: members.length > 1 ? members : [], leftOut };
}
