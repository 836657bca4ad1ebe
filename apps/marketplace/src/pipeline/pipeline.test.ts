/** Owns the guarantees of the product pipeline, as merchants of one world see them. */
import { MINUTE_MS } from '@jetway/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveNodeAttributes, saveTaxonomyAttributes, saveTaxonomyNodes } from '../taxonomy/index.ts';
import {
  type AccountWithNodes,
  aMerchant,
  aNode,
  anAccount,
  anOffer,
  aSku,
  type Harness,
  openHarness,
  ownDatabase,
  type TestAccount,
} from '../testing/index.ts';

let harness: Harness;
/** Merchants of the live world. */
let first: AccountWithNodes;
let second: AccountWithNodes;
beforeAll(async () => {
  harness = await openHarness({ database: await ownDatabase() });
  await harness.operator('PUT', '/worlds/live/policy', { reviewMs: 0 });
  [first, second] = [await aLiveMerchant(), await aLiveMerchant()];
});
afterAll(() => harness.database.close());

async function aLiveMerchant(): Promise<AccountWithNodes> {
  const { live } = await aMerchant(harness);
  const { id: nodeId } = await aNode(harness, live);
  return { ...live, nodeId, nodeIds: [nodeId], returnNodeId: '' };
}

const newAsin = () => harness.ids.hex32().slice(0, 10).toUpperCase();
const fresh = () => `sku-${harness.ids.hex32()}`;
const put = (account: TestAccount, sku: string, body: object) =>
  account.call('PUT', `/merchant-skus/${encodeURIComponent(sku)}`, body);
const read = async (account: TestAccount, sku: string) =>
  (await account.call('GET', `/merchant-skus/${sku}`)).json() as { status: string; sub_status: string[] };
const standing = async (account: TestAccount, sku: string) => {
  const { status, sub_status: reasons } = await read(account, sku);
  return [status, reasons];
};
const advance = (account: TestAccount, advanceMs = 1) =>
  harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs });
/** What is due in the live world, whose clock nobody moves. */
const drain = async () => {
  const world = await harness.services.worlds.load(harness.database.db, 'live');
  if (world === undefined) throw new Error('there is no live world');
  await harness.services.worlds.runDue(world, harness.clock.now());
};
const minimal = (asin: string) => ({ product_title: 'The documented minimum', multipack_quantity: 1, ASIN: asin });

