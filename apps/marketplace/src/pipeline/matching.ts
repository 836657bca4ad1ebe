/**
 * Owns which product of the world's catalogue a SKU is: found by ASIN and product codes in one form, in the pack that
 * the SKU is sold in. Pure; SKUs are taken one after the other, and each sees what those before it have changed.
 */
import type { ProductSubStatus } from '@jetway/jet-api';
import type { Instant } from '@jetway/kernel';
import { hasContradictoryCodes, type IdentifierKind, identifiersOf, type SkuContent } from '../skus/index.ts';
import type { ProductContent } from './best-fields.ts';

/** A product as the pipeline holds it while it looks at SKUs; what is not `readonly` changes then. */
export interface Product {
  readonly id: string;
  readonly multipack: number;
  content: ProductContent;
  listedAt: Instant | null;
  readonly identifiers: Map<IdentifierKind, string>;
  /** The first that offer it, by `skuKey`: enough to tell whether anybody else does. */
  readonly offerers: Set<string>;
  /** Whether it has to be written. */
  isNew: boolean;
  areIdentifiersNew: boolean;
}

/** A SKU as far as matching needs it. */
export interface MatchedSku {
  readonly accountId: string;
  readonly sku: string;
  readonly content: SkuContent;
  /** The product that it was matched to before. */
  readonly productId: string | null;
}

/** The part of the catalogue that the SKUs in hand may touch. */
export interface Catalogue {
  readonly products: Map<string, Product>;
  /** Product by `identifierKey`. */
  readonly byIdentifier: Map<string, string>;
}

export type Match =
  | { readonly product: Product; readonly finding?: undefined }
  | { readonly product?: undefined; readonly finding: ProductSubStatus };

/** Names a SKU among those of all accounts in maps. */
export const skuKey = ({ accountId, sku }: { readonly accountId: string; readonly sku: string }): string =>
  `${accountId}\n${sku}`;

export const identifierKey = (kind: IdentifierKind, code: string, multipack: number): string =>
  `${kind} ${code} ${multipack}`;

/**
 * Finds or makes the product of a SKU.
 *
 * - Without ASIN or code there is nothing to find it by: "Additional SKU ID needed".
 * - Codes that contradict each other, that name two products which others offer, or that differ from those of the
 *   product which others offer: "Invalid SKU identifier".
 * - An ASIN names a pack: when others offer it in another one, "Incorrect multipack quantity". A barcode names one
 *   article, so that each pack of it is a product of its own.
 * - Otherwise it is the product that one of its identifiers names, to which it adds the others; or a new one.
 *
 * What nobody else offers contradicts nobody: a merchant who corrects his only SKU of a product corrects the product.
 */
export function matchProduct(catalogue: Catalogue, sku: MatchedSku, newId: () => string): Match {
  const key = skuKey(sku);
  const before = sku.productId === null ? undefined : catalogue.products.get(sku.productId);
  before?.offerers.delete(key);
  const found = findProduct(catalogue, sku.content, before);
  if (typeof found === 'string') return { finding: found };
  const product = found ?? newProduct(catalogue, sku.content, newId());
  name(catalogue, product, sku.content);
  product.offerers.add(key);
  return { product };
}

const isOffered = (product: Product | undefined): product is Product =>
  product !== undefined && product.offerers.size > 0;

/** A finding when it cannot be told, undefined when there is no such product. `before`: what it was matched to. */
function findProduct(
  { products, byIdentifier }: Catalogue,
  content: SkuContent,
  before: Product | undefined,
): Product | ProductSubStatus | undefined {
  const identifiers = identifiersOf(content);
  const multipack = content.multipack_quantity;
  if (identifiers.length === 0) return 'Additional SKU ID needed';
  if (hasContradictoryCodes(content.standard_product_codes ?? [])) return 'Invalid SKU identifier';
  if (isOfferedInOtherPack(products, content)) return 'Incorrect multipack quantity';
  const named = identifiers.flatMap(({ kind, code }) => byIdentifier.get(identifierKey(kind, code, multipack)) ?? []);
  const hits = [...new Set(named)].flatMap((id) => products.get(id) ?? []);
  const offered = hits.filter(isOffered);
  const [first, second] = offered;
  if (second !== undefined) return 'Invalid SKU identifier';
  if (first === undefined) return hits.find((product) => product === before) ?? hits[0];
  const isOther = identifiers.some(({ kind, code }) => (first.identifiers.get(kind) ?? code) !== code);
  return isOther ? 'Invalid SKU identifier' : first;
}

function isOfferedInOtherPack(products: Catalogue['products'], content: SkuContent): boolean {
  const asin = content.ASIN?.toUpperCase();
  if (asin === undefined) return false;
  for (const product of products.values())
    if (
      product.multipack !== content.multipack_quantity &&
      product.identifiers.get('ASIN') === asin &&
      isOffered(product)
    )
      return true;
  return false;
}

function newProduct(catalogue: Catalogue, content: SkuContent, id: string): Product {
  const product: Product = {
    id,
    multipack: content.multipack_quantity,
    content: {},
    listedAt: null,
    identifiers: new Map(),
    offerers: new Set(),
    isNew: true,
    areIdentifiersNew: true,
  };
  catalogue.products.set(id, product);
  return product;
}

/** Gives a product the identifiers of a SKU; whatever had them before loses them. */
function name({ products, byIdentifier }: Catalogue, product: Product, content: SkuContent): void {
  for (const { kind, code } of identifiersOf(content)) {
    const known = product.identifiers.get(kind);
    if (known === code) continue;
    if (known !== undefined) byIdentifier.delete(identifierKey(kind, known, product.multipack));
    const key = identifierKey(kind, code, product.multipack);
    const loser = products.get(byIdentifier.get(key) ?? '');
    if (loser !== undefined) {
      loser.identifiers.delete(kind);
      loser.areIdentifiersNew = true;
    }
    byIdentifier.set(key, product.id);
    product.identifiers.set(kind, code);
    product.areIdentifiersNew = true;
  }
}
