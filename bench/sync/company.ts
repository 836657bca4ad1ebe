/** Owns the company that is measured: a merchant with SKUs on the marketplace, and its organization in the OMS. */
import { type Client, createClient, fetchTransport } from '@jetway/http-contract';
import { jetRoutes } from '@jetway/jet-api';
import { createOperatorClient, type OperatorClient, operatorPrefix } from '@jetway/marketplace-api';
import { createOmsClient, type OmsClient, omsPrefix } from '@jetway/oms-api';
import { each, sure, until } from './figures.ts';
import { admin, origins } from './programs.ts';

const transport = fetchTransport(fetch);
const address = { address1: '1 Dock Road', city: 'Albany', state: 'NY', zipCode: '12201' };
const AT_ONCE = 8;

export interface Company {
  readonly operator: OperatorClient;
  readonly jet: Client<typeof jetRoutes>;
  readonly oms: OmsClient;
  readonly accountId: string;
  readonly worldId: string;
  readonly nodeId: string;
  readonly connectionId: string;
  readonly locationId: string;
  readonly skus: readonly string[];
  readonly skuIds: ReadonlyMap<string, string>;
}

/** Everything is on sale, the marketplace knows the stock, and no orders are pulled yet. */
export async function aCompany(operatorKey: string, skus: readonly string[], onHand: number): Promise<Company> {
  const operator = createOperatorClient({
    baseUrl: `${origins.marketplace}${operatorPrefix}`,
    transport,
    headers: () => ({ authorization: `Bearer ${operatorKey}` }),
  });
  const merchant = sure(await operator.createMerchant({ body: { name: 'Bench' } }), 201).body;
  const account = merchant.accounts.find(({ kind }) => kind === 'test');
  if (account === undefined) throw new Error('no test account');
  const { accountId, apiUser, apiSecret } = account;
  const { items } = sure(await operator.listAccounts({ query: { limit: 200 } }), 200).body;
  const worldId = items.find(({ id }) => id === accountId)?.worldId ?? '';
  sure(await operator.setPolicy({ params: { worldId }, body: { reviewMs: 0, holdMs: 0 } }), 200);
  const shipping = { shippingMethods: ['UPS Ground'], serviceLevels: ['Standard'] };
  const node = { name: 'Dock', timeZone: 'America/New_York', address, ...shipping };
  const { id: nodeId } = sure(await operator.createNode({ params: { accountId }, body: node }), 201).body;
  const jet = await jetOf(apiUser, apiSecret);
  await each(skus, AT_ONCE, (sku) => putOnSale(jet, sku));
  const oms = await signedIn();
  const settings = {
    jet_api_user: apiUser,
    jet_api_secret: apiSecret,
    jet_fulfillment_node_id: nodeId,
    jet_pull_orders: false,
    jet_send_tracking_numbers: true,
    jet_soj_enabled: true,
  };
  const wanted = { channel: 'jet', name: 'Jet', baseUrl: `${origins.marketplace}/api`, pullEverySeconds: 5 } as const;
  const connection = sure(await oms.createConnection({ body: { ...wanted, settings } }), 201).body;
  const place = { name: 'Warehouse', timeZone: 'America/New_York', cutOff: '15:00', zipCode: '12201' };
  const nodes = [{ connectionId: connection.id, nodeId }];
  const { id: locationId } = sure(await oms.createLocation({ body: { ...place, nodes } }), 201).body;
  const skuIds = new Map<string, string>();
  await each(skus, AT_ONCE, async (sku) => {
    const body = { sku, title: `Thing ${sku}`, stock: [{ locationId, onHand }] };
    skuIds.set(sku, sure(await oms.createSku({ body }), 201).body.skuId);
  });
  const params = { connectionId: connection.id };
  sure(await oms.switchConnection({ params, body: { mode: 'live' } }), 200);
  await until('the marketplace to know the stock', async () => {
    const { waitingStock } = sure(await oms.getConnection({ params }), 200).body;
    return waitingStock === 0 ? true : undefined;
  });
  return {
    ...{ operator, jet, oms, accountId, worldId, nodeId, connectionId: connection.id, locationId },
    ...{ skus, skuIds },
  };
}

async function jetOf(user: string, pass: string): Promise<Client<typeof jetRoutes>> {
  const baseUrl = `${origins.marketplace}/api`;
  const visitor = createClient(jetRoutes, { baseUrl, transport });
  const { id_token: token } = sure(await visitor.getToken({ body: { user, pass } }), 200).body;
  return createClient(jetRoutes, { baseUrl, transport, headers: () => ({ authorization: `Bearer ${token}` }) });
}

async function putOnSale(jet: Client<typeof jetRoutes>, sku: string): Promise<void> {
  const body = {
    product_title: `Thing ${sku}`,
    multipack_quantity: 1,
    ASIN: '12345ABCDE',
    brand: 'Dock',
    main_image_url: 'https://images.example/thing.png',
    jet_browse_node_id: 4_101_001,
    shipping_weight_pounds: 1,
  };
  sure(await jet.putSku({ params: { sku }, body }), 204);
  sure(await jet.putPrice({ params: { sku }, body: { price: 20 } }), 204);
}

/** With a key, as programs do it. */
async function signedIn(): Promise<OmsClient> {
  const baseUrl = `${origins.oms}${omsPrefix}`;
  const answer = sure(await createOmsClient({ baseUrl, transport }).signIn({ body: admin }), 200);
  const cookie = (answer.headers['set-cookie'] ?? '').split(';')[0] ?? '';
  const person = createOmsClient({ baseUrl, transport, headers: () => ({ cookie, origin: origins.oms }) });
  const { key } = sure(await person.createApiKey({ body: { name: 'bench', role: 'admin' } }), 201).body;
  return createOmsClient({ baseUrl, transport, headers: () => ({ authorization: `Bearer ${key}` }) });
}
