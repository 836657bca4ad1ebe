/** Owns the guarantees of order lists: filters, sorts, searches, capped counts, when a day ends. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ChannelOrder } from '../channels/index.ts';
import { aConnection, aLocation, anOrder, aSku, type Harness, harness, type SignedIn } from '../testing/index.ts';
import { listTimes } from './list-days.ts';
import { foldTallies } from './order-tallies.store.ts';
import { readSearch } from './words.ts';

const HOUR = 3_600_000;

let at: Harness;
let caller: SignedIn;
let organizationId: string;
let connectionId: string;
let locationId: string;
let other: string;
const made: Record<string, string> = {};

beforeAll(async () => {
  at = await harness();
  organizationId = await at.newOrganization();
  caller = await at.signIn(organizationId);
  connectionId = await aConnection(at, organizationId);
  other = await aConnection(at, organizationId);
  locationId = await aLocation(at, organizationId, { nodes: [{ connectionId, nodeId: 'node' }] });
  await aSku(at, organizationId, { sku: 'MUG-1', stock: { [locationId]: 50 } });
  const now = at.clock.now();
  const order = async (name: string, more: Partial<ChannelOrder>, of: object = {}) => {
    const wish = { connectionId, lines: { 'MUG-1': 1 }, more, ...of };
    made[name] = await anOrder(at, organizationId, wish);
  };
  const ship = (shipByAt: number | null, serviceLevel = 'Standard') => ({
    requested: { carrier: null, method: null, serviceLevel, shipByAt, deliverByAt: null },
  });
  const placedAt = now - HOUR;
  const zoe = { name: 'Zoë Straße-Łuk', phone: null, email: null };
  await order('overdue', { ...ship(now - 1), buyer: zoe });
  await order('soon', { ...ship(now + 20 * HOUR, 'NextDay'), placedAt }, { policy: 'accept-when-covered' });
  await order('unknown', { ...ship(null) }, { lines: { NOPE: 1 } });
  await order('elsewhere', { ...ship(now + 90 * HOUR) }, { connectionId: other });
});

const listed = async (query: object): Promise<readonly (string | undefined)[]> => {
  const { status, body } = await caller.client.listOrders({ query: { sort: 'placed', ...query } });
  if (status !== 200) throw new Error(`answered ${status}`);
  const names = new Map(Object.entries(made).map(([name, id]) => [id, name]));
  return body.items.map(({ id }) => names.get(id)).toSorted();
};

describe('filters', () => {
  const all = ['elsewhere', 'overdue', 'soon', 'unknown'];
  const cases: readonly (readonly [object, readonly string[]])[] = [
    [{}, all],
    [{ status: ['new', 'acknowledged'] }, all],
    [{ status: ['complete'] }, []],
    [{ serviceLevel: 'NextDay' }, ['soon']],
    [{ shipBy: 'overdue' }, ['overdue']],
    [{ shipBy: 'next-24-hours' }, ['soon']],
    [{ hasProblems: true }, ['elsewhere', 'unknown']],
    [{ hasProblems: false }, ['overdue', 'soon']],
    [{ hasFailedMessage: true }, []],
    [{ sku: 'NOPE' }, ['unknown']],
    [{ sku: 'NOP' }, []],
    [{ state: 'ME', sku: 'MUG-1' }, ['elsewhere', 'overdue', 'soon']],
    [{ state: 'GU' }, []],
    [{ search: 'zoe STRASSE' }, ['overdue']],
    [{ search: 'łuk' }, ['overdue']],
    [{ search: 'ada castellane mug-1', shipBy: 'next-24-hours' }, ['soon']],
    [{ search: 'zoe castellane nobody' }, []],
  ];
  test.each(cases)('%j leave %j', async (query, names) => {
    expect(await listed(query)).toEqual(names);
  });

  test('by connection, by location and by when it was placed', async () => {
    const now = at.clock.now();
    expect(await listed({ connectionId: other })).toEqual(['elsewhere']);
    expect(await listed({ locationId })).toEqual(['overdue', 'soon']);
    expect(await listed({ placedTo: now })).toEqual(['soon']);
    expect(await listed({ placedFrom: now })).toEqual(['elsewhere', 'overdue', 'unknown']);
  });

  test('a list is counted as it is shown, in no more orders than matter', async () => {
    const { body } = await caller.client.countListedOrders({ query: { tab: 'to-acknowledge', sku: 'MUG-1' } });
    expect(body).toEqual({ orders: 3, isCapped: false });
  });
});

test('every sort goes on where the page before ended, in every view', async () => {
  for (const sort of ['-placed', 'placed', 'ship-by', 'acknowledge-by', '-total', 'total'] as const) {
    const whole = await caller.client.listOrders({ query: { sort } });
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { sort, limit: 1, ...(cursor === undefined ? {} : { cursor }) };
      const { status, body } = await caller.client.listOrders({ query });
      if (status !== 200) throw new Error(`answered ${status}`);
      found.push(...body.items.map(({ id }) => id));
      cursor = body.next ?? undefined;
    } while (cursor !== undefined);
    expect([sort, found]).toEqual([sort, (whole.body as { items: { id: string }[] }).items.map(({ id }) => id)]);
  }
});

test('folding the tallies changes no count', async () => {
  const { body: before } = await caller.client.countOrders();
  await foldTallies(at.database.db);
  expect(before).toMatchObject({ all: 4, 'to-acknowledge': 4, late: 1, problems: 2 });
  expect((await caller.client.countOrders()).body).toEqual(before);
});

test('a day ends at midnight of its time zone, also when it is shorter or longer than others', () => {
  const endOf = (now: string, timeZone: string) => {
    const times = listTimes(Date.parse(now), timeZone);
    return times.ok ? new Date(times.value.endOfDay).toISOString() : times.refusal.code;
  };
  expect(endOf('2026-03-08T06:00:00Z', 'America/New_York')).toBe('2026-03-09T04:00:00.000Z');
  expect(endOf('2026-11-01T04:00:00Z', 'America/New_York')).toBe('2026-11-02T05:00:00.000Z');
  expect(endOf('2026-05-05T23:59:59.999Z', 'UTC')).toBe('2026-05-06T00:00:00.000Z');
  expect(endOf('2026-05-05T00:00:00Z', 'Mars')).toBe('unknown_time_zone');
});

test('a search means the same in whatever case, form and accents it is typed', () => {
  expect(readSearch('#1042 ÉCLAIR')).toEqual(['eclair', '1042']);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const words = readSearch(text);
      expect(readSearch(text.normalize('NFD'))).toEqual(words);
      expect(readSearch(words.join(' '))).toEqual(words);
    }),
  );
});
