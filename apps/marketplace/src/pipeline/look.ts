/** Owns what the pipeline finds of a page of SKUs: their products, what is missing or wrong, where they stand. Pure. */
import { isDeepStrictEqual } from 'node:util';
import { type ProductSubStatus, productSubStatuses } from '@jetway/jet-api';
import type { Instant } from '@jetway/kernel';
import { type CategoryVerdict, isTooGeneral, type Listing, missingData, skuStatus } from '../skus/index.ts';
import type { Categories, Category } from '../taxonomy/index.ts';
import { missesAttribute } from './attributes.ts';
import { bestFields } from './best-fields.ts';
import { type Match, matchProduct, type Product, skuKey } from './matching.ts';
import type { DueSku, LoadedCatalogue, Look, OfferOfProduct } from './pipeline.store.ts';
import { effectOn, type ListingRule } from './rules.ts';

/** What is known around the SKUs. */
export interface LookFacts {
  readonly catalogue: LoadedCatalogue;
  readonly categories: Categories;
  readonly rules: readonly ListingRule[];
  /** Of SKUs in a variation group, by `skuKey`: the attributes in which its members differ. */
  readonly refinements: ReadonlyMap<string, readonly number[]>;
  readonly now: Instant;
  readonly newId: () => string;
}

export interface Looked {
  /** In the order in which they were looked at. */
  readonly looks: readonly Look[];
  /** Products whose content is new or another. */
  readonly changed: readonly Product[];
  readonly renamed: readonly Product[];
}

interface Matched {
  readonly sku: DueSku;
  readonly match: Match;
}

/** Looks at SKUs, the oldest first: matches each, improves the products by what they say, and judges each by those. */
export function lookAt(skus: readonly DueSku[], facts: LookFacts): Looked {
  const { catalogue, newId } = facts;
  const matched = skus.toSorted(byAge).map((sku): Matched => ({ sku, match: matchProduct(catalogue, sku, newId) }));
  const changed = improveProducts(matched, facts);
  return {
    looks: matched.map((one) => lookOf(one, facts)),
    changed,
    renamed: [...catalogue.products.values()].filter(({ areIdentifiersNew }) => areIdentifiersNew),
  };
}

type Aged = Pick<DueSku, 'createdAt' | 'accountId' | 'sku'>;
const byAge = (a: Aged, b: Aged): number => a.createdAt - b.createdAt || (skuKey(a) < skuKey(b) ? -1 : 1);

const isForbidden = (listing: Listing): boolean => listing === 'unauthorized' || listing === 'excluded';

/** The products that came to be another; what may not be sold has no say in them. */
function improveProducts(matched: readonly Matched[], facts: LookFacts): readonly Product[] {
  const { catalogue, now } = facts;
  const inHand = new Set(matched.map(({ sku }) => skuKey(sku)));
  const offers = new Map<Product, OfferOfProduct[]>();
  for (const { sku, match } of matched) {
    const { product } = match;
    if (product === undefined) continue;
    const others = (catalogue.offers.get(product.id) ?? []).filter((offer) => !inHand.has(skuKey(offer)));
    const known = offers.get(product) ?? others.filter(({ listing }) => !isForbidden(listing));
    if (effectOfRules(sku, undefined, facts) === undefined) known.push(sku);
    offers.set(product, known);
  }
  return [...offers].flatMap(([product, said]) => {
    const contents = said.toSorted(byAge).map(({ content }) => content);
    const content = bestFields(product.content, contents, (id) => isUsable(id, facts.categories));
    const isComplete = missingData(content, verdictOf(content, {})).length === 0;
    const listedAt = product.listedAt ?? (isComplete ? now : null);
    if (!product.isNew && listedAt === product.listedAt && isDeepStrictEqual(content, product.content)) return [];
    product.content = content;
    product.listedAt = listedAt;
    return [product];
  });
}

function isUsable(browseNodeId: number, { isLoaded, byId }: Categories): boolean {
  const category = byId.get(browseNodeId);
  return category === undefined ? !isLoaded : !isTooGeneral(category);
}

/** Browse nodes of products are usable ones; a SKU's own may not be, and is then named as the fault. */
function verdictOf(product: Product['content'], own: Product['content']): CategoryVerdict {
  if (product.jet_browse_node_id !== undefined || product.product_type_id !== undefined) return 'fine';
  return own.jet_browse_node_id === undefined ? 'missing' : 'invalid';
}

function lookOf({ sku, match }: Matched, facts: LookFacts): Look {
  const found = new Set(findingsOf(sku, match, facts));
  const findings = productSubStatuses.filter((finding) => found.has(finding));
  const effect = effectOfRules(sku, match.product?.content, facts);
  const listing: Listing = effect ?? (findings.length > 0 ? 'incomplete' : 'listed');
  const { status } = skuStatus({ ...sku, listing, findings });
  const { accountId } = sku;
  return { accountId, sku: sku.sku, listing, findings, productId: match.product?.id ?? null, status };
}

/**
 * What is missing or wrong. A SKU without a product is judged alone; one whose product was complete at some time needs
 * no listing data of its own; otherwise it lacks what no offer of the product has given. Attribute values are its own,
 * or the product's where it gives none. In a variation group it needs a value for each attribute in which they differ.
 */
function findingsOf(sku: DueSku, match: Match, facts: LookFacts): ProductSubStatus[] {
  const { content } = sku;
  const known = match.product?.content ?? content;
  const findings = match.finding === undefined ? [] : [match.finding];
  if ((match.product?.listedAt ?? null) === null) {
    const own = content.jet_browse_node_id;
    const usable = own === undefined || isUsable(own, facts.categories);
    const alone = usable ? verdictOf(content, content) : 'invalid';
    findings.push(...missingData(known, match.product === undefined ? alone : verdictOf(known, content)));
  }
  const attributes = content.attributes_node_specific ?? known.attributes_node_specific;
  const given = attributes === undefined ? content : { ...content, attributes_node_specific: attributes };
  if (missesAttribute(given, categoryOf(content, known, facts.categories))) findings.push('Missing attribute value');
  const refinements = facts.refinements.get(skuKey(sku)) ?? [];
  if (refinements.some((id) => !attributes?.some(({ attribute_id }) => attribute_id === id)))
    findings.push('Missing variation information');
  return findings;
}

/** The category that a SKU stands in: its own when products can stand there, otherwise its product's. */
function categoryOf(
  own: Product['content'],
  product: Product['content'] | undefined,
  categories: Categories,
): Category | undefined {
  const ownId = own.jet_browse_node_id;
  const id = ownId !== undefined && isUsable(ownId, categories) ? ownId : product?.jet_browse_node_id;
  return id === undefined ? undefined : categories.byId.get(id);
}

/** The rules see what the SKU itself says of brand and category, and what is known of its product otherwise. */
function effectOfRules(sku: DueSku, product: Product['content'] | undefined, { rules, categories }: LookFacts) {
  if (rules.length === 0) return undefined;
  const nodeIds = [sku.content.jet_browse_node_id, product?.jet_browse_node_id].filter((id) => id !== undefined);
  const lineage = nodeIds.flatMap((id) => [id, ...(categories.byId.get(id)?.lineage ?? [])]);
  const brand = sku.content.brand ?? product?.brand;
  return effectOn({ accountId: sku.accountId, sku: sku.sku, brand, lineage }, rules);
}
