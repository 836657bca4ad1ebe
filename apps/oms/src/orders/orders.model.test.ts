import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { auditOms } from '../audit-oms.ts';
import type { ChannelOrder, IntentPayload } from '../channels/index.ts';
import { jetChannel } from '../channels/jet/index.ts';
import { type Ground, ground } from '../testing/index.ts';
import { acknowledgeOrder, rejectOrder } from './acknowledge-order.ts';
import { cancelOrder } from './cancel-order.ts';
import {
  aChannelOrder,
  afterEnd,
  afterMessage,
  afterShipment,
  aShop,
  type Shop,
  withRaw,
} from './orders.test-support.ts';
import { isOpen } from './orders.ts';
import { retryIntent } from './retry-intent.ts';
import { shipOrder } from './ship-order.ts';

let at: Ground;
beforeAll(async () => {
  at = await ground();
});

/** The channel of these tests: what it was told counts once, by the identity of the message. */
interface Far {
  order: ChannelOrder;
  readonly history: ChannelOrder[];
  /** Messages that counted, by identity: the same identity with another content would be a second one. */
  readonly counted: Map<string, string>;
}

const identityOf = (payload: IntentPayload): string =>
  payload.kind === 'ship' || (payload.kind === 'cancel' && payload.mode === 'cancel-units')
    ? payload.altShipmentId
    : 'answer';

/** Whether the channel takes the message; it changes nothing when it had it already. */
function deliver(far: Far, payload: IntentPayload): 'taken' | 'refused' {
  const proof = jetChannel.proves(payload, far.order);
  if (proof !== 'not-done') return proof === 'done' ? 'taken' : 'refused';
  const identity = identityOf(payload);
  if (identity !== 'answer' && far.order.standing !== 'accepted') return 'refused';
  expect(far.counted.has(identity)).toBe(false);
  far.counted.set(identity, JSON.stringify(payload));
  change(far, afterMessage(far.order, payload));
  // The OMS itself never tells of more units than were ordered.
  if (far.order.shipments.every(({ altShipmentId }) => altShipmentId !== null))
    expect(unitsTold(far, 'shipped') + unitsTold(far, 'cancelled')).toBeLessThanOrEqual(unitsOrdered(far));
  return 'taken';
}

const unitsTold = ({ order }: Far, became: 'shipped' | 'cancelled'): number =>
  order.shipments.flatMap(({ lines }) => lines).reduce((sum, line) => sum + line[became], 0);
const unitsOrdered = ({ order }: Far): number => order.lines.reduce((sum, line) => sum + line.quantity, 0);

const change = (far: Far, order: ChannelOrder): void => {
  far.history.push(far.order);
  far.order = order;
};

const fates = ['fine', 'fine', 'answer-lost', 'lost', 'later', 'refused', 'killed-before', 'killed-after'] as const;

/** Counts up with each crash of the sender. */
interface Lease {
  fence: number;
}

type Step =
  | {
      readonly kind: 'import' | 'import-old' | 'buyer-ends' | 'accept' | 'reject' | 'retry' | 'crash' | 'receive';
      readonly n: number;
    }
  | { readonly kind: 'buyer-asks' | 'others-ship' | 'cancel'; readonly n: number; readonly units: number }
  | { readonly kind: 'ship'; readonly n: number; readonly units: number; readonly cancelled: number }
  | { readonly kind: 'send'; readonly n: number; readonly fate: (typeof fates)[number] };

const n = fc.nat(1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('import' as const), n }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      n,
      fate: fc.constantFrom(...fates),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('cancel' as const), n, units: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('ship' as const),
      n,
      units: fc.nat(3),
      cancelled: fc.nat(2),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('buyer-asks' as const, 'others-ship' as const),
      n,
      units: fc.integer({ min: 1, max: 2 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'import-old' as const,
        'buyer-ends' as const,
        'accept' as const,
        'reject' as const,
        'retry' as const,
        'crash' as const,
        'receive' as const,
      ),
      n,
    }),
  },
);

