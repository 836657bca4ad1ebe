/** Owns the proof that the audit sees: each invariant is broken on purpose, and named. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditReport } from '../audit/index.ts';
import { omsChecks } from '../audit-oms.ts';
import { aLocation, anOrder, anOrganization, aSku } from '../testing/index.ts';
import { type SyncGround, syncGround } from './testing/sync-ground.ts';

let ground: SyncGround;

beforeAll(async () => {
  ground = await syncGround();
  // What the database itself forbids could still be broken by a restored backup or a hand: the audit has to see it.
  for (const [table, constraint] of [
    ['order_lines', 'order_lines_never_too_many'],
    ['stock', 'stock_never_below_zero'],
  ] as const)
    await ground.database.executeSql(`alter table oms.${table} drop constraint ${constraint}`);
});
afterAll(async () => ground.close());

async function aShop() {
  const organizationId = await anOrganization(ground);
  const locationId = await aLocation(ground, organizationId);
  const connectionId = await ground.connect(organizationId);
  const stocked = { stock: { [locationId]: 5 }, connectionIds: [connectionId] };
  const { sku } = await aSku(ground, organizationId, stocked);
  const order = () => anOrder(ground, organizationId, { connectionId, lines: { [sku]: 2 } });
  return { organizationId, orderId: await order(), otherOrderId: await order() };
}

const report = (organizationId: string) => {
  const timer = { steadyNowMs: () => performance.now() };
  return auditReport(ground.database, organizationId, omsChecks, { timer, now: ground.clock.now() });
};

test('of data that nobody touched every invariant holds, with what it was checked on', async () => {
  const { organizationId } = await aShop();
  const { ok, checks } = await report(organizationId);
  expect({ ok, wrong: checks.filter((check) => check.violations > 0) }).toEqual({ ok: true, wrong: [] });
  const checked = new Map(checks.map((check) => [check.invariant, check.checked]));
  expect(checked.get('no line ships and cancels more than was ordered')).toBe(2);
  expect(checked.get('each order of a channel is imported once, with all its lines')).toBe(2);
  expect(checked.get('no stock is confirmed that was not sent, nor sent that was not wanted')).toBe(1);
});

const shipment = `insert into oms.shipments (organization_id, shipment_id, order_id, intent_id, alt_shipment_id, lines,
    created_at, created_by) values ($1, 's' || $2, $2, 'i' || $2, 'alt' || $2, '[]', 0, 'x')`;
const intent = (kind: string, state: string, seq: number, more = 'null, 1') =>
  `insert into oms.intents (organization_id, intent_id, order_id, connection_id, seq, kind, state, payload, due_at,
     confirmed_at, created_at, updated_at, created_by)
   select $1, 'i' || $2 || case when ${seq} > 1 then '${seq}' else '' end, $2, connection_id, ${seq}, '${kind}',
     '${state}', '{}', ${more}, 0, 0, 'x' from oms.orders where order_id = $2`;

test.each<[invariant: string, ...corruptions: string[]]>([
  ['available is never below zero', `update oms.stock set on_hand = -1 where organization_id = $1 and $2 <> ''`],
  ['what is reserved is what orders hold', `update oms.stock set reserved = 1 where organization_id = $1 and $2 <> ''`],
  [
    'every counter is the sum of its ledger',
    `update oms.stock set on_hand = 9 where organization_id = $1 and $2 <> ''`,
  ],
  [
    'an accepted order holds what it has still to ship, unless the shortfall is a problem',
    `update oms.orders set status = 'acknowledged' where organization_id = $1 and order_id = $2`,
    `delete from oms.reservations where organization_id = $1 and order_id = $2`,
  ],
  [
    'what a line ships is what its parcels and those told by others hold',
    intent('ship', 'pending', 1, '1, null'),
    shipment,
    `update oms.shipments set lines = (select jsonb_agg(jsonb_build_object('lineId', line_id, 'shipped', 1))
       from oms.order_lines where order_id = $2) where organization_id = $1`,
  ],
  [
    'no line ships and cancels more than was ordered',
    `update oms.order_lines set cancelled = 3 where organization_id = $1 and order_id = $2`,
  ],
  [
    'each order of a channel is imported once, with all its lines',
    `update oms.orders set item_count = item_count + 1 where organization_id = $1 and order_id = $2`,
  ],
  [
    'no order is worked on before the channel released it',
    `update oms.orders set channel_status = 'created' where organization_id = $1 and order_id = $2`,
    intent('ship', 'pending', 1, '1, null'),
  ],
  ['a parcel that is confirmed stands in the order as the channel told it', intent('ship', 'confirmed', 1), shipment],
  [
    'an order is accepted by one message, and a settled message is not due',
    intent('acknowledge', 'confirmed', 1),
    intent('acknowledge', 'confirmed', 2),
  ],
  [
    'no stock is confirmed that was not sent, nor sent that was not wanted',
    `update oms.desired_stock set confirmed_version = sent_version + 1 where organization_id = $1 and $2 <> ''`,
  ],
  [
    'stock that a channel was not told yet is due, in a file, or refused',
    `update oms.desired_stock set due_at = null, sent = '{"node-1": 5}' where organization_id = $1 and $2 <> ''`,
  ],
  [
    'no SKU waits for a bulk file that is over',
    `update oms.desired_stock set file_id = 'gone' where organization_id = $1 and $2 <> ''`,
  ],
  [
    'orders and stock name connections of their own organization',
    `update oms.orders set connection_id = 'elsewhere' where organization_id = $1 and order_id = $2`,
  ],
])('broken on purpose it is named: %s', async (invariant, ...corruptions) => {
  const shop = await aShop();
  for (const corruption of corruptions) {
    const [head = '', ...rest] = corruption.split(/\$([12])/);
    const parts = rest.map((part, index) =>
      index % 2 === 0 ? sql`${part === '1' ? shop.organizationId : shop.orderId}` : sql.raw(part),
    );
    await sql.join([sql.raw(head), ...parts], sql``).execute(ground.database.db);
  }
  const { ok, checks } = await report(shop.organizationId);
  expect(ok).toBe(false);
  const found = checks.find((check) => check.invariant === invariant);
  expect(found?.violations).toBeGreaterThan(0);
  expect(found?.first[0]?.subject).toBeTruthy();
  const other = await aShop();
  expect(await report(other.organizationId)).toMatchObject({ ok: true });
});
