import { silentLog } from '@jetway/service';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ApplyRecords, BulkContext, BulkOutcome } from '../bulk/index.ts';
import {
  type AccountWithNodes,
  anAccount,
  anOffer,
  aSku,
  type Harness,
  openHarness,
  worldOf,
} from '../testing/index.ts';
import {
  acceptHeld,
  applyArchiveRecords,
  applyInventoryPatchRecords,
  applyInventoryRecords,
  applyPriceRecords,
  loadOffers,
} from './index.ts';
import { holdStock } from './stock.test-support.ts';

let harness: Harness;
let account: AccountWithNodes;
let A = '';
let B = '';
beforeAll(async () => {
  harness = await openHarness();
});
beforeEach(async () => {
  account = await anAccount(harness, { nodes: 2 });
  [A = '', B = ''] = account.nodeIds;
});

/** A number of acceptance, as a file takes it when it is received. */
async function receive(): Promise<number> {
  const { rows } = await harness.database.executeSql(`select nextval('marketplace.acceptance') as seq`);
  return Number(rows[0]?.['seq']);
}

async function process<Body>(
  apply: ApplyRecords<Body>,
  receivedSeq: number,
  bodies: Readonly<Record<string, Body>>,
): Promise<BulkOutcome> {
  const { world, now } = await worldOf(harness, account);
  const { accountId } = account;
  const context: BulkContext = {
    ...harness.author,
    accountId,
    world,
    now,
    receivedSeq,
    receivedAt: now,
    log: silentLog,
  };
  const records = Object.entries(bodies).map(([sku, body]) => ({ sku, body }));
  return harness.database.transaction((tx) => apply(tx, context, records));
}

const APPLIED: BulkOutcome = { errors: new Map(), superseded: new Set() };
const supersededOf = (...skus: string[]): BulkOutcome => ({ errors: new Map(), superseded: new Set(skus) });
const newSku = async (): Promise<string> => {
  const sku = `sku-${harness.ids.hex32()}`;
  await account.call('PUT', `/merchant-skus/${sku}`, aSku());
  return sku;
};
const price = (nodeId: string, amount: number) => ({ fulfillment_node_id: nodeId, fulfillment_node_price: amount });
const stock = (nodeId: string, quantity: number) => ({ fulfillment_node_id: nodeId, quantity });
const read = async (sku: string, what: 'price' | 'inventory') =>
  (await account.call('GET', `/merchant-skus/${sku}/${what}`)).json() as {
    price?: number;
    fulfillment_nodes: { fulfillment_node_id: string; quantity: number }[];
  };

describe('a Price file', () => {
  test('sets prices as single messages do: rounded, by node, the last of several, the rest replaced', async () => {
    const [one, two] = [await newSku(), await newSku()];
    const bodies = {
      [one]: { price: 12.335, fulfillment_nodes: [price(A, 1), price(B, 2), price(A, 3)] },
      [two]: { price: 21.23 },
    };
    expect(await process(applyPriceRecords, await receive(), bodies)).toEqual(APPLIED);
    expect(await read(one, 'price')).toMatchObject({ price: 12.34, fulfillment_nodes: [price(B, 2), price(A, 3)] });
    expect(await process(applyPriceRecords, await receive(), { [one]: { price: 7 } })).toEqual(APPLIED);
    expect(await read(one, 'price')).toMatchObject({ price: 7, fulfillment_nodes: [] });
    expect(await read(two, 'price')).toMatchObject({ price: 21.23 });
  });

  test('a request accepted after the file was received wins over its record, one before it does not', async () => {
    const [early, late, both] = [await newSku(), await newSku(), await newSku()];
    const put = (sku: string) => account.call('PUT', `/merchant-skus/${sku}/price`, { price: 99 });
    await put(early);
    await put(both);
    const received = await receive();
    await put(late);
    await put(both);
    const bodies = Object.fromEntries([early, late, both].map((sku) => [sku, { price: 1 }]));
    expect(await process(applyPriceRecords, received, bodies)).toEqual(supersededOf(late, both));
    const prices = await Promise.all([early, late, both].map(async (sku) => (await read(sku, 'price')).price));
    expect(prices).toEqual([1, 99, 99]);
  });

  test('the file received later wins, whichever is processed first; of one file the record processed last', async () => {
    const [one, two] = [await newSku(), await newSku()];
    const [first, second] = [await receive(), await receive()];
    await process(applyPriceRecords, first, { [one]: { price: 1 } });
    await process(applyPriceRecords, second, { [one]: { price: 2 }, [two]: { price: 2 } });
    expect(await process(applyPriceRecords, first, { [two]: { price: 1 } })).toEqual(supersededOf(two));
    expect([(await read(one, 'price')).price, (await read(two, 'price')).price]).toEqual([2, 2]);
    expect(await process(applyPriceRecords, second, { [two]: { price: 3 } })).toEqual(APPLIED);
    expect((await read(two, 'price')).price).toBe(3);
  });
});

