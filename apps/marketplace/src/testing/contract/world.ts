/** Owns the two tenants that the tests of the contracts stand on, with a thing of each kind. */
import type { MarketplaceDatabase } from '../../database/index.ts';
import { type AccountWithNodes, anAccount, anOffer } from '../builders.ts';
import { type Harness, openHarness } from '../harness.ts';
import { aShippedOrder, type ShippedOrder } from '../shipped-orders.ts';

export interface Placed {
  readonly orderId: string;
  readonly itemId: string;
}

/** A file that was uploaded and received, and waits to be processed. */
interface Uploaded {
  readonly fileId: string;
  readonly said: { readonly url: string; readonly file_type: string; readonly file_name: string };
}

/** A shipped order with a return and a refund of one of its units each. */
export interface WentBack {
  readonly order: ShippedOrder;
  readonly returnId: string;
  readonly refundId: string;
}

/** What is settled of an account, with a charge that it disputes, and a report. */
interface Settled {
  readonly settlementId: string;
  readonly disputedReturnId: string;
  readonly reportId: string;
}

export interface ContractWorld {
  readonly harness: Harness;
  readonly database: MarketplaceDatabase;
  readonly mine: AccountWithNodes;
  readonly theirs: AccountWithNodes;
  readonly sku: string;
  readonly theirSku: string;
  readonly order: Placed;
  readonly theirOrder: Placed;
  readonly back: WentBack;
  readonly theirBack: WentBack;
  readonly settled: Settled;
  readonly theirSettled: Settled;
  readonly file: Uploaded;
  readonly theirFile: Uploaded;
  readonly doneFile: Uploaded;
}

/** Cases are made before the world is: what they need of it is asked when they run. */
export type At = () => ContractWorld;

export const OPERATOR = { email: 'walker@example.com', password: 'a long walk' };

export async function openContractWorld(database: MarketplaceDatabase): Promise<ContractWorld> {
  const harness = await openHarness({ database, operator: OPERATOR });
  const [mine, theirs] = [await anAccount(harness), await anAccount(harness)];
  const [sku, theirSku] = [await anOffer(harness, mine), await anOffer(harness, theirs)];
  const doneFile = await upload(harness, mine);
  await harness.services.files.drain();
  return {
    harness,
    database,
    mine,
    theirs,
    sku,
    theirSku,
    order: await placeReady(harness, mine, sku),
    theirOrder: await placeReady(harness, theirs, theirSku),
    back: await giveBack(harness, mine),
    theirBack: await giveBack(harness, theirs),
    settled: await settle(harness, mine),
    theirSettled: await settle(harness, theirs),
    file: await upload(harness, mine),
    theirFile: await upload(harness, theirs),
    doneFile,
  };
}

/** An order that is ready. */
export async function placeReady(harness: Harness, account: AccountWithNodes, sku: string): Promise<Placed> {
  const path = `/accounts/${account.accountId}/orders`;
  const placed = (await harness.operator('POST', path, { items: [{ sku, quantity: 1 }] })).json() as { id: string };
  await harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs: 1_800_000 });
  const detail = (await harness.operator('GET', `${path}/${placed.id}`)).json() as { items: { id: string }[] };
  return { orderId: placed.id, itemId: detail.items[0]?.id ?? '' };
}

async function giveBack(harness: Harness, account: AccountWithNodes): Promise<WentBack> {
  const order = await aShippedOrder(harness, account, { quantity: 5 });
  const items = [{ sku: order.sku, quantity: 1, reason: 'Item does not fit' }];
  const path = `/accounts/${account.accountId}/orders/${order.orderId}/returns`;
  const { id } = (await harness.operator('POST', path, { items })).json() as { id: string };
  const refund = (await account.call('POST', `/refunds/${order.orderId}/mine`, refundOf(order))).json();
  return { order, returnId: id, refundId: (refund as { refund_authorization_id: string }).refund_authorization_id };
}

export const refundOf = ({ itemId }: ShippedOrder) => ({
  items: [{ order_item_id: itemId, order_return_refund_qty: 1, refund_amount: { principal: 1 } }],
});

async function settle(harness: Harness, account: AccountWithNodes): Promise<Settled> {
  const base = `/accounts/${account.accountId}`;
  const order = await aShippedOrder(harness, account, { quantity: 1 });
  const opening = { items: [{ sku: order.sku, quantity: 1, reason: 'Item does not fit' }], chargeCents: 500 };
  const opened = await harness.operator('POST', `${base}/orders/${order.orderId}/returns`, opening);
  const { id: disputedReturnId } = opened.json() as { id: string };
  const disputing = { agree_to_return_charge: false, return_charge_feedback: 'fraud', items: [] };
  await account.call('PUT', `/returns/${disputedReturnId}/complete`, {
    ...disputing,
    merchant_order_id: order.orderId,
  });
  await harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs: 3_600_000 });
  const { items } = (await harness.operator('GET', `${base}/settlements`)).json() as { items: { id: string }[] };
  const report = (await account.call('POST', '/reports/ProductStatus')).json() as { report_id: string };
  return { settlementId: items[0]?.id ?? '', disputedReturnId, reportId: report.report_id };
}

/** The file is no file: processing it is none of these tests' business. */
async function upload(harness: Harness, account: AccountWithNodes): Promise<Uploaded> {
  const issued = (await account.call('GET', '/files/uploadToken')).json() as { url: string; jet_file_id: string };
  const { pathname, search } = new URL(issued.url);
  await harness.marketplace.server.inject({ method: 'PUT', url: `${pathname}${search}`, payload: 'nothing' });
  const said = { url: issued.url, file_type: 'Price', file_name: 'prices.json.gz' };
  await account.call('POST', '/files/uploaded', said);
  return { fileId: issued.jet_file_id, said };
}
