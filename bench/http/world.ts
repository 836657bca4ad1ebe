/** Owns what the measurement needs on the marketplace: a merchant with a node, SKUs for sale and orders that are ready. */
import { createClient, fetchTransport } from '@jetway/http-contract';
import { jetRoutes } from '@jetway/jet-api';
import { createOperatorClient, type OperatorClient, operatorPrefix } from '@jetway/marketplace-api';

const address = { address1: '1 Dock Road', city: 'Albany', state: 'NY', zipCode: '12201' };
/** Orders of different SKUs do not wait for each other. */
const SKUS = Array.from({ length: 50 }, (_, n) => `bench-${n}`);
const READY_ORDERS = 100;
const HOLD_MS = 30 * 60_000;

export interface BenchWorld {
  readonly operatorKey: string;
  readonly accountId: string;
  readonly worldId: string;
  readonly nodeId: string;
  readonly token: string;
  readonly skus: readonly string[];
  /** One of those that are ready. */
  readonly orderId: string;
  readonly readyOrders: number;
}

function sure<T extends { readonly status: number }, S extends T['status']>(
  answer: T,
  status: S,
): Extract<T, { status: S }> {
  if (answer.status !== status) throw new Error(`expected ${status}: ${JSON.stringify(answer)}`);
  return answer as Extract<T, { status: S }>;
}

const transport = fetchTransport(fetch);

function operatorOf(origin: string, key: string): OperatorClient {
  const headers = () => ({ authorization: `Bearer ${key}` });
  return createOperatorClient({ baseUrl: `${origin}${operatorPrefix}`, transport, headers });
}

export async function prepareWorld(origin: string, operatorKey: string): Promise<BenchWorld> {
  const operator = operatorOf(origin, operatorKey);
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
  const token = await offerSkus(origin, node.id, account);
  const params = { accountId };
  for (;;) {
    const { items } = sure(await operator.listSkus({ params, query: { purchasable: true, limit: 200 } }), 200).body;
    if (items.length === SKUS.length) break;
  }
  for (let n = 0; n < READY_ORDERS; n += 1) {
    const items = [{ sku: SKUS[n % SKUS.length] ?? '', quantity: 2 }];
    sure(await operator.placeOrder({ params, body: { items } }), 201);
  }
  for (;;) {
    const ready = sure(await operator.listOrders({ params, query: { status: 'ready', limit: 200 } }), 200).body.items;
    const [first] = ready;
    if (first === undefined || ready.length < READY_ORDERS) continue;
    const orderId = first.id;
    return { operatorKey, accountId, worldId, nodeId: node.id, token, skus: SKUS, orderId, readyOrders: READY_ORDERS };
  }
}

/** Uploads, prices and stocks the SKUs; answers the merchant's token. */
async function offerSkus(
  origin: string,
  nodeId: string,
  { apiUser, apiSecret }: { readonly apiUser: string; readonly apiSecret: string },
): Promise<string> {
  const signIn = createClient(jetRoutes, { baseUrl: `${origin}/api`, transport });
  const { id_token: token } = sure(await signIn.getToken({ body: { user: apiUser, pass: apiSecret } }), 200).body;
  const jet = createClient(jetRoutes, {
    baseUrl: `${origin}/api`,
    transport,
    headers: () => ({ authorization: `Bearer ${token}` }),
  });
  const stock = { fulfillment_nodes: [{ fulfillment_node_id: nodeId, quantity: 1_000_000 }] };
  for (const sku of SKUS) {
    const body = {
      product_title: `Bench of ${sku}`,
      multipack_quantity: 1,
      ASIN: '12345ABCDE',
      brand: 'Dock',
      main_image_url: 'https://images.example/thing.png',
      jet_browse_node_id: 4_101_001,
      shipping_weight_pounds: 1,
    };
    sure(await jet.putSku({ params: { sku }, body }), 204);
    sure(await jet.putPrice({ params: { sku }, body: { price: 10 } }), 204);
    sure(await jet.putInventory({ params: { sku }, body: stock }), 204);
  }
  return token;
}

/** From now on orders are held: they do not become ready while others are placed. */
export async function holdOrders(origin: string, { operatorKey, worldId }: BenchWorld): Promise<void> {
  const policy = { holdMs: HOLD_MS, ackDeadlineMs: 10 * HOLD_MS };
  sure(await operatorOf(origin, operatorKey).setPolicy({ params: { worldId }, body: policy }), 200);
}
