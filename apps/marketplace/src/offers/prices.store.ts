/** Owns the rows of prices. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { BulkContext } from '../bulk/index.ts';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { lookAtFirst } from './first-offers.ts';
import type { PriceMessage } from './offers.ts';

export interface Written {
  /** Whether the account has the SKU; when not, nothing was written. Nothing is written of an archived one either. */
  readonly isKnown: boolean;
  /** Nodes that the account does not have; when there is one, nothing was written. */
  readonly unknownNodes: readonly string[];
}

/** What became of many messages under a file's number. */
export interface WrittenMany {
  readonly unknownSkus: readonly string[];
  /** SKUs of which nothing was written, because what there is was accepted later. */
  readonly superseded: readonly string[];
}

export interface WrittenRow {
  readonly is_known: boolean;
  readonly unknown_nodes: string[];
}

const FIRST_PRICES = `select w.sku from written w
       where not exists (select from marketplace.prices b where b.account_id = $1 and b.sku = w.sku)`;

const priceSave = statement<WrittenRow>(
  'priceSave',
  `with target as (select sku, is_archived from marketplace.skus where account_id = $1 and sku = $2),
   unknown as (
     select n.node_id, n.position from unnest($4::text[]) with ordinality as n(node_id, position)
     where not exists (
       select from marketplace.fulfillment_nodes f where f.account_id = $1 and f.id = n.node_id)),
   written as (
     insert into marketplace.prices
       (account_id, sku, price_cents, node_ids, node_prices_cents, accepted_seq, priced_at, updated_by, request_id)
     select $1, target.sku, $3::bigint, $4::text[], $5::bigint[], nextval('marketplace.acceptance'), $6::bigint,
       $7::text, $8::text
     from target where not target.is_archived and not exists (select from unknown)
     on conflict (account_id, sku) do update set
       price_cents = excluded.price_cents, node_ids = excluded.node_ids,
       node_prices_cents = excluded.node_prices_cents, accepted_seq = nextval('marketplace.acceptance'),
       priced_at = excluded.priced_at, updated_by = excluded.updated_by, request_id = excluded.request_id
     returning sku),${lookAtFirst(FIRST_PRICES, '$6')}
   select exists (select from target) as is_known,
     array(select node_id from unknown order by position) as unknown_nodes`,
);
const priceSaveMany = statement<{ unknown_skus: string[]; superseded: string[] }>(
  'priceSaveMany',
  `with sent as materialized (
     select x.sku, x.price_cents, x.node_ids, x.node_prices_cents, x.is_valid
     from jsonb_to_recordset($2::jsonb) as x(
       sku text, price_cents bigint, node_ids text[], node_prices_cents bigint[], is_valid boolean)),
   target as materialized (
     select s.sku, sent.price_cents, sent.node_ids, sent.node_prices_cents,
       sent.is_valid and not s.is_archived as is_priced
     from sent join marketplace.skus s on s.account_id = $1 and s.sku = sent.sku),
   written as (
     insert into marketplace.prices as p
       (account_id, sku, price_cents, node_ids, node_prices_cents, accepted_seq, priced_at, updated_by, request_id)
     select $1, t.sku, t.price_cents, t.node_ids, t.node_prices_cents, $3::bigint, $4::bigint, $5::text, $6::text
     from target t where t.is_priced
     order by t.sku
     on conflict (account_id, sku) do update set
       price_cents = excluded.price_cents, node_ids = excluded.node_ids,
       node_prices_cents = excluded.node_prices_cents, accepted_seq = excluded.accepted_seq,
       priced_at = excluded.priced_at, updated_by = excluded.updated_by, request_id = excluded.request_id
     where p.accepted_seq <= excluded.accepted_seq
     returning p.sku),${lookAtFirst(FIRST_PRICES, '$4')}
   select
     array(select sku from sent where not exists (select from target t where t.sku = sent.sku)) as unknown_skus,
     array(select sku from target t where t.is_priced
       and not exists (select from written w where w.sku = t.sku)) as superseded`,
);
const priceFind = statement<{
  price_cents: number | null;
  node_ids: string[] | null;
  node_prices_cents: number[] | null;
  priced_at: number | null;
}>(
  'priceFind',
  `select p.price_cents, p.node_ids, p.node_prices_cents, p.priced_at
   from marketplace.skus s left join marketplace.prices p on p.account_id = s.account_id and p.sku = s.sku
   where s.account_id = $1 and s.sku = $2`,
);

/** Sets the price of a SKU, as a whole and by node; what was said of other nodes before is gone. `now` is world time. */
export async function savePrice(
  handle: MarketplaceHandle,
  at: { readonly accountId: string; readonly sku: string },
  price: PriceMessage,
  now: Instant,
  author: Author,
): Promise<Written> {
  const nodeIds = price.nodePrices.map(({ nodeId }) => nodeId);
  const nodeCents = price.nodePrices.map(({ priceCents }) => priceCents);
  const values = [at.accountId, at.sku, price.priceCents, nodeIds, nodeCents, now, author.actor, author.requestId];
  const [row] = await priceSave(handle, values);
  return { isKnown: row?.is_known === true, unknownNodes: row?.unknown_nodes ?? [] };
}

export interface SkuPrice {
  readonly sku: string;
  readonly price: PriceMessage;
  /** Whether every node is the account's; otherwise it is only asked whether the SKU is known. */
  readonly isValid: boolean;
}

/** Sets the prices of many SKUs, each once, under a file's number; a price with a greater number stays. */
export async function savePrices(
  tx: MarketplaceHandle,
  context: BulkContext,
  prices: readonly SkuPrice[],
): Promise<WrittenMany> {
  const rows = prices.map(({ sku, price, isValid }) => ({
    sku,
    price_cents: price.priceCents,
    node_ids: price.nodePrices.map(({ nodeId }) => nodeId),
    node_prices_cents: price.nodePrices.map(({ priceCents }) => priceCents),
    is_valid: isValid,
  }));
  const { accountId, receivedSeq, now, actor, requestId } = context;
  const [row] = await priceSaveMany(tx, [accountId, JSON.stringify(rows), receivedSeq, now, actor, requestId]);
  return { unknownSkus: row?.unknown_skus ?? [], superseded: row?.superseded ?? [] };
}

export interface StoredPrice extends PriceMessage {
  readonly pricedAt: Instant;
}

/** The price of a SKU; null when it was never set, undefined when the account does not have the SKU. */
export async function findPrice(
  handle: MarketplaceHandle,
  accountId: string,
  sku: string,
): Promise<StoredPrice | null | undefined> {
  const [row] = await priceFind(handle, [accountId, sku]);
  if (row === undefined) return undefined;
  const { price_cents: priceCents, node_ids: nodeIds, node_prices_cents: nodeCents, priced_at: pricedAt } = row;
  if (priceCents === null || nodeIds === null || nodeCents === null || pricedAt === null) return null;
  const nodePrices = nodeIds.flatMap((nodeId, index) => {
    const cents = nodeCents[index];
    return cents === undefined ? [] : [{ nodeId, priceCents: cents }];
  });
  return { priceCents, nodePrices, pricedAt };
}
