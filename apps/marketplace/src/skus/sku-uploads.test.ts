/** Owns the guarantees of further uploads of SKUs: shoes, images, archived SKUs, and the records of files. */
import { jetRoutes, type SkuUpload, SkuUploadV2, shoeTypes } from '@jetway/jet-api';
import { MINUTE_MS } from '@jetway/kernel';
import { silentLog } from '@jetway/service';
import { beforeAll, describe, expect, test } from 'vitest';
import type { BulkContext } from '../bulk/index.ts';
import {
  type AccountWithNodes,
  anAccount,
  anOffer,
  aSku,
  type Harness,
  openHarness,
  worldOf,
} from '../testing/index.ts';
import { applySkuRecords, applySkuV2Records, findSku } from './index.ts';

let harness: Harness;
let account: AccountWithNodes;
beforeAll(async () => {
  harness = await openHarness();
  account = await anAccount(harness);
});

const fresh = () => `sku-${harness.ids.hex32()}`;
const anotherProduct = () => ({ ASIN: harness.ids.hex32().slice(0, 10) });
const put = (path: string, body: unknown) => account.call('PUT', `/merchant-skus/${path}`, body);
const read = async (sku: string) =>
  (await account.call('GET', `/merchant-skus/${sku}`)).json() as Record<string, unknown>;

describe('PUT /merchant-skus/{sku}/v2', () => {
  const aShoe = (chosen: object = {}) => {
    const { jet_browse_node_id: _node, ...shoe } = aSku(anotherProduct());
    return { ...shoe, product_type_id: 37005005000, ...chosen };
  };

  test.each(Object.entries(jetRoutes.putSkuV2.examples))(
    'the documented body "%s" is accepted and read back',
    async (_, body) => {
      const sku = fresh();
      expect((await put(`${sku}/v2`, body)).status).toBe(204);
      expect(await read(sku)).toMatchObject(body as object);
    },
  );

  test.each(shoeTypes)('takes $id, $name, and asks for no browse node', async ({ id }) => {
    const sku = fresh();
    expect((await put(`${sku}/v2`, aShoe({ product_type_id: id }))).status).toBe(204);
    expect(await read(sku)).toMatchObject({ product_type_id: id, sub_status: ['Missing price'] });
  });

  test('an unknown type of shoe, as in the printed required fields, is refused and the known ones are named', async () => {
    const reply = await put(`${fresh()}/v2`, aShoe({ product_type_id: 3700500500 }));
    const known = shoeTypes.map(({ id }) => id).join(',');
    expect([reply.status, reply.json()]).toEqual([
      400,
      { errors: [`Invalid value, should be one of [${known}]. Path: /product_type_id`] },
    ]);
  });

  test('the type is required, the other rules are those of any SKU, and a browse node is no field of it', async () => {
    const { product_type_id: _type, ...typeless } = aShoe();
    expect((await put(`${fresh()}/v2`, typeless)).json()).toEqual({
      errors: ['Required property is missing. Path: /product_type_id'],
    });
    expect((await put(`${fresh()}/v2`, aShoe({ main_image_url: 'none' }))).json()).toEqual({
      errors: ['Invalid image URL. Path: /main_image_url'],
    });
    const sku = fresh();
    expect((await put(`${sku}/v2`, aShoe({ jet_browse_node_id: 4711 }))).status).toBe(204);
    expect(await read(sku)).not.toHaveProperty('jet_browse_node_id');
  });
});

