import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '@jetway/kernel';
import { silentLog } from '@jetway/service';
import { TEST_START, testClock } from '@jetway/testkit';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { aMerchant, type Harness, openHarness, ownDatabase, type TestMerchant } from '../testing/index.ts';
import { type DueWork, runDue } from './due-work.ts';
import { createWorlds, isSoonDue } from './world-service.ts';
import { insertWorld } from './worlds.store.ts';
import { DEFAULT_POLICY, decideClockMove, realInstantOf, type World, worldNow } from './worlds.ts';

const aWorld = (chosen: Partial<World> = {}): World => ({
  id: 'w',
  kind: 'test',
  name: 'World',
  anchorRealAt: TEST_START,
  anchorWorldAt: TEST_START,
  rate: 1,
  policy: DEFAULT_POLICY,
  ...chosen,
});

test.each([
  ['within a minute of real time', 1, 60_000, true],
  ['later', 1, 60_001, false],
  ['later in a world that runs sixty times as fast', 60, 60 * 60_000, true],
  ['at once in a world that stands', 0, 0, true],
  ['later in a world that stands', 0, 1, false],
])('the loop is woken for what falls due %s', (_, rate, inMs, isSoon) => {
  expect(isSoonDue({ rate }, inMs)).toBe(isSoon);
});

describe('a world’s clock', () => {
  const worlds = fc.record({
    anchorWorldAt: fc.integer({ min: 0, max: 4_102_444_800_000 }),
    rate: fc.constantFrom(0, 0.25, 1, 60, 3600),
  });

  test('shows whole milliseconds and never goes back while real time goes on', () => {
    fc.assert(
      fc.property(worlds, fc.nat(1_000_000), fc.nat(1_000_000), (chosen, passed, more) => {
        const world = aWorld(chosen);
        const first = worldNow(world, TEST_START + passed);
        const second = worldNow(world, TEST_START + passed + more);
        expect(Number.isSafeInteger(first) && second >= first).toBe(true);
      }),
    );
  });

  test('a change of rate keeps the time it shows', () => {
    fc.assert(
      fc.property(worlds, fc.nat(1_000_000), fc.constantFrom(0, 1, 100), (chosen, passed, rate) => {
        const world = aWorld(chosen);
        const real = TEST_START + passed;
        const moved = decideClockMove(world, { rate }, real);
        expect(moved.ok && worldNow(moved.value, real)).toBe(worldNow(world, real));
      }),
    );
  });

  test('the real instant of a world instant is the first at which it shows', () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 1, max: 1_000_000 }), (chosen, ahead) => {
        const world = aWorld(chosen);
        const target = world.anchorWorldAt + ahead;
        const real = realInstantOf(world, target);
        if (real === undefined) expect(world.rate).toBe(0);
        else {
          expect(worldNow(world, real)).toBeGreaterThanOrEqual(target);
          expect(worldNow(world, real - 1)).toBeLessThan(target);
        }
      }),
    );
  });

  test.each([
    ['backwards', { setTo: TEST_START - 1 }],
    ['nothing_to_do', {}],
  ] as const)('a move is refused: %s', (code, move) => {
    expect(decideClockMove(aWorld(), move, TEST_START)).toMatchObject({ ok: false, refusal: { code } });
  });
});

describe('what falls due', () => {
  /** A timer that begins another one `laterMs` after each instant it was set to. */
  const aTimer = (name: string, dueAt: Instant[], happened: string[], begins?: (at: Instant) => void): DueWork => ({
    name,
    nextDueAt: async () => (dueAt.length === 0 ? undefined : Math.min(...dueAt)),
    run: async (_world, now) => {
      const due = dueAt.filter((at) => at <= now).sort((a, b) => a - b);
      for (const at of due) {
        dueAt.splice(dueAt.indexOf(at), 1);
        happened.push(`${name} ${at}`);
        begins?.(at);
      }
      return due.length;
    },
  });

  test('happens in order of time over all timers, and what begins on the way happens too', async () => {
    const happened: string[] = [];
    const second: Instant[] = [];
    const works = [
      aTimer('first', [10, 40], happened, (at) => second.push(at + 20)),
      aTimer('second', second, happened),
      aTimer('other', [25, 99], happened),
    ];
    expect(await runDue(works, aWorld(), 70, 'skip')).toBe(5);
    expect(happened).toEqual(['first 10', 'other 25', 'second 30', 'first 40', 'second 60']);
  });

  test('rows that somebody else is at do not make it go round for ever', async () => {
    const busy: DueWork = { name: 'busy', nextDueAt: async () => 10, run: async () => 0 };
    expect(await runDue([busy], aWorld(), 70, 'skip')).toBe(0);
  });

  test('who waits goes on when they are free, and leaves nothing due behind', async () => {
    const due = [10, 20];
    const held: DueWork = {
      name: 'held',
      nextDueAt: async () => due[0],
      run: async (_world, now, patience) => {
        if (patience === 'skip') return 0;
        return due.splice(0, due.filter((at) => at <= now).length).length;
      },
    };
    expect(await runDue([held], aWorld(), 15, 'wait')).toBe(1);
    expect(due).toEqual([20]);
  });
});

