/** Owns one thing of each kind that a merchant has, for tests that go through all of them. */
import { randomBytes } from 'node:crypto';
import { issue, processed, put } from './files.ts';
import { aProduct, aShippedOrder, fresh, HOUR_MS, type Merchant } from './merchants.ts';
import { must, type RawReply } from './raw-http.ts';
import type { Target } from './target.ts';

/** One thing of each kind that a merchant has. */
export interface Things {
  readonly sku: string;
  readonly orderId: string;
  readonly itemId: string;
  readonly directedId: string;
  readonly returnId: string;
  readonly refundId: string;
  readonly fileId: string;
  readonly fileUrl: string;
  readonly reportId: string;
  readonly settlementId: string;
  readonly nodeId: string;
  readonly returnNodeId: string;
}

/** The body of an answer that must have this status. */
export const jsonOf = (reply: RawReply, status = 200): Record<string, unknown> =>
  must(reply, status).json() as Record<string, unknown>;
export const lastPart = (link: unknown): string => String(link).replace(/^.*\//, '');

/** An order shipped whole, an uploaded file, a settlement, a report, a return and a refund. */
export async function thingsOf(target: Target, merchant: Merchant): Promise<Things> {
  const { call, operate } = merchant;
  must(await target.operator('PUT', `/worlds/${merchant.worldId}/policy`, { settlementPeriodMs: HOUR_MS }), 200);
  const address = { address1: '1 Wharf Road', city: 'Portland', state: 'ME', zipCode: '04101' };
  const returnNode = jsonOf(await operate('POST', '/return-nodes', { name: 'Returns', address }), 201);
  const sku = await merchant.offer();
  const { orderId, itemId } = await aShippedOrder(merchant, sku, 5);
  must(await call('PUT', `/orders/${orderId}/tag`, { tag: 'seen' }), 204);
  await merchant.advance(2 * HOUR_MS);
  const items = [{ sku, quantity: 1, reason: 'Item does not fit' }];
  const opened = jsonOf(await operate('POST', `/orders/${orderId}/returns`, { items }), 201);
  const wanted = { items: [{ order_item_id: itemId, order_return_refund_qty: 1, refund_amount: { principal: 1 } }] };
  const refunded = jsonOf(await call('POST', `/refunds/${orderId}/mine`, wanted), 201);
  const generated = jsonOf(
    await call('POST', '/orders/generate/1', {
      fulfillment_node: merchant.nodes[0],
      items: [{ sku, order_quantity: 2, order_cancel_quantity: 1 }],
    }),
  );
  const issued = await issue(call);
  must(await put(target, issued.url, JSON.stringify({ [fresh('sku')]: aProduct() })), 201);
  const file = { url: issued.url, file_type: 'MerchantSKUs', file_name: 'mine.json.gz' };
  must(await call('POST', '/files/uploaded', file), 200);
  await processed(call, issued.jet_file_id);
  const report = jsonOf(await call('POST', '/reports/ProductStatus'));
  const settled = jsonOf(await call('GET', '/settlement/30'));
  return {
    sku,
    orderId,
    itemId,
    directedId: lastPart((generated['order_urls'] as string[])[0]),
    returnId: String(opened['id']),
    refundId: String(refunded['refund_authorization_id']),
    fileId: issued.jet_file_id,
    fileUrl: issued.url,
    reportId: String(report['report_id']),
    settlementId: lastPart((settled['settlement_report_urls'] as string[])[0]),
    nodeId: merchant.nodes[0],
    returnNodeId: String(returnNode['id']),
  };
}

/** The same kinds of ids, of nothing. */
export function nothingLike(things: Things): Things {
  const hex = (): string => randomBytes(16).toString('hex');
  return {
    sku: fresh('sku'),
    orderId: hex(),
    itemId: hex(),
    directedId: hex(),
    returnId: hex(),
    refundId: things.refundId.replace(/^\d/, (first) => (first === '9' ? '8' : '9')),
    fileId: hex(),
    fileUrl: things.fileUrl.replaceAll(things.fileId, hex()),
    reportId: hex(),
    settlementId: `9${things.settlementId}`,
    nodeId: hex(),
    returnNodeId: hex(),
  };
}