describe('whatever the file', () => {
  const messages = [
    ['Price', applyPriceRecords, 'PUT', 'price', (id: string) => ({ price: 1, fulfillment_nodes: [price(id, 2)] })],
    ['Inventory', applyInventoryRecords, 'PUT', 'inventory', (id: string) => ({ fulfillment_nodes: [stock(id, 2)] })],
    [
      'InventoryPatch',
      applyInventoryPatchRecords,
      'PATCH',
      'inventory',
      (id: string) => ({ fulfillment_nodes: [stock(id, 2)] }),
    ],
  ] as const;

  test.each(messages)('%s: unknown SKUs and nodes get the texts of the single message', async (...message) => {
    const [, apply, method, what, bodyFor] = message;
    const [good, bad] = [await newSku(), await newSku()];
    const stranger = await anAccount(harness);
    const theirs = await anOffer(harness, stranger);
    const body = (id: string) => bodyFor(id) as never;
    const bodies = { [good]: body(A), [bad]: body(stranger.nodeId), [theirs]: body(A), nowhere: body('nowhere') };
    const { errors, superseded } = await process<never>(apply as ApplyRecords<never>, await receive(), bodies);
    const single = async (sku: string) =>
      (await account.call(method, `/merchant-skus/${sku}/${what}`, bodies[sku])).json() as { errors: string[] };
    expect([...errors.keys()].sort()).toEqual([bad, theirs, 'nowhere'].sort());
    for (const [sku, texts] of errors) expect({ errors: texts }, sku).toEqual(await single(sku));
    expect(superseded.size).toBe(0);
    expect((await read(good, what)).fulfillment_nodes).toHaveLength(1);
    expect((await account.call('GET', `/merchant-skus/${bad}/${what}`)).status).toBe(what === 'price' ? 404 : 200);
    expect(await stranger.call('GET', `/merchant-skus/${theirs}/price`)).toMatchObject({ status: 200 });
  });

  test.each(messages)('%s: records of an archived SKU change nothing and are no errors', async (...message) => {
    const [, apply, , what, bodyFor] = message;
    const sku = await anOffer(harness, account);
    const received = await receive();
    await account.call('PUT', `/merchant-skus/${sku}/status/archive`, { is_archived: true });
    const before = await read(sku, what);
    for (const seq of [received, await receive()]) {
      const done = await process<never>(apply as ApplyRecords<never>, seq, { [sku]: bodyFor(A) as never });
      expect(done).toEqual(APPLIED);
    }
    expect(await read(sku, what)).toEqual(before);
  });
});