describe('PUT /merchant-skus/{sku}/image', () => {
  test('replaces the images that are given, and leaves everything else as it was', async () => {
    const sku = fresh();
    const alternates = [{ image_slot_id: 1, image_url: 'https://images.example/1.png' }];
    await put(sku, aSku({ ...anotherProduct(), alternate_images: alternates }));
    const before = await read(sku);
    const images = {
      main_image_url: 'https://images.example/new.png',
      swatch_image_url: 'https://images.example/s.png',
    };
    expect((await put(`${sku}/image`, { ...images, colour: 'teal', hasOwnProperty: 7 })).status).toBe(204);
    expect(await read(sku)).toEqual({ ...before, ...images });
    expect((await put(`${sku}/image`, {})).status).toBe(204);
    expect(await read(sku)).toEqual({ ...before, ...images });
  });

  test('an image that was missing is missing no longer', async () => {
    const { main_image_url: _image, ...imageless } = aSku(anotherProduct());
    const sku = fresh();
    await put(sku, imageless);
    expect((await read(sku))['sub_status']).toEqual(['Missing image', 'Missing price']);
    await put(`${sku}/image`, { main_image_url: 'https://images.example/found.png' });
    expect((await read(sku))['sub_status']).toEqual(['Missing price']);
  });

  test('is refused with everything that is wrong, and for a SKU that is not there', async () => {
    const sku = fresh();
    await put(sku, aSku(anotherProduct()));
    const alternates = [1, 1].map((image_slot_id) => ({ image_slot_id, image_url: 'ftp://a' }));
    const reply = await put(`${sku}/image`, { main_image_url: 'x', alternate_images: alternates });
    expect([reply.status, reply.json()]).toEqual([
      400,
      {
        errors: [
          'Invalid image URL. Path: /main_image_url',
          'Invalid image URL. Path: /alternate_images[0]/image_url',
          'Invalid image URL. Path: /alternate_images[1]/image_url',
          'Image slot 1 is used more than once. Path: /alternate_images[1]/image_slot_id',
        ],
      },
    ]);
    expect((await put('nowhere/image', {})).status).toBe(404);
  });
});

describe('an archived SKU', () => {
  test('says so once an archive message was sent, and updates meanwhile answer 204 and are ignored', async () => {
    const sku = await anOffer(harness, account, { upload: anotherProduct() });
    expect(await read(sku)).not.toHaveProperty('is_archived');
    await put(`${sku}/status/archive`, { is_archived: true });
    const archived = await read(sku);
    expect(archived).toMatchObject({ status: 'Archived', sub_status: [], is_archived: true });
    const later = aSku({ ...anotherProduct(), product_title: 'Another title' });
    const replies = [await put(sku, later), await put(`${sku}/image`, { main_image_url: 'https://a.example/b.png' })];
    expect(replies.map(({ status }) => status)).toEqual([204, 204]);
    expect(await read(sku)).toEqual(archived);
    await put(`${sku}/status/archive`, { is_archived: false });
    await put(sku, later);
    expect(await read(sku)).toMatchObject({ product_title: 'Another title', is_archived: false });
  });
});

const received = async (of: AccountWithNodes = account): Promise<BulkContext> => {
  const { rows } = await harness.database.executeSql(`select nextval('marketplace.acceptance')::text as seq`, []);
  const { world, now } = await worldOf(harness, of);
  const receivedSeq = Number(rows[0]?.['seq']);
  return { ...harness.author, accountId: of.accountId, world, now, receivedAt: now, receivedSeq, log: silentLog };
};
const apply = (context: BulkContext, records: readonly { readonly sku: string; readonly body: SkuUpload }[]) =>
  harness.database.transaction((tx) => applySkuRecords(tx, context, records));