async function take(shop: Shop, far: Far, one: Step, lease: Lease): Promise<void> {
  const orderId = await shop.orderIdOf(far.order);
  const state = orderId === '' ? undefined : await shop.stateOf(far.order);
  const lineId = state?.lines[0]?.lineId ?? 'none';
  switch (one.kind) {
    case 'import':
      await shop.importIt(far.order);
      return;
    case 'import-old':
      await shop.importIt(far.history.at(-1) ?? far.order);
      return;
    case 'buyer-ends':
      if (far.order.standing === 'to-answer') change(far, afterEnd(far.order));
      return;
    case 'buyer-asks': {
      const lines = far.order.lines.map((line) => ({
        ...line,
        cancelRequestedQuantity: Math.min(line.quantity, line.cancelRequestedQuantity + one.units),
      }));
      change(far, withRaw({ ...far.order, lines, isCancelRequested: true }));
      return;
    }
    case 'others-ship':
      if (far.order.standing === 'accepted')
        change(
          far,
          afterShipment(far.order, {
            channelShipmentId: at.ids.hex32(),
            altShipmentId: null,
            carrier: null,
            method: null,
            trackingNumber: null,
            lines: [{ merchantSku: far.order.lines[0]?.merchantSku ?? '', shipped: one.units, cancelled: 0 }],
          }),
        );
      return;
    case 'accept':
      await acknowledgeOrder(shop.deps, shop.by, orderId, { evenUncovered: true });
      return;
    case 'reject':
      await rejectOrder(shop.deps, shop.by, orderId);
      return;
    case 'cancel':
      await cancelOrder(shop.deps, shop.by, orderId, {
        mode: 'cancel-units',
        lines: [{ lineId, quantity: one.units }],
      });
      return;
    case 'ship':
      await shipOrder(shop.deps, shop.by, orderId, [
        {
          ...(one.units === 0 ? {} : { carrier: 'UPS', method: 'UPSGround', trackingNumber: at.ids.digits(12) }),
          items: [{ lineId, quantity: one.units, cancelQuantity: one.cancelled }],
        },
      ]);
      return;
    case 'retry':
      for (const intent of state?.intents ?? []) await retryIntent(shop.deps, shop.by, orderId, intent.intentId);
      return;
    case 'crash':
      lease.fence += 1;
      await at.database.transaction((tx) =>
        shop.sink.recoverSending(tx, shop.organizationId, shop.connectionId, lease.fence, at.clock.now()),
      );
      return;
    case 'receive':
      await shop.receive(2);
      return;
    case 'send':
      await send(shop, far, one.fate, lease);
  }
}

async function send(shop: Shop, far: Far, fate: Extract<Step, { kind: 'send' }>['fate'], lease: Lease): Promise<void> {
  const next = (await shop.due()).find(({ channelOrderId }) => channelOrderId === far.order.channelOrderId);
  if (next === undefined) return;
  const { intentId, payload } = next;
  const now = at.clock.now();
  const inTransaction = at.database.transaction;
  const lose = () =>
    inTransaction((tx) =>
      shop.sink.recordIntentUnknown(tx, shop.organizationId, intentId, { text: 'no answer', readBackAt: now }, now),
    );
  const postpone = () =>
    inTransaction((tx) =>
      shop.sink.recordIntentPostponed(tx, shop.organizationId, intentId, { text: 'later', retryAt: now }, now),
    );
  if (next.state === 'unknown') {
    const proof = jetChannel.proves(payload, far.order);
    if (proof === 'done') await shop.confirm(intentId, far.order);
    else if (proof === 'refused') await shop.fail(intentId, far.order);
    else await postpone();
    return;
  }
  expect(await shop.markSending(intentId, lease.fence)).toBe(true);
  if (fate === 'killed-before') return;
  if (fate === 'lost') return lose();
  if (fate === 'later') return postpone();
  if (fate === 'refused') {
    await shop.fail(intentId, far.order);
    return;
  }
  const answer = deliver(far, payload);
  if (fate === 'killed-after') return;
  if (fate === 'answer-lost') return lose();
  if (answer === 'taken') await shop.confirm(intentId, far.order);
  else await shop.fail(intentId, far.order);
}

