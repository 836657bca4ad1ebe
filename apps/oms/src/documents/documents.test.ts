import type { ManualClock } from '@jetway/kernel';
import { documentFilePath } from '@jetway/oms-api';
import fc from 'fast-check';
import { PDFDocument } from 'pdf-lib';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PaperLine, PaperOrder } from '../orders/index.ts';
import {
  aChannelOrder,
  aConnection,
  aLocation,
  aSku,
  type Caller,
  type Harness,
  harness,
  importChannelOrder,
} from '../testing/index.ts';
import { code128 } from './barcode.ts';
import { chooseOrders, picksOf } from './documents.ts';
import { drawSlip } from './packing-slips.ts';
import { createPaper, type Fonts, readFonts } from './paper.ts';
import { paperDates } from './paper-dates.ts';
import { drawPickList } from './pick-list.ts';
import { readPaper } from './read-paper.test-support.ts';

let fonts: Fonts;
beforeAll(async () => {
  fonts = await readFonts();
});

const NOW = Date.UTC(2026, 2, 4, 15, 30);
const line = (more: Partial<PaperLine> = {}): PaperLine => ({
  merchantSku: 'MUG-1',
  title: 'Enamel mug',
  locationName: 'Reno',
  wanted: 2,
  shipped: 0,
  open: 2,
  ...more,
});
const order = (more: Partial<PaperOrder> = {}): PaperOrder => ({
  orderId: 'o1',
  referenceNumber: '405385037126',
  status: 'acknowledged',
  isOnHold: false,
  placedAt: NOW,
  shipByAt: null,
  serviceLevel: 'Standard',
  shipTo: {
    name: 'Ada Byron',
    phone: null,
    address1: '1 Analytical Way',
    address2: null,
    city: 'Hoboken',
    state: 'NJ',
    zipCode: '07030',
  },
  isReleased: true,
  lines: [line()],
  ...more,
});

const facts = { seller: 'Acme Outdoor', printed: 'today', dates: paperDates('America/New_York') };

async function slips(orders: readonly PaperOrder[], seller = facts.seller): Promise<Uint8Array> {
  const paper = await createPaper('Packing slips', NOW, fonts);
  for (const one of orders) drawSlip(paper, one, { ...facts, seller });
  return paper.finish();
}

describe('who stands on paper', () => {
  test('orders not released and cancelled ones are left out, and from the pick list those with nothing open', () => {
    const named = [
      order({ orderId: 'new', status: 'new', isReleased: false }),
      order({ orderId: 'held', isOnHold: true }),
      order({ orderId: 'cancelled', status: 'cancelled', lines: [] }),
      order({ orderId: 'shipped', status: 'complete', lines: [line({ shipped: 2, open: 0 })] }),
      order({ orderId: 'open' }),
    ];
    const of = (kind: 'pick-list' | 'packing-slips') => {
      const { orders, leftOut } = chooseOrders(kind, named);
      return [orders.map(({ orderId }) => orderId), leftOut.map(({ orderId, reason }) => `${orderId}: ${reason}`)];
    };
    expect(of('packing-slips')).toEqual([
      ['shipped', 'open'],
      ['new: not_released', 'held: on_hold', 'cancelled: cancelled'],
    ]);
    expect(of('pick-list')).toEqual([
      ['open'],
      ['new: not_released', 'held: on_hold', 'cancelled: cancelled', 'shipped: nothing_open'],
    ]);
  });

  test('every open unit is picked once, at its place, for its order; places and SKUs stand in order', () => {
    const text = fc.constantFrom('A', 'b', 'Z', 'ö');
    const anyLine = fc
      .record({ merchantSku: text, locationName: fc.option(text), open: fc.nat(3) })
      .map((more) => line({ ...more, wanted: 5 }));
    const anyOrder = fc
      .tuple(fc.array(anyLine, { maxLength: 4 }), fc.nat(3))
      .map(([lines, number]) => order({ lines, referenceNumber: String(number) }));
    fc.assert(
      fc.property(fc.array(anyOrder, { maxLength: 6 }), (orders) => {
        const places = picksOf(orders);
        const open = orders.flatMap(({ lines, referenceNumber }) =>
          lines.flatMap(({ merchantSku, locationName, open: units }) =>
            Array.from({ length: units }, () => `${locationName} ${merchantSku} ${referenceNumber}`),
          ),
        );
        const picked = places.flatMap(({ locationName, picks }) =>
          picks.flatMap(({ merchantSku, units, orders: of }) => {
            expect(of.reduce((sum, one) => sum + one.units, 0)).toBe(units);
            return of.flatMap(({ referenceNumber, units: some }) =>
              Array.from({ length: some }, () => `${locationName} ${merchantSku} ${referenceNumber}`),
            );
          }),
        );
        expect(picked.sort()).toEqual(open.sort());
        const names = places.map(({ locationName }) => locationName);
        expect(new Set(names).size).toBe(names.length);
        expect(names.indexOf(null)).toBe(names.includes(null) ? names.length - 1 : -1);
        for (const { picks } of places)
          expect(picks.map(({ merchantSku }) => merchantSku)).toEqual(
            [...new Set(picks.map((one) => one.merchantSku))].sort(),
          );
      }),
    );
  });
});

