/** Owns the builders of tests: merchants, accounts, nodes, SKUs and offers with believable defaults and fresh ids. */
import type { SkuUpload } from '@jetway/jet-api';
import { decimalFromCents } from '@jetway/kernel';
import type { WorldPolicy } from '@jetway/marketplace-api';
import { type FulfillmentNodeRow, type ReturnNodeRow, saveNode, saveReturnNode } from '../nodes/index.ts';
import { type World, worldNow } from '../worlds/index.ts';
import { type Call, callUnder, type Harness } from './harness.ts';

export interface TestAccount {
  readonly accountId: string;
  readonly merchantId: string;
  readonly kind: 'live' | 'test';
  readonly worldId: string;
  readonly apiUser: string;
  readonly apiSecret: string;
  /** Calls the merchant API as this account. */
  readonly call: Call;
  readonly token: string;
}

export interface TestMerchant {
  readonly id: string;
  readonly name: string;
  readonly live: TestAccount;
  readonly test: TestAccount;
}

/** Nothing is under review in tests, unless a test wants it. */
const TEST_POLICY: Partial<WorldPolicy> = { reviewMs: 0 };

/** A merchant with both accounts, signed in; its live keys work. */
export async function aMerchant(
  harness: Harness,
  chosen: { readonly name?: string; readonly policy?: Partial<WorldPolicy> } = {},
): Promise<TestMerchant> {
  const name = chosen.name ?? `Merchant ${harness.ids.hex32().slice(0, 12)}`;
  const policy = { ...TEST_POLICY, ...chosen.policy };
  const created = await harness.services.merchants.create(
    { name, onboardingDone: true, test: { policy } },
    harness.author,
  );
  if (!created.ok) throw new Error(created.refusal.text);
  const signedIn = await Promise.all(
    created.value.accounts.map(async ({ account, apiSecret }): Promise<TestAccount> => {
      const token = await aToken(harness, account.apiUser, apiSecret);
      const call = callUnder(harness.marketplace.server, '/api', { authorization: `Bearer ${token}` });
      return { ...account, accountId: account.id, apiSecret, token, call };
    }),
  );
  const of = (kind: 'live' | 'test'): TestAccount => {
    const found = signedIn.find((account) => account.kind === kind);
    if (found === undefined) throw new Error(`the merchant has no ${kind} account`);
    return found;
  };
  return { id: created.value.id, name, live: of('live'), test: of('test') };
}

/** A token for credentials, straight from the service. */
export async function aToken(harness: Harness, apiUser: string, apiSecret: string): Promise<string> {
  const issued = await harness.services.tokens.issue(apiUser, apiSecret);
  if (!issued.ok) throw new Error(issued.refusal.text);
  return issued.value.token;
}

export interface AccountWithNodes extends TestAccount {
  /** The ids of its fulfilment nodes, at least one. */
  readonly nodeId: string;
  readonly nodeIds: readonly string[];
  readonly returnNodeId: string;
}

/** A test account of a fresh merchant, with nodes. */
export async function anAccount(
  harness: Harness,
  chosen: { readonly policy?: Partial<WorldPolicy>; readonly nodes?: number } = {},
): Promise<AccountWithNodes> {
  const { test: account } = await aMerchant(harness, chosen);
  const nodeIds: string[] = [];
  for (let count = 0; count < (chosen.nodes ?? 1); count += 1) nodeIds.push((await aNode(harness, account)).id);
  const { id: returnNodeId } = await aReturnNode(harness, account);
  return { ...account, nodeIds, nodeId: nodeIds[0] ?? '', returnNodeId };
}

const ADDRESS = { address1: '1 Wharf Road', city: 'Portland', state: 'ME', zipCode: '04101' };

/** A fulfilment node of an account. */
export async function aNode(
  harness: Harness,
  account: TestAccount,
  chosen: Partial<FulfillmentNodeRow> = {},
): Promise<FulfillmentNodeRow> {
  const node: FulfillmentNodeRow = {
    id: harness.ids.hex32(),
    name: 'Wharf',
    timeZone: 'America/New_York',
    address: ADDRESS,
    shippingMethods: ['UPS Ground', 'FedEx Home Delivery'],
    serviceLevels: ['Standard', 'Expedited'],
    pricedPerPound: false,
    ...chosen,
  };
  await saveNode(harness.database.db, account.accountId, node, harness.clock.now(), harness.author);
  return node;
}

/** A return node of an account. */
export async function aReturnNode(
  harness: Harness,
  account: TestAccount,
  chosen: Partial<ReturnNodeRow> = {},
): Promise<ReturnNodeRow> {
  const node: ReturnNodeRow = { id: harness.ids.hex32(), name: 'Returns', address: ADDRESS, ...chosen };
  await saveReturnNode(harness.database.db, account.accountId, node, harness.clock.now(), harness.author);
  return node;
}

/** The smallest upload that misses nothing; its browse node is a leaf of the default taxonomy. */
export const aSku = (chosen: Partial<SkuUpload> = {}): SkuUpload => ({
  product_title: 'Enamel mug, 12 oz',
  multipack_quantity: 1,
  ASIN: '12345ABCDE',
  brand: 'Harbour & Pine',
  main_image_url: 'https://images.example/mug.png',
  jet_browse_node_id: 4_101_001,
  shipping_weight_pounds: 0.8,
  ...chosen,
});

export interface OfferWish {
  readonly sku?: string;
  readonly upload?: Partial<SkuUpload>;
  readonly priceCents?: number;
  /** At every node of the account. */
  readonly quantity?: number;
}

/** A SKU of an account, uploaded, priced and stocked through the merchant API; answers its id. */
export async function anOffer(harness: Harness, account: AccountWithNodes, wish: OfferWish = {}): Promise<string> {
  const sku = wish.sku ?? `sku-${harness.ids.hex32().slice(0, 12)}`;
  const path = `/merchant-skus/${encodeURIComponent(sku)}`;
  const nodes = account.nodeIds.map((id) => ({ fulfillment_node_id: id, quantity: wish.quantity ?? 10 }));
  const replies = [
    await account.call('PUT', path, aSku(wish.upload)),
    await account.call('PUT', `${path}/price`, { price: decimalFromCents(wish.priceCents ?? 1999) }),
    await account.call('PUT', `${path}/inventory`, { fulfillment_nodes: nodes }),
  ];
  const refused = replies.find(({ status }) => status !== 204);
  if (refused !== undefined) throw new Error(`the offer was refused: ${refused.text}`);
  return sku;
}

/** An account's world and the time in it now. */
export async function worldOf(
  harness: Harness,
  account: TestAccount,
): Promise<{ readonly world: World; readonly now: number }> {
  const world = await harness.services.worlds.load(harness.database.db, account.worldId);
  if (world === undefined) throw new Error('the account has no world');
  return { world, now: worldNow(world, harness.clock.now()) };
}