describe('an Inventory file', () => {
  test('sets nodes that a record does not name to 0, and clears without any; a patch leaves them', async () => {
    const [one, two] = [await newSku(), await newSku()];
    const full = { fulfillment_nodes: [stock(B, 100), stock(A, 1), stock(A, 20)] };
    await process(applyInventoryRecords, await receive(), { [one]: full, [two]: full });
    expect((await read(one, 'inventory')).fulfillment_nodes).toEqual([stock(B, 100), stock(A, 20)]);
    await process(applyInventoryRecords, await receive(), { [one]: { fulfillment_nodes: [stock(A, 7)] }, [two]: {} });
    expect((await read(one, 'inventory')).fulfillment_nodes).toEqual([stock(A, 7), stock(B, 0)]);
    expect((await read(two, 'inventory')).fulfillment_nodes).toEqual([]);
    await process(applyInventoryPatchRecords, await receive(), {
      [one]: { fulfillment_nodes: [stock(B, 5)] },
      [two]: { fulfillment_nodes: [] },
    });
    expect((await read(one, 'inventory')).fulfillment_nodes).toEqual([stock(A, 7), stock(B, 5)]);
    expect((await read(two, 'inventory')).fulfillment_nodes).toEqual([]);
  });

  test('a SKU becomes available when a file feeds its first units', async () => {
    const sku = await newSku();
    await account.call('PUT', `/merchant-skus/${sku}/price`, { price: 3 });
    const offer = async () => (await loadOffers(harness.database.db, account.accountId, [sku]))[0];
    await process(applyInventoryRecords, await receive(), { [sku]: { fulfillment_nodes: [stock(A, 0)] } });
    expect((await offer())?.status).not.toBe('Available for Purchase');
    await process(applyInventoryPatchRecords, await receive(), { [sku]: { fulfillment_nodes: [stock(A, 2)] } });
    expect(await offer()).toMatchObject({ status: 'Available for Purchase', purchasable: 2 });
  });

  test('units accepted after it was received count against it, those before do not', async () => {
    const sku = await anOffer(harness, account, { quantity: 10 });
    const accept = (quantity: number) =>
      harness.database.transaction(async (tx) => {
        const lines = [{ sku, nodeId: A, quantity }];
        await holdStock(tx, account.accountId, lines);
        return acceptHeld(tx, account.accountId, lines);
      });
    const orders = `/accounts/${account.accountId}/orders`;
    const order = async (quantity: number) => {
      const wish = { items: [{ sku, quantity }], nodeId: A };
      const { id } = (await harness.operator('POST', orders, wish)).json() as { id: string };
      await harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs: 1_800_000 });
      const detail = (await account.call('GET', `/orders/withoutShipmentDetail/${id}`)).json() as {
        order_items: { order_item_id: string }[];
      };
      const answered = await account.call('PUT', `/orders/${id}/acknowledge`, {
        acknowledgement_status: 'accepted',
        order_items: detail.order_items.map(({ order_item_id }) => ({
          order_item_id,
          order_item_acknowledgement_status: 'fulfillable',
        })),
      });
      expect(answered.status).toBe(204);
      return id;
    };
    const cancel = (id: string, quantity: number) =>
      account.call('PUT', `/orders/${id}/shipped`, {
        shipments: [{ shipment_items: [{ merchant_sku: sku, response_shipment_cancel_qty: quantity }] }],
      });
    const node = async () => {
      const [offer] = await loadOffers(harness.database.db, account.accountId, [sku]);
      const found = offer?.stock.find(({ nodeId }) => nodeId === A);
      return found && [found.fed, found.held, found.accepted, found.purchasable];
    };
    const before = await order(3);
    const received = await receive();
    const after = await order(2);
    expect(await node()).toEqual([10, 0, 5, 5]);
    await process(applyInventoryRecords, received, { [sku]: { fulfillment_nodes: [stock(A, 20)] } });
    expect(await node()).toEqual([20, 0, 2, 18]);
    await cancel(before, 3);
    expect(await node()).toEqual([20, 0, 2, 18]);
    await cancel(after, 1);
    expect(await node()).toEqual([20, 0, 1, 19]);
    await accept(1);
    await process(applyInventoryPatchRecords, await receive(), { [sku]: { fulfillment_nodes: [stock(A, 4)] } });
    expect(await node()).toEqual([4, 0, 0, 4]);
  });

  test('messages and files in any order of processing leave what their order of acceptance says', async () => {
    interface Message {
      readonly mode: 'PUT' | 'PATCH';
      /** Index of the node to quantity. */
      readonly says: readonly (readonly [number, number])[];
      /** When it is a file: after how many further messages it is processed. */
      readonly delay: number | null;
    }
    const message: fc.Arbitrary<Message> = fc.record({
      mode: fc.constantFrom('PUT' as const, 'PATCH' as const),
      says: fc.array(fc.tuple(fc.nat(1), fc.nat(9)), { maxLength: 3 }),
      delay: fc.option(fc.nat(5)),
    });
    const bodyOf = ({ says }: Message) => ({
      fulfillment_nodes: says.map(([index, quantity]) => stock(account.nodeIds[index] ?? '', quantity)),
    });
    const expected = (messages: readonly Message[]): Record<string, number> => {
      const state: Record<string, number> = { [A]: 0, [B]: 0 };
      for (const one of messages) {
        if (one.mode === 'PUT') Object.assign(state, { [A]: 0, [B]: 0 });
        for (const [index, quantity] of one.says) state[account.nodeIds[index] ?? ''] = quantity;
      }
      return state;
    };
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 8 }), async (messages) => {
        const sku = await newSku();
        const waiting: { seq: number; at: number; message: Message }[] = [];
        const work = async (until: number) => {
          for (const file of waiting.splice(0)) {
            if (file.at > until) waiting.push(file);
            else {
              const apply = file.message.mode === 'PUT' ? applyInventoryRecords : applyInventoryPatchRecords;
              expect((await process(apply, file.seq, { [sku]: bodyOf(file.message) })).errors.size).toBe(0);
            }
          }
        };
        for (const [index, one] of messages.entries()) {
          if (one.delay !== null) waiting.push({ seq: await receive(), at: index + one.delay, message: one });
          else await account.call(one.mode, `/merchant-skus/${sku}/inventory`, bodyOf(one));
          await work(index);
        }
        await work(Number.POSITIVE_INFINITY);
        const { fulfillment_nodes: nodes } = await read(sku, 'inventory');
        const state = { [A]: 0, [B]: 0, ...Object.fromEntries(nodes.map((n) => [n.fulfillment_node_id, n.quantity])) };
        expect(state).toEqual(expected(messages));
      }),
      { numRuns: 40 },
    );
  });
});

