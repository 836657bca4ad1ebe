/** What every route of both surfaces must refuse, made from the contracts; and that every declared status is answered. */
import { jetRoutes } from '@jetway/jet-api';
import { operatorRoutes } from '@jetway/marketplace-api';
import { type ContractTarget, contractCases, expectEveryStatusSeen, recordContract } from '@jetway/testkit';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { MarketplaceDatabase } from '../../database/index.ts';
import { aMerchant, type Call, callUnder, ownDatabase } from '../index.ts';
import { jetAccounts, operatorAccounts } from './accounts.ts';
import { jetFiles, operatorFiles } from './files.ts';
import { jetNodes, operatorNodes } from './nodes.ts';
import { generated, jetOrders, operatorOrders } from './orders.ts';
import type { JetRoutes, OperatorRoutes, OperatorWalk } from './part.ts';
import { jetReturns, operatorReturns } from './returns.ts';
import { operatorSandbox } from './sandbox.ts';
import { jetSettlements, operatorRules, operatorSettlements } from './settlements.ts';
import { jetSkus, operatorSkus } from './skus.ts';
import { jetTaxonomies, operatorTaxonomies } from './taxonomies.ts';
import { operatorWebhooks } from './webhooks.ts';
import { type ContractWorld, openContractWorld } from './world.ts';

let database: MarketplaceDatabase;
let world: ContractWorld;
beforeAll(async () => {
  database = await ownDatabase();
  world = await openContractWorld(database);
});
afterAll(async () => database.close());

const at = () => world;
const jet = {
  accounts: jetAccounts(at),
  skus: jetSkus(at),
  nodes: jetNodes(at),
  files: jetFiles(at),
  orders: jetOrders(at),
  returns: jetReturns(at),
  settlements: jetSettlements(at),
  taxonomies: jetTaxonomies(),
};
const operator = {
  accounts: operatorAccounts(at),
  skus: operatorSkus(at),
  nodes: operatorNodes(at),
  files: operatorFiles(at),
  rules: operatorRules(at),
  returns: operatorReturns(at),
  // After what lets time pass: an order that is placed here must not become ready by it.
  orders: operatorOrders(at),
  settlements: operatorSettlements(at),
  taxonomies: operatorTaxonomies(at),
  sandbox: operatorSandbox(at),
  webhooks: operatorWebhooks(at),
};

const jetTarget: ContractTarget<JetRoutes> = {
  routes: jetRoutes,
  prefix: '/api',
  inject: (request) => world.harness.marketplace.server.inject(request),
  headersFor: () => ({ authorization: `Bearer ${world.mine.token}` }),
  badCredentials: [{ authorization: 'Bearer nonsense' }, { authorization: 'null' }, { authorization: 'Basic YTpi' }],
  samples: {
    ...jet.accounts.samples,
    ...jet.skus.samples,
    ...jet.nodes.samples,
    ...jet.files.samples,
    ...jet.orders.samples,
    ...jet.returns.samples,
    ...jet.settlements.samples,
    ...jet.taxonomies.samples,
  },
  foreign: {
    ...jet.skus.foreign,
    ...jet.nodes.foreign,
    ...jet.files.foreign,
    ...jet.orders.foreign,
    ...jet.returns.foreign,
    ...jet.settlements.foreign,
  },
  // A SKU that another merchant has too is one's own new one; a status is no thing of anybody's.
  tenantFree: [
    'putSku',
    'putSkuV2',
    'listSkusByStatus',
    'postUploadedFile',
    'listOrders',
    'listTaggedOrders',
    'generateOrders',
    'listDirectedCancels',
    'listReturns',
    'createReport',
    'listSettlements',
    'listTaxonomyLinks',
    'getTaxonomyNode',
    'listNodeAttributes',
  ],
};

const operatorTarget: ContractTarget<OperatorRoutes> = {
  routes: operatorRoutes,
  prefix: '/operator/v1',
  inject: (request) => world.harness.marketplace.server.inject(request),
  headersFor: () => ({ authorization: `Bearer ${world.harness.operatorKey}` }),
  badCredentials: [{ authorization: 'Bearer nonsense' }, { cookie: 'jetway_operator=nonsense' }],
  samples: {
    ...operator.accounts.samples,
    ...operator.skus.samples,
    ...operator.nodes.samples,
    ...operator.files.samples,
    ...operator.rules.samples,
    ...operator.orders.samples,
    ...operator.returns.samples,
    ...operator.settlements.samples,
    ...operator.taxonomies.samples,
    ...operator.sandbox.samples,
    ...operator.webhooks.samples,
  },
};

describe('the merchant API', () => {
  for (const { title, run } of contractCases(jetTarget)) test(title, run);
});

describe('the operator API', () => {
  for (const { title, run } of contractCases(operatorTarget)) test(title, run);
});

describe('every declared status is answered', () => {
  test('by the merchant API', async () => {
    const recorder = recordContract(world.harness.marketplace.server.inject, jetRoutes, '/api');
    const as = (headers: Record<string, string>): Call => callUnder({ inject: recorder.inject }, '/api', headers);
    const merchant = as({ authorization: `Bearer ${world.mine.token}` });
    const walk = Object.values(jet).flatMap((part) => part.walk());
    for (const [method, path, body] of walk) await merchant(method, path, body);
    for (const [method, path] of walk) await as({})(method, path);
    const { live } = await aMerchant(world.harness);
    await as({ authorization: `Bearer ${live.token}` })('POST', '/orders/generate/1', generated(at));
    expectEveryStatusSeen(recorder, jetRoutes);
  });

  test('by the operator API', async () => {
    const recorder = recordContract(world.harness.marketplace.server.inject, operatorRoutes, '/operator/v1');
    const as = (headers: Record<string, string>): Call =>
      callUnder({ inject: recorder.inject }, '/operator/v1', headers);
    const key = { authorization: `Bearer ${world.harness.operatorKey}` };
    const asOperator = as(key);
    const walks: OperatorWalk[] = [];
    for (const part of Object.values(operator)) walks.push(await part.walk(asOperator));
    const all = walks.flatMap(({ walk }) => walk);
    for (const [method, path, body] of all) await asOperator(method, path, body);
    for (const [method, path] of all) await as({})(method, path);
    // The same key for another request is a conflict, whatever the route.
    const again = as({ ...key, 'idempotency-key': 'walked' });
    await again('POST', `/accounts/${world.mine.accountId}/orders`, { items: [{ sku: world.sku, quantity: 2 }] });
    for (const [method, path, body] of walks.flatMap((one) => one.again ?? [])) await again(method, path, body);
    const outdated = as({ ...key, 'if-match': '"9"' });
    for (const [method, path, body] of walks.flatMap((one) => one.outdated ?? [])) await outdated(method, path, body);
    for (const [method, path, body] of walks.flatMap((one) => one.last ?? [])) await asOperator(method, path, body);
    expectEveryStatusSeen(recorder, operatorRoutes);
  });
});
