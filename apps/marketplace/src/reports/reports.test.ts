/** Owns the guarantees of reports: asked for, made page by page, downloaded, gone after a day; never half. */

import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { reportTypes } from '@jetway/jet-api';
import { DAY_MS, HOUR_MS, ok, SECOND_MS } from '@jetway/kernel';
import { type OperatorReport, operatorReportStatuses } from '@jetway/marketplace-api';
import { type Blobs, silentLog } from '@jetway/service';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type AccountWithNodes,
  anAccount,
  anOffer,
  type Harness,
  openHarness,
  TEST_PUBLIC_URL,
} from '../testing/index.ts';
import { jsonObject, type ReportContent, reportsFeature } from './index.ts';
import { LEASE_MS, MOST_ATTEMPTS, reportLifecycle, shownStatus } from './reports.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});

interface State {
  readonly report_id: string;
  readonly report_status: string;
  readonly report_url?: string;
  readonly processing_end?: string;
  readonly report_expiration_date?: string;
}

const NEVER = new AbortController().signal;

async function ask(account: AccountWithNodes, type = 'ProductStatus', body?: unknown): Promise<string> {
  const reply = await account.call('POST', `/reports/${type}`, body);
  expect([reply.status, reply.text]).toEqual([200, expect.stringContaining('report_id')]);
  return (reply.json() as { report_id: string }).report_id;
}

const stateOf = async (account: AccountWithNodes, id: string): Promise<State> =>
  (await account.call('GET', `/reports/state/${id}`)).json() as State;

const make = (account: AccountWithNodes, id: string, signal: AbortSignal = NEVER): Promise<void> =>
  harness.services.reports.make({ accountId: account.accountId, id }, signal);

/** A report that was made, and what is downloaded from its address. */
async function made(account: AccountWithNodes, type = 'ProductStatus', body?: unknown): Promise<string> {
  const id = await ask(account, type, body);
  await make(account, id);
  const { report_url: url = '' } = await stateOf(account, id);
  expect(url).toMatch(new RegExp(`^${TEST_PUBLIC_URL}/blobs/`));
  const downloaded = await harness.marketplace.server.inject({ method: 'GET', url: url.slice(TEST_PUBLIC_URL.length) });
  expect([downloaded.statusCode, downloaded.headers['content-type']]).toEqual([200, 'application/gzip']);
  const stored = await harness.services.blobs.get(`reports/${id}-1.gz`);
  return stored === undefined ? '' : gunzipSync(await buffer(stored.content)).toString();
}

const rowOf = (id: string) =>
  harness.database.db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst();

/** The feature with another store or content: a disk that is full, a catalogue that breaks. */
const featureWith = (more: { readonly blobs?: Partial<Blobs>; readonly content?: ReportContent }) =>
  reportsFeature({
    ...harness.services,
    log: silentLog,
    blobs: { ...harness.services.blobs, ...more.blobs },
    salesData: more.content ?? async function* () {},
    settlementDetails: async function* () {},
    jobs: { ...harness.services.jobs, define: () => undefined, schedule: () => undefined },
  });

/** A catalogue that breaks in the middle. */
const cutOff: ReportContent = async function* () {
  yield '{';
  throw new Error('cut off');
};

describe('the life of a report', () => {
  test('ends failed or expired; making it may be begun again', () => {
    expect([...reportLifecycle.final]).toEqual(['failed', 'expired']);
    expect(reportLifecycle.sources('begin')).toEqual(['requested', 'processing']);
  });

  test('is shown in the documented words: being made counts as requested, a ready one expires with its time', () => {
    expect(shownStatus({ status: 'processing', expiresAt: null }, 5)).toBe('requested');
    expect(shownStatus({ status: 'ready', expiresAt: 6 }, 5)).toBe('ready');
    expect(shownStatus({ status: 'ready', expiresAt: 5 }, 5)).toBe('expired');
    expect(shownStatus({ status: 'failed', expiresAt: null }, 5)).toBe('failed');
  });
});

