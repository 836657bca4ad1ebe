import { beforeAll, describe, expect, test } from 'vitest';
import { auditOms } from '../audit-oms.ts';
import { reserve } from '../inventory/index.ts';
import { aConnection, aLocation, anOrder, aSku, type Harness, harness } from '../testing/index.ts';
import { importLifecycle } from './imports.ts';

let at: Harness;
beforeAll(async () => {
  at = await harness();
});

/** An organization with a place and somebody who works there. */
async function aShop(places: readonly string[] = ['Main']) {
  const organizationId = await at.newOrganization();
  const connectionId = await aConnection(at, organizationId);
  const locations: string[] = [];
  for (const name of places) {
    const nodes = locations.length === 0 ? [{ connectionId, nodeId: 'node' }] : [];
    locations.push(await aLocation(at, organizationId, { name, nodes }));
  }
  const [main = ''] = locations;
  return { organizationId, connectionId, main, ...(await at.withKey(organizationId, 'warehouse')) };
}

type Shop = Awaited<ReturnType<typeof aShop>>;

const work = async (): Promise<void> => {
  while (await at.oms.workImports());
};

async function read(shop: Shop, text: string, more: { kind?: 'stock' | 'tracking'; mode?: 'set' | 'change' } = {}) {
  const { kind = 'stock', mode = 'set' } = more;
  const body = { kind, fileName: 'a.csv', contentBase64: Buffer.from(text).toString('base64'), mode };
  const made = await shop.client.createImport({ body });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  await work();
  return { importId: made.body.id };
}

async function rowsOf(shop: Shop, params: { importId: string }) {
  const found = await shop.client.listImportRows({ params });
  if (found.status !== 200) throw new Error(JSON.stringify(found.body));
  return found.body.items;
}

/** State, codes and preview of each row. */
const told = async (shop: Shop, params: { importId: string }) =>
  (await rowsOf(shop, params)).map(({ line, state, problems, preview }) => [
    line,
    state,
    ...problems.map(({ code }) => code),
    ...(preview === null ? [] : [preview]),
  ]);

async function apply(shop: Shop, params: { importId: string }) {
  expect((await shop.client.applyImport({ params })).status).toBe(202);
  await work();
  const done = await shop.client.getImport({ params });
  if (done.status !== 200) throw new Error(JSON.stringify(done.body));
  return done.body;
}

const onHand = async (shop: Shop, skuId: string): Promise<number> => {
  const item = await shop.client.getSku({ params: { skuId } });
  return item.status === 200 ? item.body.onHand : -1;
};

const sound = async (shop: Shop): Promise<void> => expect(await auditOms(at.database, shop.organizationId)).toEqual([]);

test('an import ends done, cancelled or failed, and nowhere else', () => {
  expect([...importLifecycle.final].sort()).toEqual(['cancelled', 'done', 'failed']);
});