/** What is confirmed can be read back, once and with its units. */
async function readableBack(shop: Shop, far: Far): Promise<void> {
  if ((await shop.orderIdOf(far.order)) === '') return;
  const { intents } = await shop.stateOf(far.order);
  for (const intent of intents.filter(({ state }) => state === 'confirmed'))
    expect(jetChannel.proves(intent.payload, far.order)).toBe('done');
  for (const [identity, content] of far.counted) {
    if (identity === 'answer') continue;
    const sent = intents.filter(({ payload }) => identityOf(payload) === identity);
    expect(sent.map(({ payload }) => JSON.stringify(payload).length)).toEqual([content.length]);
    expect(far.order.shipments.filter(({ altShipmentId }) => altShipmentId === identity)).toHaveLength(1);
  }
}

/** Faults have stopped: everything due is sent and read back until nothing is due any more. */
async function calmDown(shop: Shop, fars: readonly Far[], lease: Lease): Promise<void> {
  await take(shop, fars[0] as Far, { kind: 'crash', n: 0 }, lease);
  for (const far of fars) {
    await shop.importIt(far.order);
    for (let rounds = 0; rounds < 30; rounds += 1) await send(shop, far, 'fine', lease);
    await shop.importIt(far.order);
  }
}

test('whatever people, buyers, others and the network do, in whatever order, the promises hold', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 10, maxLength: 40 }),
      fc.constantFrom('hold' as const, 'accept-when-covered' as const, 'accept-always' as const),
      fc.integer({ min: 0, max: 8 }),
      async (steps, acknowledgePolicy, stock) => {
        const shop = await aShop(at, [stock], { acknowledgePolicy });
        const lease: Lease = { fence: 1 };
        const fars = [3, 4].map(
          (quantity): Far => ({
            order: aChannelOrder(at, [{ sku: shop.skuOf(), quantity }]),
            history: [],
            counted: new Map(),
          }),
        );
        for (const [index, one] of steps.entries()) {
          const far = fars[one.n] as Far;
          await take(shop, far, one, lease);
          await readableBack(shop, far);
          if (index % 4 === 3) expect(await auditOms(at.database, shop.organizationId)).toEqual([]);
        }
        await calmDown(shop, fars, lease);
        expect(await auditOms(at.database, shop.organizationId)).toEqual([]);
        const rows = await at.database.db
          .selectFrom('orders')
          .select('channel_order_id')
          .where('organization_id', '=', shop.organizationId)
          .execute();
        expect(new Set(rows.map((row) => row.channel_order_id)).size).toBe(rows.length);
        for (const far of fars) {
          const { order, lines, intents } = await shop.stateOf(far.order);
          await readableBack(shop, far);
          expect(intents.filter(({ state }) => ['pending', 'sending', 'unknown'].includes(state))).toEqual([]);
          const isOver = ['cancelled', 'rejected', 'complete'].includes(far.order.standing);
          expect(isOpen(order)).toBe(!isOver);
          if (isOver) expect(lines.every((line) => line.shipped + line.cancelled === line.ordered)).toBe(true);
          const untold = intents
            .filter(({ state }) => state === 'failed' || state === 'withdrawn')
            .flatMap(({ payload }) => (payload.kind === 'ship' ? payload.lines : []))
            .reduce((sum, line) => sum + line.quantity, 0);
          const shipped = lines.reduce((sum, line) => sum + line.shipped, 0);
          // Others may tell the channel of units that were cancelled or had left already: those count for nothing.
          const room = lines.reduce((sum, line) => sum + line.ordered - line.cancelled, 0);
          expect(shipped).toBe(Math.min(room, unitsTold(far, 'shipped') + untold));
        }
      },
    ),
    { numRuns: 25 },
  );
}, 180_000);