describe('the sweep over worlds', () => {
  test('looks at a world when something falls due there or it is woken; one world’s trouble is its own', async () => {
    const database = await ownDatabase();
    const clock = testClock();
    const looked: string[] = [];
    const work: DueWork = {
      name: 'probe',
      nextDueAt: async () => TEST_START + HOUR_MS,
      run: async (world) => {
        looked.push(world.id);
        if (world.id === 'a') throw new Error('trouble');
        return 0;
      },
    };
    const worlds = createWorlds({ database, clock, log: silentLog, works: [work], changed: () => undefined });
    for (const id of ['a', 'b'])
      await insertWorld(database.db, aWorld({ id }), TEST_START, { actor: 't', requestId: 't' });
    const { signal } = new AbortController();
    await worlds.sweep(signal);
    expect(looked).toEqual([]);
    clock.advance(HOUR_MS);
    await worlds.sweep(signal);
    expect(new Set(looked)).toEqual(new Set(['a', 'b']));
    await database.close();
  });
});

describe('the operator’s worlds', () => {
  let harness: Harness;
  let merchant: TestMerchant;
  beforeAll(async () => {
    harness = await openHarness();
    merchant = await aMerchant(harness);
  });
  const clockOf = (body: unknown, worldId = merchant.test.worldId) =>
    harness.operator('POST', `/worlds/${worldId}/clock`, body);

  test('there is one live world for all live accounts, and one for each test account', async () => {
    const other = await aMerchant(harness);
    const live = (await harness.operator('GET', `/worlds/${merchant.live.worldId}`)).json() as { accountIds: string[] };
    expect(live).toMatchObject({ id: other.live.worldId, kind: 'live', rate: 1 });
    expect(live.accountIds).toEqual(expect.arrayContaining([merchant.live.accountId, other.live.accountId]));
    const own = (await harness.operator('GET', `/worlds/${merchant.test.worldId}`)).json();
    expect(own).toMatchObject({ kind: 'test', now: TEST_START, accountIds: [merchant.test.accountId] });
  });

  test('are listed page by page, each once', async () => {
    const seen: string[] = [];
    let path = '/worlds?limit=1';
    for (;;) {
      const page = (await harness.operator('GET', path)).json() as { items: { id: string }[]; next: string | null };
      seen.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      path = `/worlds?limit=1&cursor=${encodeURIComponent(page.next)}`;
    }
    expect(seen).toEqual(expect.arrayContaining([merchant.live.worldId, merchant.test.worldId]));
    expect(new Set(seen).size).toBe(seen.length);
    expect((await harness.operator('GET', '/worlds?cursor=nonsense')).json()).toMatchObject({ code: 'bad_cursor' });
  });

  test('a clock is advanced, set, and made faster', async () => {
    const { test: account } = await aMerchant(harness);
    expect((await clockOf({ advanceMs: DAY_MS }, account.worldId)).json()).toMatchObject({ now: TEST_START + DAY_MS });
    expect((await clockOf({ setTo: TEST_START + 3 * DAY_MS, rate: 0 }, account.worldId)).json()).toMatchObject({
      now: TEST_START + 3 * DAY_MS,
      rate: 0,
    });
    expect((await clockOf({ rate: 60 }, account.worldId)).json()).toMatchObject({
      now: TEST_START + 3 * DAY_MS,
      rate: 60,
    });
  });

  test.each<[string, number, string, unknown]>([
    ['back', 400, 'backwards', { setTo: 0 }],
    ['not at all', 400, 'nothing_to_do', {}],
    ['with a field nobody knows', 400, 'schema', { minutes: 5 }],
  ])('a clock moved %s: %i', async (_, status, code, body) => {
    const reply = await clockOf(body);
    expect([reply.status, reply.json()]).toEqual([status, expect.objectContaining({ code })]);
  });

  test('the live world’s clock cannot be moved: 409; an unknown world: 404', async () => {
    const live = await clockOf({ advanceMs: 1 }, merchant.live.worldId);
    expect([live.status, live.json()]).toEqual([409, expect.objectContaining({ code: 'live_world' })]);
    const none = await clockOf({ advanceMs: 1 }, 'nowhere');
    expect([none.status, none.json()]).toEqual([404, expect.objectContaining({ code: 'not_found' })]);
  });

  test('a policy is changed in part', async () => {
    const reply = await harness.operator('PUT', `/worlds/${merchant.test.worldId}/policy`, { holdMs: MINUTE_MS });
    expect(reply.json()).toMatchObject({ policy: { ...DEFAULT_POLICY, reviewMs: 0, holdMs: MINUTE_MS } });
    const none = await harness.operator('PUT', '/worlds/nowhere/policy', { holdMs: 1 });
    expect([none.status, none.json()]).toEqual([404, expect.objectContaining({ code: 'not_found' })]);
  });
});