describe('POST /reports/{type}', () => {
  test.each(['ProductStatus', 'SalesData', 'productstatus'])('%s without a body answers 200', async (type) => {
    const account = await anAccount(harness);
    const reply = await account.call('POST', `/reports/${type}`, undefined, { 'content-type': 'application/json' });
    expect([reply.status, reply.json()]).toEqual([200, { report_id: expect.stringMatching(/^[0-9a-f]{32}$/) }]);
  });

  test('an unknown type is refused, naming those there are', async () => {
    const account = await anAccount(harness);
    const reply = await account.call('POST', '/reports/Everything');
    expect([reply.status, reply.json()]).toEqual([
      400,
      { errors: [`Invalid value, should be one of [${reportTypes.join(',')}]. Path: /reportType`] },
    ]);
  });

  test('SettlementDetails asks for a settlement of the merchant’s own', async () => {
    const account = await anAccount(harness);
    const other = await anAccount(harness);
    const adjust = { amountCents: 100, reason: 'Goodwill' };
    await harness.operator('POST', `/accounts/${other.accountId}/settlement-adjustments`, adjust);
    const theirs = (await harness.operator('GET', `/accounts/${other.accountId}/settlements`)).json() as {
      items: { id: string }[];
    };
    const errorsOf = async (body?: unknown) =>
      ((await account.call('POST', '/reports/SettlementDetails', body)).json() as { errors: string[] }).errors;
    expect(await errorsOf()).toEqual(['Required property is missing. Path: /settlement_id']);
    expect(await errorsOf({})).toEqual(['Required property is missing. Path: /settlement_id']);
    for (const id of [theirs.items[0]?.id ?? '', '999'])
      expect(await errorsOf({ settlement_id: id })).toEqual([`settlement_id doesn't match: "${id}"`]);
    expect(await made(other, 'SettlementDetails', { settlement_id: theirs.items[0]?.id })).toContain('adjustment');
  });

  test('asked again before anybody began, it is the same report; afterwards another', async () => {
    const account = await anAccount(harness);
    const first = await ask(account);
    expect(await ask(account)).toBe(first);
    expect(await ask(account, 'SalesData')).not.toBe(first);
    await make(account, first);
    expect(await ask(account)).not.toBe(first);
  });
});

describe('GET /reports/state/{id}', () => {
  test('tells when it was requested, then when it was made and until when it can be downloaded', async () => {
    const account = await anAccount(harness);
    const id = await ask(account);
    const requested = await stateOf(account, id);
    expect(requested).toEqual({
      merchant_id: account.merchantId,
      report_id: id,
      report_requested_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}\+00:00$/),
      report_status: 'requested',
      report_type: 'ProductStatus',
    });
    await make(account, id);
    const ready = await stateOf(account, id);
    expect(ready).toMatchObject({ ...requested, report_status: 'ready' });
    const day = Date.parse(ready.report_expiration_date ?? '') - Date.parse(ready.processing_end ?? '');
    expect(day).toBe(24 * HOUR_MS);
  });

  test('a day of world time later it is expired, without an address', async () => {
    const account = await anAccount(harness);
    const id = await ask(account);
    await make(account, id);
    await harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs: DAY_MS });
    const state = await stateOf(account, id);
    expect(state.report_status).toBe('expired');
    expect(state).not.toHaveProperty('report_url');
  });

  test('an unknown report, and another merchant’s, answer alike', async () => {
    const [account, stranger] = [await anAccount(harness), await anAccount(harness)];
    const id = await ask(account);
    for (const asked of [id, 'nowhere']) {
      const reply = await stranger.call('GET', `/reports/state/${asked}`);
      expect([reply.status, reply.json()]).toEqual([404, { errors: [`Report not found: "${asked}"`] }]);
    }
  });
});