describe('a product that is new to the catalogue', () => {
  test('with the documented required fields alone is under review, and then misses listing data', async () => {
    const account = await anAccount(harness, { policy: { reviewMs: MINUTE_MS } });
    const missing = ['Missing shipping weight', 'Missing image', 'Missing category', 'Missing brand', 'Missing price'];
    await put(account, 'mug', minimal(newAsin()));
    expect(await standing(account, 'mug')).toEqual(['Under Jet Review', missing]);
    await advance(account, MINUTE_MS - 1);
    expect((await read(account, 'mug')).status).toBe('Under Jet Review');
    await advance(account);
    const [status, reasons] = await standing(account, 'mug');
    expect([status, new Set(reasons)]).toEqual(['Missing Listing Data', new Set(missing)]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['a title that says something', { product_title: '-----' }, 'Missing title'],
    ['a brand that says something', { brand: '--' }, 'Missing brand'],
    ['a weight', { shipping_weight_pounds: undefined }, 'Missing shipping weight'],
    ['an image', { main_image_url: undefined }, 'Missing image'],
    ['a category', { jet_browse_node_id: undefined }, 'Missing category'],
    ['a specific category', { jet_browse_node_id: 4_100_000 }, 'Invalid category'],
    ['an id', { ASIN: undefined, mfr_part_number: 'P-1' }, 'Additional SKU ID needed'],
  ])('needs %s', async (_, change, finding) => {
    const sku = fresh();
    await put(first, sku, { ...aSku({ ASIN: newAsin() }), ...change });
    await first.call('PUT', `/merchant-skus/${sku}/price`, { price: 5 });
    expect(await standing(first, sku)).toEqual(['Missing Listing Data', [finding]]);
  });

  test('needs the attributes that its category asks for', async () => {
    const account = await anAccount(harness);
    const { db } = harness.database;
    const node = {
      name: 'Shirts',
      path: 'Shirts',
      suggestedTaxCode: 'General Clothing',
      amazonNodeIds: [],
      active: true,
    };
    await saveTaxonomyNodes(db, account.worldId, [
      { ...node, nodeId: 1, parentId: 0, level: 0 },
      { ...node, nodeId: 2, parentId: 1, level: 1 },
    ]);
    const size = { description: 'Size', freeText: true, variant: true, values: [], units: [], validation: null };
    await saveTaxonomyAttributes(db, account.worldId, [{ ...size, attributeId: 7 }]);
    await saveNodeAttributes(db, account.worldId, [{ nodeId: 2, attributeId: 7 }]);
    const shirt = aSku({ ASIN: newAsin(), jet_browse_node_id: 2 });
    await put(account, 'shirt', shirt);
    expect((await read(account, 'shirt')).sub_status).toContain('Missing attribute value');
    const attributes_node_specific = [{ attribute_id: 7, attribute_value: 'M' }];
    await put(account, 'shirt', { ...shirt, attributes_node_specific });
    expect((await read(account, 'shirt')).sub_status).toEqual(['Missing price']);
  });

  test('is listed when it is complete, and available once priced and stocked', async () => {
    const sku = await anOffer(harness, first, { upload: { ASIN: newAsin() } });
    expect(await standing(first, sku)).toEqual(['Available for Purchase', []]);
  });

  test('that is listed but never had stock counts as under review', async () => {
    const sku = fresh();
    await put(first, sku, aSku({ ASIN: newAsin() }));
    await first.call('PUT', `/merchant-skus/${sku}/price`, { price: 5 });
    expect(await standing(first, sku)).toEqual(['Under Jet Review', []]);
  });
});

describe('minimum listing data is needed only when the product is new', () => {
  test('a SKU that matches a known product needs nothing more', async () => {
    const asin = newAsin();
    await put(first, fresh(), aSku({ ASIN: asin }));
    const sku = fresh();
    await put(second, sku, minimal(asin));
    expect(await standing(second, sku)).toEqual(['Missing Listing Data', ['Missing price']]);
    await second.call('PUT', `/merchant-skus/${sku}/price`, { price: 5 });
    expect((await read(second, sku)).status).toBe('Under Jet Review');
  });

  test('one that missed data is listed when another merchant completes the product', async () => {
    const asin = newAsin();
    const sku = fresh();
    await put(first, sku, minimal(asin));
    expect((await read(first, sku)).sub_status).toContain('Missing image');
    await put(second, fresh(), aSku({ ASIN: asin }));
    await drain();
    expect(await standing(first, sku)).toEqual(['Missing Listing Data', ['Missing price']]);
  });

  test('several merchants may complete it together, and it stays known', async () => {
    const asin = newAsin();
    const { brand, main_image_url, jet_browse_node_id, shipping_weight_pounds } = aSku();
    const [mine, theirs] = [fresh(), fresh()];
    await put(first, mine, { ...minimal(asin), brand, main_image_url });
    await put(second, theirs, { ...minimal(asin), jet_browse_node_id, shipping_weight_pounds });
    await drain();
    for (const [account, sku] of [
      [first, mine],
      [second, theirs],
    ] as const)
      expect((await read(account, sku)).sub_status).toEqual(['Missing price']);
    await put(first, mine, minimal(asin));
    expect((await read(first, mine)).sub_status).toEqual(['Missing price']);
  });

  test('products of other worlds are not known', async () => {
    const asin = newAsin();
    await put(first, fresh(), aSku({ ASIN: asin }));
    const elsewhere = await anAccount(harness);
    await put(elsewhere, 'mug', minimal(asin));
    expect((await read(elsewhere, 'mug')).sub_status).toContain('Missing image');
  });
});

describe('another upload', () => {
  test('of a SKU that misses data begins another review; of a listed one it does not take it off sale', async () => {
    const account = await anAccount(harness, { policy: { reviewMs: MINUTE_MS } });
    const asin = newAsin();
    await put(account, 'mug', minimal(asin));
    await advance(account, MINUTE_MS);
    expect((await read(account, 'mug')).status).toBe('Missing Listing Data');
    await put(account, 'mug', aSku({ ASIN: asin }));
    expect(await standing(account, 'mug')).toEqual(['Under Jet Review', ['Missing price']]);
    await advance(account, MINUTE_MS);
    const nodes = [{ fulfillment_node_id: account.nodeId, quantity: 1 }];
    await account.call('PUT', '/merchant-skus/mug/price', { price: 5 });
    await account.call('PUT', '/merchant-skus/mug/inventory', { fulfillment_nodes: nodes });
    await put(account, 'mug', aSku({ ASIN: asin, product_title: 'Another title' }));
    expect((await read(account, 'mug')).status).toBe('Available for Purchase');
    await advance(account);
    expect((await read(account, 'mug')).status).toBe('Available for Purchase');
  });

  test('with the same data changes nothing', async () => {
    const account = await anAccount(harness, { policy: { reviewMs: MINUTE_MS } });
    const upload = aSku({ ASIN: newAsin() });
    await put(account, 'mug', upload);
    await advance(account, MINUTE_MS);
    await put(account, 'mug', upload);
    expect((await read(account, 'mug')).sub_status).toEqual(['Missing price']);
    expect(await harness.services.pipeline.dueWork.nextDueAt({ id: account.worldId } as never)).toBeUndefined();
  });
});

describe('what an operator forbids', () => {
  const rules = (account: TestAccount) => `/worlds/${account.worldId}/listing-rules`;
  const forbid = async (account: TestAccount, rule: object) => {
    const reply = await harness.operator('POST', rules(account), rule);
    expect(reply.status).toBe(201);
    await advance(account);
    return reply.json() as { id: string };
  };

  test.each<[string, (account: TestAccount) => object]>([
    ['a brand', () => ({ brand: 'harbour&PINE' })],
    ['a SKU', (account) => ({ accountId: account.accountId, sku: 'mug' })],
    ['a browse node above', () => ({ browseNodeId: 4_100_000 })],
  ])('by %s goes off sale, and comes back when it is allowed again', async (_, rule) => {
    const account = await anAccount(harness);
    await anOffer(harness, account, { sku: 'mug', upload: { ASIN: newAsin() } });
    const { id } = await forbid(account, { effect: 'unauthorized', ...rule(account) });
    expect(await standing(account, 'mug')).toEqual(['Unauthorized', []]);
    const order = await harness.operator('POST', `/accounts/${account.accountId}/orders`, {
      items: [{ sku: 'mug', quantity: 1 }],
    });
    expect(order.status).toBe(409);
    await harness.operator('DELETE', `${rules(account)}/${id}`);
    await advance(account);
    expect(await standing(account, 'mug')).toEqual(['Available for Purchase', []]);
  });

  test('is excluded where it is, also what is uploaded later, and has no say in the product', async () => {
    const account = await anAccount(harness);
    await forbid(account, { effect: 'excluded', brand: 'Counterfeit', reason: 'Not the maker’s' });
    const asin = newAsin();
    await put(account, 'fake', aSku({ ASIN: asin, brand: 'Counterfeit' }));
    await put(account, 'bare', minimal(asin));
    expect(await standing(account, 'fake')).toEqual(['Excluded', []]);
    expect((await read(account, 'bare')).sub_status).toContain('Missing image');
  });

  test('is listed page by page, and is the world’s own', async () => {
    const account = await anAccount(harness);
    const made: { id: string }[] = [];
    for (const brand of ['A', 'B', 'C']) made.push(await forbid(account, { effect: 'excluded', brand }));
    const page = (await harness.operator('GET', `${rules(account)}?limit=2`)).json() as {
      items: object[];
      next: string;
    };
    const rest = (await harness.operator('GET', `${rules(account)}?limit=2&cursor=${page.next}`)).json();
    expect([page.items, rest]).toEqual([made.slice(0, 2), { items: made.slice(2), next: null }]);
    expect((await harness.operator('DELETE', `${rules(first)}/${made[0]?.id}`)).status).toBe(404);
  });

  test.each<[object, number, string]>([
    [{}, 400, 'nothing_named'],
    [{ sku: 'mug' }, 400, 'account_missing'],
    [{ accountId: 'nowhere', sku: 'mug' }, 404, 'not_found'],
  ])('%j is no rule', async (rule, status, code) => {
    const reply = await harness.operator('POST', '/worlds/live/listing-rules', { effect: 'excluded', ...rule });
    expect([reply.status, reply.json()]).toEqual([status, expect.objectContaining({ code })]);
  });
});

describe('a merchant’s software is told', () => {
  const listen = (account: TestAccount) =>
    harness.database.db
      .insertInto('webhook_endpoints')
      .values({
        account_id: account.accountId,
        id: harness.ids.uuid(),
        url: 'https://merchant.example/hooks',
        kinds: ['sku.status_changed'],
        secret_encrypted: 'sealed',
        enabled: true,
        created_at: 0,
        updated_at: 0,
        updated_by: 'test',
        request_id: 'test',
      })
      .execute();
  const told = async (account: TestAccount) => {
    const rows = await harness.database.db
      .selectFrom('webhook_events')
      .select(['kind', 'subject', 'data'])
      .where('account_id', '=', account.accountId)
      .orderBy('seq')
      .execute();
    return rows.map(({ data }) => (data as { status: string }).status);
  };

  test('of each status that a SKU comes to, by product data, price, stock and archiving', async () => {
    const account = await anAccount(harness);
    await listen(account);
    await put(account, 'a mug', aSku({ ASIN: newAsin() }));
    const path = '/merchant-skus/a%20mug';
    await account.call('PUT', `${path}/price`, { price: 5 });
    await advance(account);
    const stock = { fulfillment_nodes: [{ fulfillment_node_id: account.nodeId, quantity: 1 }] };
    await account.call('PUT', `${path}/inventory`, {});
    await advance(account);
    await account.call('PUT', `${path}/inventory`, stock);
    await advance(account);
    await account.call('PUT', `${path}/status/archive`, { is_archived: true });
    await advance(account);
    expect(await told(account)).toEqual([
      'Missing Listing Data',
      'Under Jet Review',
      'Available for Purchase',
      'Archived',
    ]);
    await account.call('PUT', `${path}/price`, { price: 6 });
    await advance(account);
    expect(await told(account)).toHaveLength(4);
  });

  test('with the link to read', async () => {
    const account = await anAccount(harness);
    await listen(account);
    await put(account, 'a/b', minimal(newAsin()));
    const [event] = await harness.database.db
      .selectFrom('webhook_events')
      .select(['kind', 'subject', 'data'])
      .where('account_id', '=', account.accountId)
      .execute();
    expect(event).toMatchObject({
      kind: 'sku.status_changed',
      subject: 'sku:a/b',
      data: { merchant_sku: 'a/b', status: 'Missing Listing Data', url: 'merchant-skus/a%2Fb' },
    });
  });
});

describe('one catalogue for a world', () => {
  const productIdOf = async (accountId: string, sku: string): Promise<string | null> => {
    const { product_id: id } = await harness.database.db
      .selectFrom('skus')
      .select('product_id')
      .where('account_id', '=', accountId)
      .where('sku', '=', sku)
      .executeTakeFirstOrThrow();
    return id;
  };

  test('the same identifier is the same product, whichever merchant says so; another one is another product', async () => {
    const asin = newAsin();
    const one = await anOffer(harness, first, { upload: { ASIN: asin } });
    const same = await anOffer(harness, second, { upload: { ASIN: asin } });
    const other = await anOffer(harness, second, { upload: { ASIN: newAsin() } });
    const product = await productIdOf(first.accountId, one);
    expect(product).toEqual(expect.any(String));
    expect(await productIdOf(second.accountId, same)).toBe(product);
    expect(await productIdOf(second.accountId, other)).not.toBe(product);
  });

  test('two workers at one world look at each SKU once', async () => {
    const account = await anAccount(harness, { policy: { reviewMs: MINUTE_MS } });
    for (let n = 0; n < 20; n += 1) await put(account, `sku-${n}`, aSku({ ASIN: `B00000000${n % 10}` }));
    const { worlds } = harness.services;
    const world = await worlds.load(harness.database.db, account.worldId);
    if (world === undefined) throw new Error('the account has no world');
    const at = harness.clock.now() + MINUTE_MS;
    const moved = await Promise.all([worlds.runDue(world, at), worlds.runDue(world, at)]);
    expect(moved[0] + moved[1]).toBe(20);
    const products = await harness.database.db
      .selectFrom('products')
      .select('id')
      .where('world_id', '=', world.id)
      .execute();
    expect(products).toHaveLength(10);
  });
});