describe('packing slips', () => {
  test('say who sends what to whom, with the order’s number and each SKU as bars; cancelled units are not named', async () => {
    const [page] = await readPaper(await slips([order({ lines: [line({ wanted: 3, shipped: 1, open: 2 })] })]));
    const texts = page?.texts ?? [];
    for (const text of [
      'Acme Outdoor',
      '405385037126',
      'Ada Byron',
      '1 Analytical Way',
      'Hoboken, NJ 07030',
      'MUG-1',
      'Enamel mug',
      'Mar 4, 2026',
      'Order 405385037126, page 1 of 1',
    ])
      expect(texts).toContain(text);
    const row = texts.indexOf('Enamel mug');
    expect(texts.slice(row + 1, row + 4)).toEqual(['3', '1', '2']);
    const bars = (text: string): number => ((code128(text)?.widths.length ?? 0) + 1) / 2;
    // Two rules, a rule under the line and the head of the table stand beside them.
    expect(page?.boxes).toBe(bars('405385037126') + bars('MUG-1') + 4);
  });

  test('each order begins a page; one with many lines goes on, every line once, pages counted by order', async () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      line({ merchantSku: `SKU-${index}`, title: `Thing ${index}` }),
    );
    const pages = await readPaper(await slips([order(), order({ referenceNumber: '77', lines: many }), order()]));
    const feet = pages.map(({ texts }) => texts.at(-2));
    expect(feet.slice(0, 2)).toEqual(['Order 405385037126, page 1 of 1', 'Order 77, page 1 of 3']);
    expect(feet).toHaveLength(5);
    expect(pages[2]?.texts).toContain('Order 77, continued');
    const things = pages.flatMap(({ texts }) => texts.filter((text) => text.startsWith('Thing ')));
    expect(things).toEqual(many.map(({ title }) => title));
  });

  test('names in any letters are printed; what the font lacks is a box, and nothing is too odd', async () => {
    const named = (name: string) => order({ shipTo: { ...order().shipTo, name }, lines: [line({ title: name })] });
    const [page] = await readPaper(await slips([named('Łukasz Żółć Ἀθηνᾶ Łódź'), named('李雷')]));
    expect(page?.texts).toContain('Łukasz Żółć Ἀθηνᾶ Łódź');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { minLength: 1, maxLength: 5 }),
        async (names) => {
          const odd = ['مرحبا بالعالم', 'שלום', '🧑‍🚀 e\u0301', '\ud800', 'ﷺ'];
          const document = await PDFDocument.load(await slips([...names, ...odd].map(named), names[0]));
          expect(document.getPageCount()).toBe(names.length + odd.length);
        },
      ),
      { numRuns: 4 },
    );
  });

  test('the same orders printed at the same moment are the same bytes', async () => {
    const [first, second] = [await slips([order(), order()]), await slips([order(), order()])];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
    const document = await PDFDocument.load(first, { updateMetadata: false });
    expect([document.getPageCount(), document.getCreationDate()?.getTime()]).toEqual([2, NOW]);
  });
});

describe('pick list', () => {
  test('sums units by place and SKU; a SKU for many orders goes on over pages, each order once', async () => {
    const orders = Array.from({ length: 120 }, (_, index) =>
      order({ referenceNumber: `9${String(index).padStart(3, '0')}` }),
    );
    const paper = await createPaper('Pick list', NOW, fonts);
    drawPickList(paper, picksOf([...orders, order({ lines: [line({ locationName: null })] })]), {
      ...facts,
      orderCount: 121,
    });
    const pages = await readPaper(await paper.finish());
    expect(pages[0]?.texts).toEqual(expect.arrayContaining(['242 units for 121 orders', 'Reno', '240', '9000 × 2']));
    expect(pages[1]?.texts).toEqual(expect.arrayContaining(['Reno, continued', 'MUG-1, continued']));
    const all = pages.flatMap(({ texts }) => texts);
    expect(all.filter((text) => /^9\d{3} × 2$/.test(text))).toEqual(orders.map((one) => `${one.referenceNumber} × 2`));
    expect(all).toContain('No location yet');
    expect(all.filter((text) => text.startsWith('Page '))).toEqual(
      pages.map((_, index) => `Page ${index + 1} of ${pages.length}`),
    );
  });
});

