import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProductCode } from '@jetway/jet-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findAccountOfMerchant } from '../merchants/index.ts';
import { aToken, callUnder, type Harness, openHarness, ownDatabase } from '../testing/index.ts';
import { demoProducts } from './catalogue/index.ts';
import { cataloguePath } from './demo-catalogue.ts';
import { DEMO_MERCHANT_ID } from './demo-fixtures.ts';
import { serveDemoImages } from './demo-images.ts';
import { checkDigit, productCode } from './products.ts';
import { seedDemo } from './seed-demo.ts';

const PUBLIC_URL = 'http://127.0.0.1:4010';
const choices = {
  operator: { email: 'operator@jetway.example', password: 'demo password', key: 'k'.repeat(43) },
  merchant: {
    apiUser: 'A'.repeat(40),
    apiSecret: 's'.repeat(44),
    fulfillmentNodeId: '0123456789abcdef0123456789abcdef',
  },
};

let harness: Harness;
let folder: string;
let demoFile: string;

const seed = async (shoppersRate?: number) => {
  const { services } = harness;
  const seeded = await seedDemo(
    { ...services, changed: services.contexts.forget },
    { choices, demoFile, publicUrl: PUBLIC_URL, shoppersRate },
  );
  if (!seeded.ok) throw new Error(seeded.refusal.text);
  return seeded.value;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jetway-demo-'));
  demoFile = join(folder, 'demo.json');
  await writeFile(demoFile, '{}');
  harness = await openHarness({ database: await ownDatabase(), prepare: false });
  serveDemoImages(harness.marketplace.server);
  await seed();
  await harness.marketplace.prepare(choices.operator);
});
afterAll(async () => {
  await harness.database.close();
  await rm(folder, { recursive: true, force: true });
});

const operator = (path: string) =>
  harness.call('GET', `/operator/v1${path}`, undefined, { authorization: `Bearer ${choices.operator.key}` });
const accountId = async () =>
  (await findAccountOfMerchant(harness.database.db, DEMO_MERCHANT_ID, 'live'))?.account.id ?? '';

interface Listed {
  readonly items: readonly {
    readonly sku: string;
    readonly status: string;
    readonly subStatus: string[];
    readonly purchasable: number;
  }[];
}

describe('the demo', () => {
  test('sells sixty products at once, each with stock, in a live world with a hold of 20 s', async () => {
    const { items } = (await operator(`/accounts/${await accountId()}/skus?limit=200`)).json() as Listed;
    expect(items).toHaveLength(60);
    expect(items.filter(({ status }) => status !== 'Available for Purchase')).toEqual([]);
    expect(items.filter(({ subStatus, purchasable }) => subStatus.length > 0 || purchasable === 0)).toEqual([]);
    const found = await findAccountOfMerchant(harness.database.db, DEMO_MERCHANT_ID, 'live');
    expect(found?.world).toMatchObject({ kind: 'live', rate: 1, policy: { holdMs: 20_000 } });
  });

  test('its merchant signs in with the launcher’s credentials, and has the launcher’s node', async () => {
    const { apiUser, apiSecret, fulfillmentNodeId } = choices.merchant;
    const token = await aToken(harness, apiUser, apiSecret);
    const call = callUnder(harness.marketplace.server, '/api', { authorization: `Bearer ${token}` });
    const inventory = (await call('GET', '/merchant-skus/CL-MUG-BLUE/inventory')).json();
    expect(inventory).toMatchObject({ fulfillment_nodes: [{ fulfillment_node_id: fulfillmentNodeId, quantity: 120 }] });
  });

  test('its shoppers order every few seconds until 30 orders wait, and return a few of them', async () => {
    expect((await operator('/shoppers')).json()).toMatchObject({
      ratePerMinute: 12,
      pauseAtWaiting: 30,
      returnShare: 0.05,
      paused: false,
    });
  });

  test('tells the OMS what the merchant has, in one whole file', async () => {
    const catalogue: unknown = JSON.parse(await readFile(cataloguePath(demoFile), 'utf8'));
    expect(catalogue).toMatchObject({ version: 1 });
    expect((catalogue as { items: unknown[] }).items).toEqual(
      demoProducts.map(({ sku, title, stock }) => ({
        sku,
        title,
        stock,
        imageUrl: `${PUBLIC_URL}/demo/images/${sku}.svg`,
      })),
    );
    expect((await readdir(folder)).sort()).toEqual(['demo-catalogue.json', 'demo.json']);
  });

  test('starting again changes nothing', async () => {
    const path = `/accounts/${await accountId()}/skus?limit=200`;
    const before = (await operator(path)).text;
    const { services } = harness;
    await services.shoppers.tell({ ratePerMinute: 3 }, harness.author);
    await writeFile(cataloguePath(demoFile), 'untouched');
    expect(await seed(50)).toBe(false);
    expect((await operator(path)).text).toBe(before);
    expect((await operator('/shoppers')).json()).toMatchObject({ ratePerMinute: 3 });
    expect(await readFile(cataloguePath(demoFile), 'utf8')).toBe('untouched');
  });

  test('every product has its own picture, served as SVG; no other is there', async () => {
    for (const { sku } of demoProducts) {
      const reply = await harness.call('GET', `/demo/images/${sku}.svg`);
      expect([sku, reply.status, reply.headers['content-type']]).toEqual([sku, 200, 'image/svg+xml; charset=utf-8']);
      expect(reply.text).toMatch(
        /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="600" height="600"[\s\S]*<\/svg>\n$/,
      );
    }
    const pictures = new Set(demoProducts.map(({ picture }) => JSON.stringify(picture)));
    expect(pictures.size).toBe(demoProducts.length);
    const none = await harness.call('GET', '/demo/images/none.svg');
    expect([none.status, none.json()]).toMatchObject([404, { code: 'not_found' }]);
  });
});

describe('product codes', () => {
  test('are valid and all different', () => {
    const codes = demoProducts.map((_, index) => productCode(index));
    for (const { standard_product_code: code, standard_product_code_type: type } of codes)
      expect([code, isProductCode(type, code)]).toEqual([code, true]);
    expect(new Set(codes.map(({ standard_product_code }) => standard_product_code)).size).toBe(codes.length);
  });

  test('any digits become valid with their check digit', () => {
    const digits = fc.stringMatching(/^[0-9]{11}$/);
    fc.assert(fc.property(digits, (text) => isProductCode('UPC', `${text}${checkDigit(text)}`)));
  });
});
