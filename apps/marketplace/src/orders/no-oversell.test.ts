/**
 * Owns the guarantee that nothing is sold twice, whatever runs at once: a merchant with so many units on hand feeds what
 * he has left by messages and by files that are processed late, answers, cancels and archives, while shoppers buy and
 * cancel. He keeps his own books; at no time may he have taken on more than he has.
 */
import { silentLog } from '@jetway/service';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { BulkContext } from '../bulk/index.ts';
import { applyInventoryPatchRecords, applyInventoryRecords } from '../offers/index.ts';
import {
  type Answer,
  answerIn,
  detailOf,
  openShop,
  type Shop,
  shipIn,
  shipmentOf,
  TEST_AUTHOR,
} from './orders.test-support.ts';

const SKU = 'A1';
const ON_HAND = 60;
const SHOPPERS = 12;
const TRIES = 16;

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The merchant's books: what he took on, and which of his stock messages are on their way. */
class Books {
  taken = 0;
  most = 0;
  readonly #underWay = new Set<Promise<unknown>>();

  /** Takes units on before the answer is sent; nothing is answered while an older stock message is on its way. */
  async take(units: number): Promise<void> {
    this.taken += units;
    this.most = Math.max(this.most, this.taken);
    await Promise.all(this.#underWay);
  }

  /** Sends what he has left, as it is at this moment. */
  async tell<T>(send: (left: number) => Promise<T>): Promise<T> {
    const sent = send(ON_HAND - this.taken);
    this.#underWay.add(sent);
    try {
      return await sent;
    } finally {
      this.#underWay.delete(sent);
    }
  }
}

interface Life {
  readonly shop: Shop;
  readonly random: () => number;
  readonly books: Books;
  readonly ready: string[];
  readonly accepted: string[];
  readonly files: { readonly seq: number; readonly left: number }[];
  isOver: boolean;
}

const take = <T>(random: () => number, list: T[]): T | undefined =>
  list.splice(Math.floor(random() * list.length), 1)[0];
const expectOneOf = (answer: Answer, ...statuses: number[]): void =>
  expect(statuses, JSON.stringify(answer.body)).toContain(answer.status);

async function shopper({ shop, random, ready }: Life): Promise<void> {
  for (let count = 0; count < TRIES; count += 1) {
    const quantity = 1 + Math.floor(random() * 3);
    const wish = { items: [{ sku: SKU, quantity }], nodeId: shop.nodes.west };
    const placed = await shop.operator('POST', '', wish);
    expectOneOf(placed, 201, 409);
    if (placed.status !== 201) {
      await shop.api('GET', '/orders/ready');
      continue;
    }
    const { id } = placed.body as { readonly id: string };
    if (random() < 0.15) expectOneOf(await shop.operator('POST', `/${id}/cancel`), 200);
    const at = { accountId: shop.accountId, orderId: id };
    const { policy } = await shop.world();
    await shop.feature.commands.release(at, policy, await shop.now(), TEST_AUTHOR);
    ready.push(id);
    if (random() < 0.1) expectOneOf(await shop.operator('POST', `/${id}/cancel`), 200, 409);
  }
}

async function answers(life: Life): Promise<void> {
  const { shop, random, books, ready, accepted } = life;
  while (!life.isOver || ready.length > 0) {
    const id = take(random, ready);
    if (id === undefined) await new Promise(setImmediate);
    else if (random() < 0.1) {
      expectOneOf(
        await answerIn(shop, id, 'rejected - other', random() < 0.1 ? 'nonfulfillable - no inventory' : 'fulfillable'),
        204,
        400,
      );
    } else {
      const detail = await detailOf(shop, id);
      const units = (detail.order_items as { request_order_quantity: number }[])[0]?.request_order_quantity ?? 0;
      await books.take(units);
      const answer = await answerIn(shop, id);
      expectOneOf(answer, 204, 400);
      if (answer.status === 204) accepted.push(id);
      else books.taken -= units;
    }
  }
}

async function cancels(life: Life): Promise<void> {
  const { shop, random, books, accepted } = life;
  while (!life.isOver) {
    const id = random() < 0.3 ? take(random, accepted) : undefined;
    await new Promise(setImmediate);
    if (id === undefined) continue;
    const cancelled = await shipIn(shop, id, shipmentOf('cut', [{ sku: SKU, cancelled: 1 }]));
    expectOneOf(cancelled, 204);
    books.taken -= 1;
  }
}

async function feeds(life: Life): Promise<void> {
  const { shop, random, books, files } = life;
  const path = `/merchant-skus/${SKU}`;
  const stock = (quantity: number) => ({ fulfillment_nodes: [{ fulfillment_node_id: shop.nodes.west, quantity }] });
  while (!life.isOver) {
    const choice = random();
    if (choice < 0.05) {
      const sent = await books.tell((left) =>
        shop.api(choice < 0.025 ? 'PUT' : 'PATCH', `${path}/inventory`, stock(left)),
      );
      expectOneOf(sent, 204);
    } else if (choice < 0.2) {
      await books.tell(async (left) => files.push({ seq: await nextNumber(shop), left }));
    } else if (choice < 0.21) {
      for (const is_archived of [true, false])
        expectOneOf(await shop.api('PUT', `${path}/status/archive`, { is_archived }), 204);
    }
    // He looks at what he sells before he speaks again.
    await shop.api('GET', `${path}/inventory`);
  }
}

/** Processes files in any order, some of them long after they were received. */
async function clerk(life: Life): Promise<void> {
  const { shop, random, files } = life;
  while (!life.isOver || files.length > 0) {
    const file = random() < 0.4 || life.isOver ? take(random, files) : undefined;
    if (file === undefined) {
      await new Promise(setImmediate);
      continue;
    }
    const [world, now] = [await shop.world(), await shop.now()];
    const context: BulkContext = {
      ...TEST_AUTHOR,
      accountId: shop.accountId,
      world,
      now,
      receivedSeq: file.seq,
      receivedAt: now,
      log: silentLog,
    };
    const body = { fulfillment_nodes: [{ fulfillment_node_id: shop.nodes.west, quantity: file.left }] };
    const apply = random() < 0.5 ? applyInventoryRecords : applyInventoryPatchRecords;
    await shop.database.transaction((tx) => apply(tx, context, [{ sku: SKU, body }]));
  }
}

async function nextNumber(shop: Shop): Promise<number> {
  const { rows } = await sql<{ seq: number }>`select nextval('marketplace.acceptance') as seq`.execute(
    shop.database.db,
  );
  return rows[0]?.seq ?? 0;
}

/** The counters beside their ledger: what is held, and what was accepted after the feed in force. */
async function booksOf(shop: Shop) {
  const { rows } = await sql<{ held: number; accepted: number; held_sum: number; accepted_sum: number }>`
    select i.held_units as held, i.accepted_units as accepted,
      coalesce((select sum(m.held)::bigint from marketplace.order_stock_moves m
        where m.account_id = i.account_id and m.sku = i.sku and m.node_id = i.node_id), 0::bigint) as held_sum,
      coalesce((select sum(m.accepted)::bigint from marketplace.order_stock_moves m
        where m.account_id = i.account_id and m.sku = i.sku and m.node_id = i.node_id
          and m.accepted_seq > i.feed_seq), 0::bigint) as accepted_sum
    from marketplace.inventory i where i.account_id = ${shop.accountId}`.execute(shop.database.db);
  return rows;
}

describe('a merchant who tells the truth', () => {
  test.each([1, 2, 3])('is never sold more than he has, by messages and files at once (seed %i)', async (seed) => {
    const shop = await openShop({ stock: { [SKU]: ON_HAND } });
    const random = randomFrom(seed);
    const life: Life = { shop, random, books: new Books(), ready: [], accepted: [], files: [], isOver: false };
    const merchant = [answers(life), answers(life), cancels(life), feeds(life), feeds(life), clerk(life), clerk(life)];
    const shoppers = Promise.all(Array.from({ length: SHOPPERS }, () => shopper(life))).finally(() => {
      life.isOver = true;
    });
    await Promise.all([shoppers, ...merchant]);
    expect(life.books.most).toBeLessThanOrEqual(ON_HAND);
    expect(life.books.most).toBeGreaterThan(ON_HAND / 4);
    for (const row of await booksOf(shop)) expect([row.held, row.accepted]).toEqual([row.held_sum, row.accepted_sum]);
    const west = await shop.stockOf(SKU);
    expect(west).toMatchObject({ held: 0 });
    expect(west?.purchasable).toBeLessThanOrEqual(ON_HAND - life.books.taken);
  });
});