describe('an import of stock', () => {
  test('nothing is applied before that is asked for; then each row is, once, with its movement in the ledger', async () => {
    const shop = await aShop();
    const mug = await aSku(at, shop.organizationId, { sku: '00123', stock: { [shop.main]: 5 } });
    const cup = await aSku(at, shop.organizationId, { sku: 'CUP' });
    const params = await read(shop, 'sku;qty;note\n00123;12;shelf 4\nCUP;3;\n');
    expect(await told(shop, params)).toEqual([
      [2, 'valid', 'Main: 5 → 12'],
      [3, 'valid', 'Main: 0 → 3'],
    ]);
    expect([await onHand(shop, mug.skuId), await onHand(shop, cup.skuId)]).toEqual([5, 0]);
    const done = await apply(shop, params);
    expect(done).toMatchObject({ state: 'done', rows: { applied: 2, valid: 0 }, updatedBy: 'key:test warehouse' });
    expect([await onHand(shop, mug.skuId), await onHand(shop, cup.skuId)]).toEqual([12, 3]);
    const ledger = await shop.client.listLedger({ params: { skuId: mug.skuId } });
    expect(ledger.body).toMatchObject({
      items: [{ reason: 'counted', onHandChange: 7, note: 'shelf 4', actor: 'key:test warehouse' }, {}],
    });
    await work();
    expect(await onHand(shop, mug.skuId)).toBe(12);
    await sound(shop);
  });

  test('differences are added, and what orders hold stays: at reading and at applying', async () => {
    const shop = await aShop();
    const mug = await aSku(at, shop.organizationId, { sku: 'MUG', stock: { [shop.main]: 5 } });
    await aSku(at, shop.organizationId, { sku: 'CUP', stock: { [shop.main]: 5 } });
    const params = await read(shop, 'sku,quantity\nMUG,-4\nCUP,-6\n', { mode: 'change' });
    expect(await told(shop, params)).toEqual([
      [2, 'valid', 'Main: 5 → 1'],
      [3, 'invalid', 'below_reserved'],
    ]);
    await at.database.transaction(async (tx) => {
      const lines = [{ lineId: 'l', skuId: mug.skuId, locationId: shop.main, quantity: 3 }];
      const by = { actor: 'a test', requestId: null };
      await reserve(tx, shop.organizationId, 'o', lines, by, at.clock.now());
    });
    expect(await apply(shop, params)).toMatchObject({ state: 'done', rows: { applied: 0, refused: 1, invalid: 1 } });
    expect((await rowsOf(shop, params))[0]).toMatchObject({
      state: 'refused',
      problems: [{ code: 'below_reserved', text: 'Orders hold 3 of the 5 on hand: less cannot be left.' }],
    });
    expect(await onHand(shop, mug.skuId)).toBe(5);
    await sound(shop);
  });

  test('what is wrong with a row is named, column by column', async () => {
    const shop = await aShop(['East', 'West']);
    await aSku(at, shop.organizationId, { sku: 'A' });
    const file = [
      'SKU,Location,Quantity',
      'B,East,1',
      '1.23E+11,East,1',
      'A,North,1',
      'A,,1',
      'A,east,1.5',
      'A,East,-1',
      ',West,',
      'A,West,1,extra',
    ].join('\r\n');
    const params = await read(shop, file);
    expect((await told(shop, params)).map(([, , ...codes]) => codes)).toEqual([
      ['unknown_sku'],
      ['spreadsheet_number'],
      ['unknown_location'],
      ['required'],
      ['not_integer'],
      ['out_of_range'],
      ['required', 'required'],
      ['too_many_cells', 'West: 0 → 1'],
    ]);
    expect(await shop.client.applyImport({ params })).toMatchObject({ status: 409, body: { code: 'nothing_valid' } });
  });

  test('rows that contradict each other are both held back, until one is corrected', async () => {
    const shop = await aShop();
    await aSku(at, shop.organizationId, { sku: 'A' });
    const b = await aSku(at, shop.organizationId, { sku: 'B' });
    const params = await read(shop, 'sku,quantity\nA,1\nA,2\n');
    expect(await told(shop, params)).toEqual([
      [2, 'invalid', 'repeated', 'Main: 0 → 1'],
      [3, 'invalid', 'repeated', 'Main: 0 → 2'],
    ]);
    const correct = (version: number) =>
      shop.client.changeImportRow(
        { params: { ...params, row: 2 }, body: { cells: ['B', '2'] } },
        { headers: { 'if-match': String(version) } },
      );
    expect(await correct(1)).toMatchObject({ status: 200, body: { state: 'valid', cells: ['B', '2'], version: 2 } });
    expect(await correct(1)).toMatchObject({ status: 409, body: { code: 'changed_meanwhile' } });
    expect((await told(shop, params)).map(([, state]) => state)).toEqual(['valid', 'valid']);
    expect(await apply(shop, params)).toMatchObject({ rows: { applied: 2 } });
    expect(await onHand(shop, b.skuId)).toBe(2);
  });

  test('a file that cannot be read is refused at once, and says why', async () => {
    const { client } = await aShop();
    const send = (bytes: Uint8Array | string, mode: { mode?: 'set' } = { mode: 'set' }) =>
      client.createImport({
        body: { kind: 'stock', fileName: 'a', contentBase64: Buffer.from(bytes).toString('base64'), ...mode },
      });
    const refused = (code: string) => ({ status: 400, body: { code } });
    expect(await send(new Uint8Array([0x50, 0x4b, 3, 4]))).toMatchObject(refused('no_text'));
    expect(await send('sku,price\nA,1')).toMatchObject(refused('bad_columns'));
    expect(await send('sku,quantity\n')).toMatchObject(refused('no_rows'));
    expect(await send('sku,quantity\nA,1', {})).toMatchObject(refused('mode_required'));
    const body = { kind: 'stock', fileName: 'a', contentBase64: 'no base64!', mode: 'set' } as const;
    expect(await client.createImport({ body })).toMatchObject(refused('bad_base64'));
  });

  test('cancelled in the middle, no further row is applied; several workers apply none twice', async () => {
    const shop = await aShop();
    const skus = await Promise.all([1, 2, 3].map((n) => aSku(at, shop.organizationId, { sku: `S${n}` })));
    const text = `sku,quantity\n${skus.map(({ sku }) => `${sku},1`).join('\n')}`;
    const first = await read(shop, text, { mode: 'change' });
    at.clock.advance(1);
    const second = await read(shop, text, { mode: 'change' });
    await shop.client.applyImport({ params: first });
    await shop.client.applyImport({ params: second });
    await shop.client.cancelImport({ params: second });
    await Promise.all([work(), work(), work()]);
    expect((await shop.client.getImport({ params: second })).body).toMatchObject({
      state: 'cancelled',
      rows: { valid: 3, applied: 0 },
    });
    expect(await Promise.all(skus.map(({ skuId }) => onHand(shop, skuId)))).toEqual([1, 1, 1]);
    const listed = await shop.client.listImports({ query: { kind: 'stock' } });
    expect(listed.body).toMatchObject({ items: [{ id: second.importId }, { id: first.importId }] });
  });
});

