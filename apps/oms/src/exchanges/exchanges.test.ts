/** Owns the guarantees of recording exchanges. */
import { manualClock } from '@jetway/kernel';
import { silentLog } from '@jetway/service';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ChannelExchange } from '../channels/index.ts';
import type { Database } from '../database/index.ts';
import { anOrganization, type Ground, ground } from '../testing/index.ts';
import { listExchanges } from './exchanges.store.ts';
import { toRecord } from './exchanges.ts';
import { createExchangeRecorder, dropExchanges } from './index.ts';

let at: Ground;
let organizationId: string;

beforeAll(async () => {
  at = await ground();
});
beforeEach(async () => {
  organizationId = await anOrganization(at);
});

const exchange = (more: Partial<ChannelExchange> = {}): ChannelExchange => ({
  isSignIn: false,
  at: at.clock.now(),
  durationMs: 12,
  method: 'GET',
  url: 'http://far.test/api/orders/ready',
  status: 200,
  requestBody: null,
  responseBody: null,
  error: null,
  requestId: 'r1',
  clockOffsetMs: null,
  ...more,
});
const cause = (detail: 'whole' | 'short' = 'whole') => ({ organizationId, connectionId: 'c', detail });
const bodyOf = (detail: 'whole' | 'short', more: Partial<ChannelExchange>) =>
  toRecord('e', cause(detail), exchange(more)).response_body;
const all = () => listExchanges(at.database.db, organizationId, { limit: 1_000 });

/** A timer that is rung by hand. */
function handTimer() {
  const rings = new Set<() => void>();
  return {
    timer: {
      after: (_ms: number, ring: () => void) => {
        rings.add(ring);
        return () => rings.delete(ring);
      },
      steadyNowMs: manualClock(0).now,
    },
    ring: () => {
      for (const ring of [...rings]) if (rings.delete(ring)) ring();
    },
  };
}

describe('what is kept of an exchange', () => {
  test('messages are kept whole, the rest in short, failures whole in any case', () => {
    const body = { order_urls: ['a', 'b'], order: { id: 1 }, status: 'ready', note: 'x'.repeat(300) };
    expect(bodyOf('whole', { responseBody: body })).toEqual(body);
    expect(bodyOf('short', { responseBody: body })).toEqual({
      order_urls: '[2 entries]',
      order: '{…}',
      status: 'ready',
      note: `${'x'.repeat(200)}…`,
    });
    expect(bodyOf('short', { responseBody: { errors: ['No.'] }, status: 400 })).toEqual({ errors: ['No.'] });
  });

  test('fields with secret names are taken out, whatever the channel left in', () => {
    expect(bodyOf('whole', { responseBody: { id_token: 't', token_type: 'Bearer', deep: { password: 'p' } } })).toEqual(
      {
        id_token: '[redacted]',
        token_type: 'Bearer',
        deep: { password: '[redacted]' },
      },
    );
  });

  test('a huge body is kept in short, and what no database keeps is replaced', async () => {
    expect(bodyOf('whole', { responseBody: { list: Array(100_000).fill('xx') } })).toEqual({
      list: '[100000 entries]',
    });
    const { timer } = handTimer();
    const recorder = createExchangeRecorder({ ...at, timer, log: silentLog });
    recorder.record(cause(), exchange({ responseBody: { 'na\u0000me': 'a\ud800' }, error: 'b\u0000' }));
    await recorder.flush();
    expect(await all()).toMatchObject([{ response_body: { 'na\ufffdme': 'a\ufffd' }, error: 'b\ufffd' }]);
  });
});

describe('the recorder', () => {
  test('writes together, after a moment or when many are kept', async () => {
    const { timer, ring } = handTimer();
    const recorder = createExchangeRecorder({ ...at, timer, log: silentLog });
    recorder.record(cause(), exchange());
    expect(await all()).toHaveLength(0);
    ring();
    await recorder.flush();
    expect(await all()).toHaveLength(1);
    for (let n = 0; n < 250; n += 1) recorder.record(cause(), exchange());
    await recorder.flush();
    expect(await all()).toHaveLength(251);
  });

  test('keeps what the database did not take for another try', async () => {
    const { timer, ring } = handTimer();
    let isAway = true;
    const database: Database = {
      ...at.database,
      get db() {
        if (isAway) throw new Error('the database is away');
        return at.database.db;
      },
    };
    const recorder = createExchangeRecorder({ ...at, database, timer, log: silentLog });
    recorder.record(cause(), exchange());
    await recorder.flush();
    isAway = false;
    ring();
    await recorder.flush();
    expect(await all()).toHaveLength(1);
  });
});

describe('dropping by age', () => {
  test('takes what is older than the instant, and nothing else', async () => {
    const { timer } = handTimer();
    const recorder = createExchangeRecorder({ ...at, timer, log: silentLog });
    // Long before anything that other tests in this database record.
    for (const instant of [1_000, 2_000, 3_000]) recorder.record(cause(), exchange({ at: instant }));
    await recorder.flush();
    expect(await dropExchanges(at.database.db, 3_000)).toBe(2);
    expect((await all()).map((row) => row.at)).toEqual([3_000]);
    await dropExchanges(at.database.db, 4_000);
  });
});
