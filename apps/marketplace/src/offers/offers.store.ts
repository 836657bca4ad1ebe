/** Owns reading offers: a SKU with its title, price and stock together, as shoppers and operators see it. */
import type { ProductStatus, ProductSubStatus } from '@jetway/jet-api';
import type { Cents, Instant, Keyset } from '@jetway/kernel';
import { anyOf, statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';
import { type Listing, skuStatus } from '../skus/index.ts';

export interface OfferStock {
  readonly nodeId: string;
  /** What the merchant fed. */
  readonly fed: number;
  /** Units of orders that are not acknowledged yet. */
  readonly held: number;
  /** Units of orders accepted since the feed. */
  readonly accepted: number;
  /** Fed less held less accepted, never below 0; 0 as long as the SKU is not available. */
  readonly purchasable: number;
  /** The node's own price, otherwise the SKU's; null when it has none. */
  readonly priceCents: Cents | null;
}

export interface Offer {
  readonly sku: string;
  readonly title: string;
  readonly imageUrl: string | null;
  readonly taxCode: string | null;
  readonly status: ProductStatus;
  readonly subStatus: readonly ProductSubStatus[];
  /** The price as a whole; null when none was set. */
  readonly priceCents: Cents | null;
  readonly stock: readonly OfferStock[];
  /** Over all nodes. */
  readonly purchasable: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** A row of `OFFERS_OF_SKUS`. */
export interface OfferRow {
  readonly sku: string;
  readonly title: string;
  readonly image_url: string | null;
  readonly tax_code: string | null;
  readonly findings: ProductSubStatus[];
  readonly is_archived: boolean;
  readonly listing: Listing;
  readonly created_at: number;
  readonly updated_at: number;
  readonly price_cents: number | null;
  readonly node_ids: string[] | null;
  readonly node_prices_cents: number[] | null;
  readonly is_stocked: boolean;
  readonly stock: readonly {
    readonly nodeId: string;
    readonly fed: number;
    readonly held: number;
    readonly accepted: number;
  }[];
}

const OFFER = `select s.sku, s.title, s.image_url, s.tax_code, s.findings, s.listing, s.is_archived, s.created_at,
     s.updated_at, p.price_cents, p.node_ids, p.node_prices_cents, f.stocked_at is not null as is_stocked,
     coalesce((
       select jsonb_agg(jsonb_build_object('nodeId', i.node_id, 'fed', i.quantity, 'held', i.held_units,
         'accepted', i.accepted_units) order by i.node_id)
       from marketplace.inventory i
       where i.account_id = s.account_id and i.sku = s.sku
         and (i.listed or i.held_units > 0 or i.accepted_units > 0)), '[]'::jsonb) as stock
   from marketplace.skus s
   left join marketplace.prices p on p.account_id = s.account_id and p.sku = s.sku
   left join marketplace.inventory_feeds f on f.account_id = s.account_id and f.sku = s.sku`;
/** What makes a SKU one that can be bought now. */
const PURCHASABLE = `s.listing = 'listed' and not s.is_archived and p.price_cents is not null
     and f.stocked_at is not null and exists (
       select from marketplace.inventory i
       where i.account_id = s.account_id and i.sku = s.sku
         and i.quantity - i.held_units - i.accepted_units > 0)`;

/** The offers of SKUs, by SKU, also for statements that read more at once. `$1` account, `$2` SKUs. */
export const OFFERS_OF_SKUS = `${OFFER} where s.account_id = $1 and s.sku = ${anyOf('$2')} order by s.sku`;

const offerList = statement<OfferRow>('offerList', OFFERS_OF_SKUS);
const offerListPurchasable = statement<OfferRow>(
  'offerListPurchasable',
  `${OFFER} where s.account_id = $1 and ${PURCHASABLE} order by s.sku limit $2`,
);
const offerListPage = statement<OfferRow>(
  'offerListPage',
  `${OFFER}
   where s.account_id = $1 and (s.created_at, s.sku) > ($2::bigint, $3::text) and starts_with(s.sku, $4::text)
     and ($6::boolean is null or $6::boolean = (${PURCHASABLE}))
   order by s.created_at, s.sku limit $5`,
);

export function offerFromRow(row: OfferRow): Offer {
  const { status, subStatus } = skuStatus({
    listing: row.listing,
    isArchived: row.is_archived,
    isPriced: row.price_cents !== null,
    isStocked: row.is_stocked,
    findings: row.findings,
  });
  const isAvailable = status === 'Available for Purchase';
  const stock = row.stock.map(({ nodeId, fed, held, accepted }) => ({
    nodeId,
    fed,
    held,
    accepted,
    purchasable: isAvailable ? Math.max(0, fed - held - accepted) : 0,
    priceCents: row.node_prices_cents?.[row.node_ids?.indexOf(nodeId) ?? -1] ?? row.price_cents,
  }));
  return {
    sku: row.sku,
    title: row.title,
    imageUrl: row.image_url,
    taxCode: row.tax_code,
    status,
    subStatus,
    priceCents: row.price_cents,
    stock,
    purchasable: stock.reduce((sum, node) => sum + node.purchasable, 0),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** The offers of these SKUs, by SKU; unknown SKUs are left out. */
export async function loadOffers(
  handle: MarketplaceHandle,
  accountId: string,
  skus: readonly string[],
): Promise<readonly Offer[]> {
  return (await offerList(handle, [accountId, skus])).map(offerFromRow);
}

/** Offers that can be bought now, by SKU, at most `limit`. */
export async function listPurchasable(
  handle: MarketplaceHandle,
  accountId: string,
  limit: number,
): Promise<readonly Offer[]> {
  return (await offerListPurchasable(handle, [accountId, limit])).map(offerFromRow);
}

export interface OfferFilter {
  readonly after: Keyset | undefined;
  /** Start of the SKU. */
  readonly search: string;
  readonly isPurchasable: boolean | undefined;
}

/** Offers in the order in which their SKUs were made. */
export async function listOfferPage(
  handle: MarketplaceHandle,
  accountId: string,
  filter: OfferFilter,
  limit: number,
): Promise<readonly Offer[]> {
  const { after, search, isPurchasable } = filter;
  const values = [accountId, after?.at ?? -1, after?.id ?? '', search, limit, isPurchasable ?? null];
  return (await offerListPage(handle, values)).map(offerFromRow);
}