describe('bars', () => {
  test('begin, end and add up as Code 128 says, for every text that scanners give back', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30 }), (text) => {
        const code = code128(text);
        if (code === undefined) throw new Error(`no bars for ${text}`);
        // Symbols are 11 modules in six widths, the last 13 in seven.
        expect(code.modules % 11).toBe(2);
        expect(code.widths.length % 6).toBe(1);
        expect(code.widths.slice(-7)).toEqual([2, 3, 3, 1, 1, 1, 2]);
      }),
    );
    expect([code128(''), code128('Łódź'), code128('a\nb')]).toEqual([undefined, undefined, undefined]);
  });
});

let at: Harness & { readonly clock: ManualClock };
let shop: Caller & { readonly organizationId: string; readonly connectionId: string; readonly sku: string };

async function anAccepted(): Promise<string> {
  const wish = { connectionId: shop.connectionId, lines: { [shop.sku]: 2 } };
  const told = aChannelOrder(at, wish);
  await importChannelOrder(at, shop.organizationId, wish, told);
  return importChannelOrder(at, shop.organizationId, wish, {
    ...told,
    status: 'acknowledged',
    standing: 'accepted',
    acknowledgementStatus: 'accepted',
  });
}

describe('documents over HTTP', () => {
  beforeAll(async () => {
    at = await harness();
    const organizationId = await at.newOrganization('Łódź Outdoor');
    const connectionId = await aConnection(at, organizationId);
    const locationId = await aLocation(at, organizationId, { nodes: [{ connectionId, nodeId: 'node' }] });
    const { sku } = await aSku(at, organizationId, { stock: { [locationId]: 50 } });
    shop = { organizationId, connectionId, sku, ...(await at.withKey(organizationId, 'warehouse')) };
  });
  afterEach(() => expect(at.breaches).toEqual([]));

  const fetchFile = (id: string, caller: Pick<Caller, 'headers'>) =>
    at.send('GET', documentFilePath(id), { headers: caller.headers });

  test('201, and the file is there for members of the organization alone; to others it does not exist', async () => {
    const orderIds = [await anAccepted(), await anAccepted()];
    const made = await shop.client.createDocument({
      body: { kind: 'packing-slips', orderIds, timeZone: 'Asia/Tokyo' },
    });
    if (made.status !== 201) throw new Error(`answered ${made.status}`);
    expect(made.body).toMatchObject({ kind: 'packing-slips', orderCount: 2, leftOut: [] });
    const file = await fetchFile(made.body.id, shop);
    expect([file.statusCode, file.headers['content-type'], file.headers['cache-control']]).toEqual([
      200,
      'application/pdf',
      'no-store',
    ]);
    const pages = await readPaper(file.rawPayload);
    expect(pages.map(({ texts }) => texts[0])).toEqual(['Łódź Outdoor', 'Łódź Outdoor']);
    const reader = await at.withKey(shop.organizationId, 'read-only');
    expect((await fetchFile(made.body.id, reader)).statusCode).toBe(200);
    const stranger = await at.withKey(await at.newOrganization());
    const [foreign, missing] = [await fetchFile(made.body.id, stranger), await fetchFile('none', stranger)];
    const plain = ({ payload }: { readonly payload: string }) => payload.replace(/"requestId":"[^"]*"/, '');
    expect([foreign.statusCode, plain(foreign)]).toEqual([404, plain(missing)]);
    expect((await fetchFile(made.body.id, { headers: {} })).statusCode).toBe(401);
    const other = await stranger.client.createDocument({ body: { kind: 'pick-list', orderIds } });
    expect(other).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  test('what cannot be printed is left out by name, and 409 when nothing is left; 400 for a zone there is none of', async () => {
    const wish = { connectionId: shop.connectionId, lines: { [shop.sku]: 1 } };
    const held = await importChannelOrder(at, shop.organizationId, wish, aChannelOrder(at, wish));
    const open = await anAccepted();
    const of = (orderIds: string[], timeZone = 'UTC') =>
      shop.client.createDocument({ body: { kind: 'pick-list', orderIds, timeZone } });
    expect(await of([held, open])).toMatchObject({
      status: 201,
      body: { orderCount: 1, leftOut: [{ orderId: held, reason: 'not_released' }] },
    });
    expect(await of([held])).toMatchObject({ status: 409, body: { code: 'nothing_to_print' } });
    expect(await of([open], 'Mars')).toMatchObject({ status: 400, body: { code: 'unknown_time_zone' } });
  });
});
