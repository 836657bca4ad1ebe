import { DAY_MS, HOUR_MS } from '@jetway/kernel';
import type { Home } from '@jetway/oms-api';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { raiseProblem } from '../problems/index.ts';
import { aConnection, aLocation, anOrder, type Harness, harness } from '../testing/index.ts';

let at: Harness;
beforeAll(async () => {
  at = await harness();
});
afterEach(() => expect(at.breaches).toEqual([]));

async function aShop() {
  const organizationId = await at.newOrganization();
  const connectionId = await aConnection(at, organizationId, { name: 'Jet' });
  await aLocation(at, organizationId);
  const { client } = await at.withKey(organizationId, 'read-only');
  const home = async (): Promise<Home> => {
    const reply = await client.getHome();
    if (reply.status !== 200) throw new Error(`answered ${reply.status}`);
    return reply.body;
  };
  /** An order, with these columns set as no route would. */
  const order = async (set: Readonly<Record<string, string | number | null>>): Promise<string> => {
    const orderId = await anOrder(at, organizationId, { connectionId });
    await at.database.db
      .updateTable('orders')
      .set(set)
      .where('organization_id', '=', organizationId)
      .where('order_id', '=', orderId)
      .execute();
    return orderId;
  };
  return { organizationId, connectionId, home, order };
}

const workOf = ({ work }: Home, kind: string) => work.find((item) => item.kind === kind);

describe('GET /home', () => {
  test('a new organization has nothing to do, thirty days without sales, and days of UTC', async () => {
    const { client } = await at.withKey(await at.newOrganization());
    const { body } = await client.getHome();
    expect(body).toMatchObject({ timeZone: 'UTC', nextDeadlines: [], connections: [] });
    const { work, sales } = body as Home;
    expect(work.map(({ count, deadlineAt }) => [count, deadlineAt])).toEqual(Array(6).fill([0, null]));
    expect(sales.days).toHaveLength(30);
    expect(sales.days.every(({ orders, cents }) => orders === 0 && cents === 0)).toBe(true);
  });

  test('work is counted by its deadline, the most urgent first, each with its list', async () => {
    const shop = await aShop();
    const now = at.clock.now();
    const { todayEndsAt } = await shop.home();
    const toShip = { status: 'acknowledged', acknowledge_by_at: null };
    await shop.order({ acknowledge_by_at: now + HOUR_MS - 1 });
    await shop.order({ acknowledge_by_at: now + 2 * HOUR_MS });
    const late = await shop.order({ ...toShip, status: 'in_progress', ship_by_at: now - 1 });
    await shop.order({ ...toShip, ship_by_at: todayEndsAt - 1 });
    await shop.order({ ...toShip, ship_by_at: todayEndsAt });
    await shop.order({ ...toShip, ship_by_at: null });
    await shop.order({ status: 'complete', ship_by_at: now - 1 });
    await at.database.db.deleteFrom('problems').where('organization_id', '=', shop.organizationId).execute();
    const failed = { kind: 'message-failed', title: 'Failed', text: 'It failed.', actions: [] } as const;
    for (const subject of ['a', 'b'])
      await at.database.transaction((tx) =>
        raiseProblem(tx, shop.organizationId, { ...failed, subject, deadlineAt: now + DAY_MS }, at, now),
      );
    const home = await shop.home();
    expect(home.work[0]).toMatchObject({ kind: 'late', count: 1, urgent: 1, deadlineAt: now - 1 });
    expect(workOf(home, 'to-acknowledge')).toEqual({
      kind: 'to-acknowledge',
      count: 2,
      urgent: 1,
      deadlineAt: now + HOUR_MS - 1,
      address: '/orders?tab=to-acknowledge&sort=placed',
    });
    expect(workOf(home, 'ship-today')).toMatchObject({ count: 1, deadlineAt: todayEndsAt - 1 });
    expect(workOf(home, 'failed-messages')).toMatchObject({ count: 2, address: '/problems?kind=message-failed' });
    expect(workOf(home, 'problems')).toMatchObject({ count: 2, urgent: 0 });
    expect(workOf(home, 'stock-not-sent')).toMatchObject({ count: 0, deadlineAt: null });
    expect(home.nextDeadlines[0]).toMatchObject({ orderId: late, what: 'ship', at: now - 1 });
    expect(home.nextDeadlines.map((one) => one.at)).toEqual(home.nextDeadlines.map((one) => one.at).toSorted());
    expect(home.nextDeadlines).toHaveLength(5);
    expect(home.connections).toMatchObject([{ name: 'Jet', mode: 'live', state: 'idle' }]);
  });

  test('sales are those of the seller’s days, without cancelled orders and without other organizations’', async () => {
    const shop = await aShop();
    const stranger = await aShop();
    await stranger.order({ unit_count: 9 });
    const { sales, todayEndsAt } = await shop.home();
    const starts = sales.days.map(({ startsAt }) => startsAt);
    const [today = 0, yesterday = 0, first = 0] = [starts.at(-1), starts.at(-2), starts[0]];
    await shop.order({ placed_at: today });
    await shop.order({ placed_at: today - 1, unit_count: 3, total_cents: 500 });
    await shop.order({ placed_at: yesterday, unit_count: 1, total_cents: 700 });
    await shop.order({ placed_at: first - 1 });
    await shop.order({ placed_at: todayEndsAt });
    await shop.order({ placed_at: today, status: 'cancelled' });
    await shop.order({ placed_at: today, currency: 'CAD', total_cents: 1 });
    const { days } = (await shop.home()).sales;
    expect(days.slice(-2)).toMatchObject([
      { orders: 2, units: 4, cents: 1_200 },
      { orders: 1, units: 1 },
    ]);
    expect(days.reduce((sum, { orders }) => sum + orders, 0)).toBe(3);
  });
});
