import { createIds, seededRandom } from '@jetway/kernel';
import { testClock } from '@jetway/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../audit/index.ts';
import { systemActor } from '../edge/index.ts';
import { aLocation, anOrganization, type Ground, ground } from '../testing/index.ts';
import { releaseReservations, reserve, shipReserved } from './reservations.store.ts';
import { setComponents } from './save-kit.ts';
import { makeSkus } from './save-sku.ts';
import { adjustStock } from './stock.store.ts';

let at: Ground;
beforeAll(async () => {
  at = await ground();
});

const now = testClock().now();
const WORKERS = 64;
/** The embedded database runs one transaction after another, so that more steps there prove nothing more. */
const STEPS = process.env['TEST_DATABASE_URL'] === undefined ? 3 : 12;

const inTransaction: Ground['database']['transaction'] = (work) => at.database.transaction(work);

interface Component {
  readonly skuId: string;
  readonly quantity: number;
}

/** Organization, location, and SKUs of which the last ones are kits of the others. */
async function aShop(plain: number, kits: number, onHand: number) {
  const organizationId = await anOrganization(at);
  const locationId = await aLocation(at, organizationId);
  const stocked = Array.from({ length: plain }, (_, index) => ({
    sku: `S${index}`,
    title: 'Mug',
    imageUrl: null,
    stock: [{ locationId, onHand }],
  }));
  const empty = Array.from({ length: kits }, (_, index) => ({
    sku: `K${index}`,
    title: 'Set',
    imageUrl: null,
    stock: [],
  }));
  const made = await inTransaction((tx) =>
    makeSkus(tx, organizationId, [...stocked, ...empty], [], at.ids, systemActor, now),
  );
  if (!made.ok) throw new Error(made.refusal.text);
  const idOf = new Map(made.value.map((row) => [row.sku, row.skuId]));
  const skuIds = stocked.map(({ sku }) => idOf.get(sku) ?? '');
  const madeKits = new Map<string, readonly Component[]>();
  for (const [index, { sku }] of empty.entries()) {
    const kitId = idOf.get(sku) ?? '';
    const components = [0, 1].slice(0, plain).map((step) => ({
      skuId: skuIds[(index * 2 + step) % plain] ?? '',
      quantity: 1 + step,
    }));
    const target = { skuId: kitId, version: 1 };
    const set = await inTransaction((tx) => setComponents(tx, organizationId, target, components, systemActor, now));
    if (!set.ok) throw new Error(set.refusal.text);
    madeKits.set(kitId, components);
  }
  return { organizationId, locationId, skuIds, kits: madeKits };
}

type Shop = Awaited<ReturnType<typeof aShop>>;

/** What the workers were told that they did: units of each SKU with its own stock. */
interface Told {
  readonly adjusted: Map<string, number>;
  readonly held: Map<string, number>;
  readonly shipped: Map<string, number>;
}

const add = (to: Map<string, number>, skuId: string, units: number) => to.set(skuId, (to.get(skuId) ?? 0) + units);

/** One of many at once: imports orders, cancels, ships, counts stock, by a seed of its own. */
async function work(shop: Shop, worker: number, seed: number, told: Told): Promise<void> {
  const { organizationId, locationId, skuIds, kits } = shop;
  const random = createIds(testClock(), seededRandom(seed * 1000 + worker));
  const below = (limit: number): number => Math.floor(random.unit() * limit);
  const wanted = [...skuIds, ...kits.keys()];
  /** Units of SKUs with their own stock in so many of a SKU or a kit. */
  const parts = (skuId: string, quantity: number): readonly Component[] =>
    (kits.get(skuId) ?? [{ skuId, quantity: 1 }]).map((part) => ({ ...part, quantity: part.quantity * quantity }));
  const open: { readonly orderId: string; readonly lines: { lineId: string; skuId: string; quantity: number }[] }[] =
    [];
  for (let step = 0; step < STEPS; step += 1) {
    const what = below(10);
    const order = what < 5 ? undefined : open[below(open.length)];
    if (what === 4) {
      const skuId = skuIds[below(skuIds.length)] ?? '';
      const quantity = below(7) - 3;
      const adjustment = { skuId, locationId, kind: 'change', quantity, reason: 'other' } as const;
      const done = await inTransaction((tx) => adjustStock(tx, organizationId, adjustment, systemActor, now));
      if (done.ok) add(told.adjusted, skuId, quantity);
    } else if (order === undefined) {
      const orderId = `o-${worker}-${step}`;
      const lines = Array.from({ length: 1 + below(4) }, (_, index) => ({
        lineId: `l${index}`,
        skuId: wanted[below(wanted.length)] ?? '',
        quantity: 1 + below(3),
      }));
      const asked = lines.map((line) => ({ ...line, locationId }));
      const done = await inTransaction((tx) => reserve(tx, organizationId, orderId, asked, systemActor, now));
      if (!done.ok) continue;
      open.push({ orderId, lines });
      for (const line of lines)
        for (const part of parts(line.skuId, line.quantity)) add(told.held, part.skuId, part.quantity);
    } else {
      const line = order.lines[below(order.lines.length)];
      if (line === undefined || line.quantity === 0) continue;
      const units = [{ lineId: line.lineId, quantity: 1 + below(line.quantity) }];
      const quantity = units[0]?.quantity ?? 0;
      const ships = what < 8;
      if (ships) {
        const done = await inTransaction((tx) =>
          shipReserved(tx, organizationId, order.orderId, units, systemActor, now),
        );
        expect(done.ok).toBe(true);
      } else
        await inTransaction((tx) => releaseReservations(tx, organizationId, order.orderId, units, systemActor, now));
      line.quantity -= quantity;
      for (const part of parts(line.skuId, quantity)) {
        add(told.held, part.skuId, -part.quantity);
        if (ships) add(told.shipped, part.skuId, part.quantity);
      }
    }
  }
}

describe('64 at once, who import, cancel, ship and count at random', () => {
  test.each([
    ['one hot SKU, in a kit too', 1, 1, 60, 1],
    ['a thousand SKUs, some of them in kits', 1000, 20, 3, 2],
    ['a few SKUs that everybody wants in any order', 7, 3, 12, 3],
  ])(
    '%s: nothing is sold twice, nothing is below zero, and counters, ledger and reservations agree',
    async (...[_title, plain, kits, onHand, seed]) => {
      const shop = await aShop(plain, kits, onHand);
      const told: Told = { adjusted: new Map(), held: new Map(), shipped: new Map() };
      await Promise.all(Array.from({ length: WORKERS }, (_, worker) => work(shop, worker, seed, told)));
      const rows = await at.database.db
        .selectFrom('stock')
        .select(['sku_id', 'on_hand', 'reserved'])
        .where('organization_id', '=', shop.organizationId)
        .execute();
      const found = new Map(rows.map((row) => [row.sku_id, [row.on_hand, row.reserved]]));
      for (const skuId of shop.skuIds) {
        const shipped = told.shipped.get(skuId) ?? 0;
        const left = onHand + (told.adjusted.get(skuId) ?? 0) - shipped;
        expect([skuId, found.get(skuId)]).toEqual([skuId, [left, told.held.get(skuId) ?? 0]]);
      }
      expect([...told.shipped.values()].some((units) => units > 0)).toBe(true);
      // Below zero, counters unlike their ledger, reserved unlike what orders hold, parts of kits: all of it is here.
      expect(await audit(at.database.db, shop.organizationId)).toEqual([]);
    },
  );
});