describe('reports as operators see them', () => {
  const ofAccount = (account: AccountWithNodes) => `/accounts/${account.accountId}/reports`;
  async function listed(account: AccountWithNodes, query = '') {
    const reply = await harness.operator('GET', `${ofAccount(account)}${query}`);
    expect([reply.status, reply.text]).toEqual([200, expect.any(String)]);
    const { items, next } = reply.json() as { items: OperatorReport[]; next: string | null };
    return { ids: items.map(({ id }) => id), items, next };
  }

  test('are listed page by page, the newest first, and another account’s are not among them', async () => {
    const [account, stranger] = [await anAccount(harness), await anAccount(harness)];
    const asked: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      harness.clock.advance(1);
      const id = await ask(account);
      await make(account, id);
      asked.push(id);
    }
    const first = await listed(account, '?limit=2');
    const second = await listed(account, `?limit=2&cursor=${first.next}`);
    expect([...first.ids, ...second.ids]).toEqual(asked.toReversed());
    expect(second.next).toBeNull();
    expect((await listed(stranger)).items).toEqual([]);
    const foreign = await harness.operator('GET', `${ofAccount(stranger)}/${asked[0]}`);
    expect([foreign.status, foreign.json()]).toMatchObject([404, { code: 'not_found' }]);
  });

  test('are found by the word that the merchant is told: being made is requested, one whose day is over expired', async () => {
    const account = await anAccount(harness);
    const early = await ask(account);
    await make(account, early);
    await harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs: DAY_MS });
    const ready = await ask(account);
    await make(account, ready);
    const broken = await ask(account, 'SalesData');
    await featureWith({ content: cutOff }).make({ accountId: account.accountId, id: broken }, NEVER);
    const waiting = await ask(account);
    await harness.database.db.updateTable('reports').set({ status: 'processing' }).where('id', '=', waiting).execute();
    const byStatus = Object.fromEntries(
      await Promise.all(
        operatorReportStatuses.map(
          async (status) => [status, (await listed(account, `?status=${status}`)).ids] as const,
        ),
      ),
    );
    expect(byStatus).toEqual({ requested: [waiting], ready: [ready], failed: [broken], expired: [early] });
    for (const { id, status } of (await listed(account)).items)
      expect((await stateOf(account, id)).report_status).toBe(status);
  });

  test('one that is ready says where it is downloaded, how large it is and until when; one that failed says why', async () => {
    const account = await anAccount(harness);
    const id = await ask(account);
    const read = async () =>
      (await harness.operator('GET', `${ofAccount(account)}/${id}`)).json() as {
        report: OperatorReport;
        url: string | null;
      };
    expect(await read()).toMatchObject({ report: { status: 'requested', sizeBytes: null, attempts: 0 }, url: null });
    await make(account, id);
    const { report, url } = await read();
    expect(report).toMatchObject({ id, type: 'ProductStatus', status: 'ready', failure: null, attempts: 1 });
    expect((report.expiresAt ?? 0) - (report.endedAt ?? 0)).toBe(DAY_MS);
    const path = (url ?? '').slice(TEST_PUBLIC_URL.length);
    const downloaded = await harness.marketplace.server.inject({ method: 'GET', url: path });
    expect([downloaded.statusCode, downloaded.rawPayload.length]).toEqual([200, report.sizeBytes]);
    await harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs: DAY_MS });
    expect(await read()).toMatchObject({ report: { status: 'expired' }, url: null });
    const next = await ask(account, 'SalesData');
    await featureWith({ content: cutOff }).make({ accountId: account.accountId, id: next }, NEVER);
    expect((await listed(account, '?status=failed')).items).toMatchObject([{ id: next, failure: 'cut off' }]);
  });
});

