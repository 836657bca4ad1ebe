/** Owns what the measurement needs on the marketplace: a merchant with a node, a SKU for sale and an order. */
import { createClient, fetchTransport } from '@jetway/http-contract';
import { jetRoutes } from '@jetway/jet-api';
import { createOperatorClient, operatorPrefix } from '@jetway/marketplace-api';

const address = { address1: '1 Dock Road', city: 'Albany', state: 'NY', zipCode: '12201' };
const SKU = 'bench-1';

export interface BenchWorld {
  readonly token: string;
  readonly sku: string;
  readonly orderId: string;
}

function sure<T extends { readonly status: number }, S extends T['status']>(answer: T, status: S): T & { status: S } {
  if (answer.status !== status) throw new Error(`expected ${status}: ${JSON.stringify(answer)}`);
  return answer as T & { status: S };
}

export async function prepareWorld(origin: string, operatorKey: string): Promise<BenchWorld> {
  const transport = fetchTransport(fetch);
  const operator = createOperatorClient({
    baseUrl: `${origin}${operatorPrefix}`,
    transport,
    headers: () => ({ authorization: `Bearer ${operatorKey}` }),
  });
  const merchant = sure(await operator.createMerchant({ body: { name: `Bench ${Date.now()}` } }), 201).body;
  const account = merchant.accounts.find(({ kind }) => kind === 'test');
  if (account === undefined) throw new Error('no test account');
  const { accountId } = account;
  const found = sure(await operator.listAccounts({ query: { limit: 200 } }), 200).body.items;
  const worldId = found.find(({ id }) => id === accountId)?.worldId ?? '';
  sure(await operator.setPolicy({ params: { worldId }, body: { reviewMs: 0, holdMs: 0 } }), 200);
  const node = sure(
    await operator.createNode({
      params: { accountId },
      body: {
        name: 'Dock',
        timeZone: 'America/New_York',
        address,
        shippingMethods: ['UPS Ground'],
        serviceLevels: ['Standard'],
      },
    }),
    201,
  ).body;
  const signIn = createClient(jetRoutes, { baseUrl: `${origin}/api`, transport });
  const { id_token: token } = sure(
    await signIn.getToken({ body: { user: account.apiUser, pass: account.apiSecret } }),
    200,
  ).body;
  const jet = createClient(jetRoutes, {
    baseUrl: `${origin}/api`,
    transport,
    headers: () => ({ authorization: `Bearer ${token}` }),
  });
  const params = { sku: SKU };
  sure(
    await jet.putSku({ params, body: { product_title: 'A bench', multipack_quantity: 1, ASIN: '12345ABCDE' } }),
    204,
  );
  sure(await jet.putPrice({ params, body: { price: 10 } }), 204);
  const stock = { fulfillment_nodes: [{ fulfillment_node_id: node.id, quantity: 1000 }] };
  sure(await jet.putInventory({ params, body: stock }), 204);
  sure(await operator.moveClock({ params: { worldId }, body: { advanceMs: 60_000 } }), 200);
  const items = [{ sku: SKU, quantity: 2 }];
  const order = sure(await operator.placeOrder({ params: { accountId }, body: { items } }), 201).body;
  return { token, sku: SKU, orderId: order.id };
}