describe('an Archive file', () => {
  test('archives and brings back as single messages do, and tells unknown SKUs', async () => {
    const [one, two] = [await anOffer(harness, account), await anOffer(harness, account)];
    await account.call('PUT', `/merchant-skus/${two}/status/archive`, { is_archived: true });
    const done = await process(applyArchiveRecords, await receive(), {
      [one]: { is_archived: true },
      [two]: { is_archived: false },
      nowhere: { is_archived: true },
    });
    expect(done).toEqual({
      errors: new Map([['nowhere', ['Merchant SKU not found: "nowhere"']]]),
      superseded: new Set(),
    });
    expect((await read(one, 'inventory')).fulfillment_nodes.map(({ quantity }) => quantity)).toEqual([0, 0]);
    for (const sku of [one, two])
      await account.call('PATCH', `/merchant-skus/${sku}/inventory`, { fulfillment_nodes: [stock(A, 6)] });
    const left = await Promise.all([one, two].map((sku) => read(sku, 'inventory')));
    expect(
      left.map(({ fulfillment_nodes: nodes }) => nodes.find((n) => n.fulfillment_node_id === A)?.quantity),
    ).toEqual([0, 6]);
  });

  test('is superseded by a message about archiving that was accepted after it was received', async () => {
    const sku = await anOffer(harness, account, { quantity: 10 });
    const received = await receive();
    await account.call('PUT', `/merchant-skus/${sku}/status/archive`, { is_archived: false });
    expect(await process(applyArchiveRecords, received, { [sku]: { is_archived: true } })).toEqual(supersededOf(sku));
    expect((await read(sku, 'inventory')).fulfillment_nodes.map(({ quantity }) => quantity)).toEqual([10, 10]);
  });

  test('an inventory file received before it does not feed what it zeroed', async () => {
    const sku = await anOffer(harness, account, { quantity: 10 });
    const [stocked, archived, back] = [await receive(), await receive(), await receive()];
    await process(applyArchiveRecords, archived, { [sku]: { is_archived: true } });
    await process(applyArchiveRecords, back, { [sku]: { is_archived: false } });
    const late = await process(applyInventoryRecords, stocked, { [sku]: { fulfillment_nodes: [stock(A, 5)] } });
    expect(late).toEqual(supersededOf(sku));
    expect((await read(sku, 'inventory')).fulfillment_nodes.map(({ quantity }) => quantity)).toEqual([0, 0]);
  });
});