describe('what is in a report', () => {
  test('ProductStatus: every SKU of the catalogue with its status and sub-statuses', async () => {
    const account = await anAccount(harness);
    expect(JSON.parse(await made(account))).toEqual({});
    const sold = await anOffer(harness, account);
    await account.call('PUT', '/merchant-skus/a%2Fb%22', {
      product_title: 'Bare minimum',
      multipack_quantity: 1,
      ASIN: '12345ABCDF',
    });
    const report = JSON.parse(await made(account)) as Record<string, { status: string; substatus: string[] }>;
    expect(Object.keys(report).toSorted()).toEqual(['a/b"', sold].toSorted());
    for (const [sku, { status, substatus }] of Object.entries(report)) {
      const shown = (await account.call('GET', `/merchant-skus/${encodeURIComponent(sku)}`)).json();
      expect(shown).toMatchObject({ status, sub_status: substatus });
    }
  });

  test('members of an object come page by page, whatever their names and values', async () => {
    const pages = fc.array(fc.array(fc.tuple(fc.string(), fc.jsonValue()), { maxLength: 3 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(pages, async (given) => {
        let text = '';
        const source = async function* () {
          yield* given;
        };
        for await (const piece of jsonObject(source)) text += piece;
        const expected = JSON.parse(JSON.stringify(Object.fromEntries(given.flat()))) as unknown;
        expect(JSON.parse(text)).toEqual(expected);
      }),
    );
  });
});

describe('a report that cannot be made', () => {
  test('says failed, and leaves nothing half: the disk is full', async () => {
    const account = await anAccount(harness);
    const id = await ask(account);
    const full = featureWith({
      blobs: {
        put: async (_key, content) => {
          for await (const _chunk of content) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
          return ok({ sizeBytes: 0 });
        },
      },
    });
    await full.make({ accountId: account.accountId, id }, NEVER);
    const state = await stateOf(account, id);
    expect(state).toMatchObject({ report_status: 'failed', processing_end: expect.any(String) });
    expect(state).not.toHaveProperty('report_url');
    expect(await rowOf(id)).toMatchObject({ failure: 'no space left', blob_key: null });
    expect(await ask(account)).not.toBe(id);
  });

  test('because its content breaks off says failed, and nothing is stored', async () => {
    const account = await anAccount(harness);
    const id = await ask(account, 'SalesData');
    await featureWith({ content: cutOff }).make({ accountId: account.accountId, id }, NEVER);
    expect((await stateOf(account, id)).report_status).toBe('failed');
    expect(await harness.services.blobs.info(`reports/${id}-1.gz`)).toBeUndefined();
  });
});

describe('a report whose maker is gone', () => {
  /** As a process that was killed leaves it. */
  async function abandoned(account: AccountWithNodes, attempts = 1): Promise<string> {
    const id = await ask(account);
    const leasedUntil = harness.clock.now() + LEASE_MS;
    await harness.database.db
      .updateTable('reports')
      .set({ status: 'processing', attempts, leased_until: leasedUntil, processing_started_at: 1 })
      .where('id', '=', id)
      .execute();
    return id;
  }

  test('is left alone as long as the maker may live, and is then made by another', async () => {
    const account = await anAccount(harness);
    const id = await abandoned(account);
    await make(account, id);
    expect((await stateOf(account, id)).report_status).toBe('requested');
    harness.clock.advance(LEASE_MS);
    await make(account, id);
    expect((await stateOf(account, id)).report_status).toBe('ready');
    expect(await rowOf(id)).toMatchObject({ attempts: 2, blob_key: `reports/${id}-2.gz`, processing_started_at: 1 });
  });

  test('is given up after some tries', async () => {
    const account = await anAccount(harness);
    const id = await abandoned(account, MOST_ATTEMPTS);
    harness.clock.advance(LEASE_MS);
    await make(account, id);
    expect((await stateOf(account, id)).report_status).toBe('failed');
  });

  test('or stops with the program is left to be begun again at once', async () => {
    const account = await anAccount(harness);
    const id = await ask(account, 'SalesData');
    const stopping = new AbortController();
    const feature = featureWith({
      content: async function* () {
        yield '{';
        stopping.abort();
        yield '}';
      },
    });
    await feature.make({ accountId: account.accountId, id }, stopping.signal);
    expect(await rowOf(id)).toMatchObject({ status: 'processing', blob_key: null });
    harness.clock.advance(SECOND_MS);
    await make(account, id);
    expect((await stateOf(account, id)).report_status).toBe('ready');
  });
});

describe('retention', () => {
  test('files go when their time is over, everything else after a month', async () => {
    const account = await anAccount(harness);
    const id = await ask(account);
    await make(account, id);
    const key = `reports/${id}-1.gz`;
    const { sweep } = harness.services.reports;
    await sweep.run(harness.clock.now());
    expect((await stateOf(account, id)).report_status).toBe('ready');
    await harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs: DAY_MS });
    expect(await sweep.run(harness.clock.now())).toBeGreaterThanOrEqual(1);
    expect(await harness.services.blobs.info(key)).toBeUndefined();
    expect(await rowOf(id)).toMatchObject({ status: 'expired', blob_key: null });
    await sweep.run(harness.clock.now() + 31 * DAY_MS);
    expect(await rowOf(id)).toBeUndefined();
  });
});