describe('records of a MerchantSKUs file', () => {
  test('are decided one by one as single uploads are; the good ones are written', async () => {
    const [good, bad, other] = [fresh(), fresh(), fresh()];
    const outcome = await apply(await received(), [
      { sku: good, body: aSku({ ...anotherProduct(), product_title: 'From a file' }) },
      { sku: bad, body: aSku({ jet_browse_node_id: 4711, start_selling_date: 'soon' }) },
      { sku: other, body: aSku({ product_tax_code: 'Moon Dust' }) },
    ]);
    expect([...outcome.errors.keys(), ...outcome.superseded]).toEqual([bad, other]);
    expect(outcome.errors.get(bad)).toEqual([
      'start_selling_date is not a valid date.',
      '"4711" is not a browse node of the taxonomy. Path: /jet_browse_node_id',
    ]);
    for (const sku of [bad, other]) {
      const body =
        sku === bad
          ? aSku({ jet_browse_node_id: 4711, start_selling_date: 'soon' })
          : aSku({ product_tax_code: 'Moon Dust' });
      expect((await put(sku, body)).json()).toEqual({ errors: outcome.errors.get(sku) });
    }
    expect(await read(good)).toMatchObject({ product_title: 'From a file', status: 'Under Jet Review' });
    await harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs: 1 });
    expect(await read(good)).toMatchObject({ status: 'Missing Listing Data', sub_status: ['Missing price'] });
  });

  test('a request accepted after the file was received supersedes its record, whichever is written first', async () => {
    const [touched, untouched] = [fresh(), fresh()];
    const records = [touched, untouched].map((sku) => ({
      sku,
      body: aSku({ ...anotherProduct(), product_title: 'From the file' }),
    }));
    const file = await received();
    await put(touched, aSku({ ...anotherProduct(), product_title: 'By request' }));
    const outcome = await apply(file, records);
    expect([outcome.errors.size, [...outcome.superseded]]).toEqual([0, [touched]]);
    expect([(await read(touched))['product_title'], (await read(untouched))['product_title']]).toEqual([
      'By request',
      'From the file',
    ]);
    await put(untouched, aSku({ ...anotherProduct(), product_title: 'By a later request' }));
    expect((await read(untouched))['product_title']).toBe('By a later request');
    expect([...(await apply(file, records)).superseded].toSorted()).toEqual([touched, untouched].toSorted());
  });

  test('of two files the one received later wins, in whatever order they are processed', async () => {
    const sku = fresh();
    const titled = (product_title: string) => [{ sku, body: aSku({ ...anotherProduct(), product_title }) }];
    const [earlier, later] = [await received(), await received()];
    await apply(later, titled('The later file'));
    expect([...(await apply(earlier, titled('The earlier file'))).superseded]).toEqual([sku]);
    expect((await read(sku))['product_title']).toBe('The later file');
  });

  test('an archived SKU takes its record without a word and stays as it is', async () => {
    const sku = await anOffer(harness, account, { upload: anotherProduct() });
    await put(`${sku}/status/archive`, { is_archived: true });
    const before = await read(sku);
    const outcome = await apply(await received(), [{ sku, body: aSku({ product_title: 'Ignored title' }) }]);
    expect([outcome.errors.size, outcome.superseded.size]).toEqual([0, 0]);
    expect(await read(sku)).toEqual(before);
  });

  test('a batch of 2,000 is applied at once, and the weight is asked for where a node is priced by it', async () => {
    const own = await anAccount(harness, { policy: { reviewMs: MINUTE_MS } });
    await harness.database.executeSql(
      'update marketplace.fulfillment_nodes set priced_per_pound = true where account_id = $1',
      [own.accountId],
    );
    const { shipping_weight_pounds: _weight, ...weightless } = aSku();
    const records = Array.from({ length: 2_000 }, (_, n) => ({
      sku: `bulk-${n}`,
      body: n === 7 ? weightless : aSku({ product_title: `Title ${n}` }),
    }));
    const outcome = await apply(await received(own), records);
    expect([...outcome.errors]).toEqual([['bulk-7', ['Required property is missing. Path: /shipping_weight_pounds']]]);
    expect((await findSku(harness.database.db, own.accountId, 'bulk-1999'))?.content.product_title).toBe('Title 1999');
  });

  test('records of a MerchantSKUsV2 file are shoes', async () => {
    const sku = fresh();
    const body = { ...aSku(anotherProduct()), product_type_id: 37005013000 };
    expect(SkuUploadV2.properties).not.toHaveProperty('jet_browse_node_id');
    const context = await received();
    await harness.database.transaction((tx) => applySkuV2Records(tx, context, [{ sku, body }]));
    const { jet_browse_node_id: _node, ...shoe } = body;
    const found = await read(sku);
    expect(found).toMatchObject(shoe);
    expect(found).not.toHaveProperty('jet_browse_node_id');
  });
});
