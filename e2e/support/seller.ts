/** Owns setting up a merchant on the marketplace and his company in the OMS, as people would through the APIs. */
import type { OperatorClient } from '@jetway/marketplace-api';
import type { OmsClient } from '@jetway/oms-api';
import { expectStatus, type JetClient, jetClient, onceOnly } from './clients.ts';

const address = { address1: '1 Dock Road', city: 'Albany', state: 'NY', zipCode: '12201' };

export interface MarketplaceSide {
  readonly accountId: string;
  readonly worldId: string;
  readonly nodeId: string;
  readonly apiUser: string;
  readonly apiSecret: string;
  readonly jet: JetClient;
}

/** A merchant with a node, SKUs that are priced and reviewed, and no stock yet; orders are released at once. */
export async function setUpMerchant(
  origin: string,
  operator: OperatorClient,
  skus: readonly string[],
): Promise<MarketplaceSide> {
  const name = `Merchant ${crypto.randomUUID()}`;
  const merchant = expectStatus(await operator.createMerchant({ body: { name } }), 201);
  const account = merchant.accounts.find(({ kind }) => kind === 'test');
  if (account === undefined) throw new Error('no test account');
  const { accountId, apiUser, apiSecret } = account;
  const accounts = expectStatus(await operator.listAccounts({ query: { limit: 200 } }), 200).items;
  const worldId = accounts.find(({ id }) => id === accountId)?.worldId ?? '';
  const policy = { reviewMs: 0, holdMs: 1000 };
  expectStatus(await operator.setPolicy({ params: { worldId }, body: policy }), 200);
  const node = expectStatus(
    await operator.createNode({
      params: { accountId },
      body: {
        name: 'Dock',
        timeZone: 'America/New_York',
        address,
        shippingMethods: ['UPS Ground', 'FedEx Ground'],
        serviceLevels: ['Standard'],
      },
    }),
    201,
  );
  const jet = await jetClient(origin, apiUser, apiSecret);
  for (const [index, sku] of skus.entries()) {
    const body = {
      product_title: `Thing number ${index}`,
      multipack_quantity: 1,
      ASIN: '12345ABCDE',
      brand: 'Dock',
      main_image_url: 'https://images.example/thing.png',
      jet_browse_node_id: 4_101_001,
      shipping_weight_pounds: 1,
    };
    expectStatus(await jet.putSku({ params: { sku }, body }), 204);
    expectStatus(await jet.putPrice({ params: { sku }, body: { price: 5 + index } }), 204);
  }
  return { accountId, worldId, nodeId: node.id, apiUser, apiSecret, jet };
}

export interface OmsSide {
  readonly connectionId: string;
  readonly locationId: string;
  readonly skuIds: ReadonlyMap<string, string>;
}

/** A connection to that merchant's account, a location for its node, and the SKUs with stock; switched on. */
export async function setUpCompany(
  oms: OmsClient,
  merchant: MarketplaceSide,
  options: { readonly baseUrl: string; readonly stock: ReadonlyMap<string, number> },
): Promise<OmsSide> {
  const connection = expectStatus(
    await oms.createConnection({
      body: {
        channel: 'jet',
        name: 'Jet',
        baseUrl: options.baseUrl,
        pullEverySeconds: 5,
        settings: {
          jet_api_user: merchant.apiUser,
          jet_api_secret: merchant.apiSecret,
          jet_fulfillment_node_id: merchant.nodeId,
          jet_pull_orders: true,
          jet_send_tracking_numbers: true,
          jet_soj_enabled: true,
        },
      },
    }),
    201,
  );
  const connectionId = connection.id;
  const location = expectStatus(
    await oms.createLocation({
      body: {
        name: 'Warehouse',
        timeZone: 'America/New_York',
        cutOff: '15:00',
        zipCode: '12201',
        nodes: [{ connectionId, nodeId: merchant.nodeId }],
      },
    }),
    201,
  );
  const skuIds = new Map<string, string>();
  for (const [sku, onHand] of options.stock) {
    const body = { sku, title: `Thing ${sku}`, stock: [{ locationId: location.id, onHand }] };
    const made = expectStatus(await oms.createSku({ body }, onceOnly(`make-${sku}`)), 201);
    skuIds.set(sku, made.skuId);
  }
  expectStatus(await oms.switchConnection({ params: { connectionId }, body: { mode: 'live' } }), 200);
  return { connectionId, locationId: location.id, skuIds };
}