describe('an import of tracking numbers', () => {
  /** Puts an order into a status that it has no way to here, and its tally with it. */
  async function standIn(
    shop: Shop,
    orderId: string,
    change: { status: 'new' | 'acknowledged'; requested_method?: string },
  ) {
    await at.database.db.updateTable('orders').set(change).where('order_id', '=', orderId).execute();
    const left = change.status === 'new' ? 'acknowledged' : 'new';
    const moved = [
      { organization_id: shop.organizationId, status: left, orders: -1 },
      { organization_id: shop.organizationId, status: change.status, orders: 1 },
    ];
    await at.database.db.insertInto('order_tallies').values(moved).execute();
  }

  /** An order that the channel knows is accepted. */
  async function anAccepted(shop: Shop, lines: Record<string, number>) {
    const { connectionId } = shop;
    const orderId = await anOrder(at, shop.organizationId, { connectionId, lines });
    await standIn(shop, orderId, { status: 'acknowledged', requested_method: 'ups_ground' });
    const order = await at.database.db
      .selectFrom('orders')
      .select(['reference_number', 'channel_order_id'])
      .where('order_id', '=', orderId)
      .executeTakeFirstOrThrow();
    return { orderId, number: order.reference_number, channelId: order.channel_order_id };
  }

  test('ships what each row says, one parcel a tracking number, one command an order; refusals stand at the rows', async () => {
    const shop = await aShop();
    const stock = { [shop.main]: 20 };
    for (const sku of ['MUG', 'CUP']) await aSku(at, shop.organizationId, { sku, stock });
    const whole = await anAccepted(shop, { MUG: 2, CUP: 1 });
    const parts = await anAccepted(shop, { MUG: 3, CUP: 1 });
    const file = [
      'Order,Carrier,Tracking number,SKU,Quantity,Ship date',
      `${whole.number},ups,1Z1,,,2026-01-02`,
      `${parts.channelId},UPS,1Z2,MUG,2,`,
      `${parts.orderId},UPS,1Z2,CUP,,1/2/2026`,
      `${parts.number},Pigeon,1Z3,MUG,9,soon`,
      'nowhere,UPS,1Z4,,,',
    ].join('\n');
    const params = await read(shop, file, { kind: 'tracking' });
    const rows = await told(shop, params);
    expect(rows.slice(0, 3)).toEqual([
      [2, 'valid', `Everything left of order ${whole.number}`],
      [3, 'valid', `2 × MUG of order ${parts.number}`],
      [4, 'valid', `1 × CUP of order ${parts.number}`],
    ]);
    expect(rows[3]?.slice(2)).toEqual(['too_many_units', 'unknown_carrier', 'bad_date']);
    expect(rows[4]?.slice(2)).toEqual(['unknown_order']);
    expect(await apply(shop, params)).toMatchObject({ state: 'done', rows: { applied: 3, invalid: 2, refused: 0 } });
    const shipped = await at.database.db
      .selectFrom('shipments')
      .select(['order_id', 'tracking_number', 'lines'])
      .where('organization_id', '=', shop.organizationId)
      .orderBy('tracking_number')
      .execute();
    expect(shipped.map(({ order_id, tracking_number, lines }) => [order_id, tracking_number, lines])).toMatchObject([
      [whole.orderId, '1Z1', [{ shipped: 2 }, { shipped: 1 }]],
      [parts.orderId, '1Z2', [{ shipped: 2 }, { shipped: 1 }]],
    ]);
    await sound(shop);
  });

  test('what the command refuses is told on the rows of its order, and nothing of it stands', async () => {
    const shop = await aShop();
    await aSku(at, shop.organizationId, { sku: 'MUG', stock: { [shop.main]: 5 } });
    const { number, orderId } = await anAccepted(shop, { MUG: 2 });
    const params = await read(shop, `order,carrier,tracking\n${number},UPS,1Z9`, { kind: 'tracking' });
    await standIn(shop, orderId, { status: 'new' });
    expect(await apply(shop, params)).toMatchObject({ state: 'done', rows: { applied: 0, refused: 1 } });
    expect(await told(shop, params)).toEqual([[2, 'refused', 'not_allowed_now', `Everything left of order ${number}`]]);
    await sound(shop);
  });
});
