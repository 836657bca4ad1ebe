/** Owns what all operations are swept on: a merchant of its own, and the grounds of each capability. */
import { madeOrders } from './made-orders.ts';
import { aMerchant, type Merchant } from './merchants.ts';
import { offerGrounds } from './offer-grounds.ts';
import { orderGrounds } from './order-grounds.ts';
import { otherGrounds } from './other-grounds.ts';
import { must } from './raw-http.ts';
import { returnGrounds } from './return-grounds.ts';
import { skuGrounds, skuThings } from './sku-grounds.ts';
import type { Grounds } from './sweep.ts';
import type { Target } from './target.ts';

const ADDRESS = { address1: '1 Wharf Road', city: 'Portland', state: 'ME', zipCode: '04101' };

export async function openGrounds(target: Target): Promise<{ readonly merchant: Merchant; readonly grounds: Grounds }> {
  const merchant = await aMerchant(target);
  const added = must(await merchant.operate('POST', '/return-nodes', { name: 'Returns', address: ADDRESS }), 201);
  const returnNode = (added.json() as { readonly id: string }).id;
  const things = skuThings(merchant);
  const orders = madeOrders(merchant);
  const grounds = {
    ...skuGrounds(things),
    ...offerGrounds(things, { node: merchant.nodes[0], returnNode }),
    ...orderGrounds(merchant, orders),
    ...returnGrounds(merchant, orders),
    ...otherGrounds(target, merchant),
  };
  return { merchant, grounds };
}
