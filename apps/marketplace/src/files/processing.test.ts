/** Owns the guarantees of processing: every record counts once, whatever happens, and the good ones are applied. */
import { gzipSync } from 'node:zlib';
import { jetRoutes } from '@jetway/jet-api';
import { SECOND_MS } from '@jetway/kernel';
import { silentLog } from '@jetway/service';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApplyRecords, BulkRecord } from '../bulk/index.ts';
import { type AccountWithNodes, anAccount, anOffer, type Harness, openHarness } from '../testing/index.ts';
import { findFile } from './files.store.ts';
import { countsOf, errorsOf, noise, process, put, type Records, read, send } from './files.test-support.ts';
import { FILE_LIMITS, type FileLimits, LEASE_MS, MAX_FAILURES } from './files.ts';
import { processFile } from './process-file.ts';
import { createRecordKinds, type RecordKinds, recordKind } from './record-kinds.ts';

let harness: Harness;
let account: AccountWithNodes;
beforeAll(async () => {
  harness = await openHarness();
  account = await anAccount(harness);
});

const priceOf = async (sku: string): Promise<unknown> =>
  ((await account.call('GET', `/merchant-skus/${sku}/price`)).json() as { price: unknown }).price;
const never = new AbortController().signal;

/** Appliers of Price records that a test owns. */
const pricesBy = (apply: ApplyRecords<{ readonly price: number }>): RecordKinds => ({
  ...createRecordKinds(),
  Price: recordKind('Price', jetRoutes.putPrice, apply),
});
const appliedAll: Awaited<ReturnType<ApplyRecords<unknown>>> = { errors: new Map(), superseded: new Set() };

/** Processes one file with appliers and limits of the test's own. */
const run = (
  id: string,
  kinds: RecordKinds,
  limits: Partial<FileLimits> = {},
  signal: AbortSignal = never,
): Promise<void> =>
  processFile(
    { ...harness, ...harness.services, log: silentLog, kinds, limits: { ...FILE_LIMITS, batchesAtOnce: 1, ...limits } },
    { accountId: account.accountId, id },
    signal,
  );

describe('the last record of a SKU wins', () => {
  test('the earlier ones are superseded, never an error', async () => {
    const sku = await anOffer(harness, account);
    const records: Records = [1, 2, 3].map((price) => [sku, { price }]);
    const reply = await process(harness, account, 'Price', records);
    expect([reply.status, await priceOf(sku)]).toEqual(['Processed successfully', 3]);
    expect(await countsOf(harness, account, reply.jet_file_id)).toEqual({
      done: 3,
      applied: 1,
      inError: 0,
      superseded: 2,
    });
  });

  test('one that is in error changes nothing, and the one before it counts', async () => {
    const sku = await anOffer(harness, account);
    const unknownNode = {
      price: 9,
      fulfillment_nodes: [{ fulfillment_node_id: 'nowhere', fulfillment_node_price: 9 }],
    };
    const records: Records = [
      [sku, { price: 4 }],
      [sku, { price: 5 }],
      [sku, unknownNode],
      [sku, { price: -1 }],
    ];
    const reply = await process(harness, account, 'Price', records);
    expect([reply.error_count, await priceOf(sku)]).toEqual([2, 5]);
    expect(await countsOf(harness, account, reply.jet_file_id)).toEqual({
      done: 4,
      applied: 1,
      inError: 2,
      superseded: 1,
    });
  });

  test('records = applied + in error + superseded, the same however large and many the batches are', async () => {
    const record = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom<unknown>(1, 2, 'wrong'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 3 }),
        async (parts, batchRecords, batchesAtOnce) => {
          const written = new Map<string, number>();
          const kinds = pricesBy(async (_tx, _context, records) => {
            for (const { sku, body } of records) written.set(sku, body.price);
            return appliedAll;
          });
          const { id } = await send(
            harness,
            account,
            'Price',
            parts.map(([sku, price]) => [sku, { price }] as const),
          );
          await run(id, kinds, { batchRecords, batchesAtOnce });
          const good = parts.filter(([, price]) => price !== 'wrong');
          const last = new Map(good.map(([sku, price]) => [sku, price]));
          expect(new Map([...written].sort())).toEqual(new Map([...last].sort()));
          expect(await countsOf(harness, account, id)).toEqual({
            done: parts.length,
            applied: last.size,
            inError: parts.length - good.length,
            superseded: good.length - last.size,
          });
        },
      ),
      { numRuns: 25 },
    );
  });

  test('a request that was accepted after the file was received wins over its records, one before it does not', async () => {
    const [early, late] = [await anOffer(harness, account), await anOffer(harness, account)];
    await account.call('PUT', `/merchant-skus/${early}/price`, { price: 1 });
    const { id } = await send(harness, account, 'Price', [
      [early, { price: 2 }],
      [late, { price: 2 }],
    ]);
    await account.call('PUT', `/merchant-skus/${late}/price`, { price: 3 });
    await harness.services.files.drain();
    expect([await priceOf(early), await priceOf(late)]).toEqual([2, 3]);
    expect((await read(account, id)).status).toBe('Processed successfully');
    expect(await countsOf(harness, account, id)).toEqual({ done: 2, applied: 1, inError: 0, superseded: 1 });
  });

  test('of two files the one received later wins, in whichever order they are processed', async () => {
    const sku = await anOffer(harness, account);
    const first = await send(harness, account, 'Price', [[sku, { price: 1 }]]);
    const second = await send(harness, account, 'Price', [[sku, { price: 2 }]]);
    for (const { id } of [second, first]) await run(id, createRecordKinds());
    expect(await priceOf(sku)).toBe(2);
    expect(await countsOf(harness, account, first.id)).toMatchObject({ applied: 0, superseded: 1 });
  });
});

describe('a file that is not as it should be', () => {
  const good = async () => {
    const sku = await anOffer(harness, account);
    return { sku, record: `"${sku}": {"price": 6}` };
  };

  test.each<[string, (record: string) => Buffer, string]>([
    [
      'that is not packed',
      (record) => Buffer.from(`{${record}}`),
      'Position 1, 1: Error: The file is not in GZIP format.',
    ],
    ['that is no JSON', () => gzipSync('price,1'), "Position 1, 1: Error: Unexpected character 'p'."],
    ['that is a list', (record) => gzipSync(`[{${record}}]`), "Position 1, 1: Error: Unexpected character '['."],
    ['that holds what no text may', () => gzipSync('{\u0000'), "Position 1, 2: Error: Unexpected character '\ufffd'."],
    ['that is empty', () => gzipSync(''), 'Position 1, 1: Error: Unexpected end of the file.'],
  ])('%s has one error, about itself', async (_, bytesOf, line) => {
    const { sku, record } = await good();
    const reply = await process(harness, account, 'Price', bytesOf(record));
    expect([reply.status, reply.error_count, reply.error_excerpt]).toEqual(['Processed with errors', 1, [line]]);
    expect(await errorsOf(harness, reply)).toEqual([line]);
    expect(await priceOf(sku)).toBe(19.99);
  });

  test('that breaks off has an error where it does, and what is whole before is applied', async () => {
    const { sku, record } = await good();
    const reply = await process(harness, account, 'Price', `{\n${record},\n  "b": {"price": `);
    expect([reply.error_excerpt, await priceOf(sku)]).toEqual([
      ['Position 3, 18: Error: Unexpected end of the file.'],
      6,
    ]);
  });

  test('whose packing was cut off says so, and what is whole before is applied', async () => {
    const { sku, record } = await good();
    const bytes = gzipSync(`{${record},"b":"${noise(900)}"}`);
    const reply = await process(harness, account, 'Price', bytes.subarray(0, bytes.length - 300));
    expect([reply.error_count, await priceOf(sku)]).toEqual([1, 6]);
    expect(reply.error_excerpt?.[0]).toMatch(/^Position 1, \d+: Error: The GZIP data ends too early\.$/);
  });

  test('records that cannot be read are told with the place, and the others are applied', async () => {
    const { sku, record } = await good();
    const deep = `${'['.repeat(70)}${']'.repeat(70)}`;
    const lines = [
      '"a": {"price": 1,}',
      `"b": {"price": 1, "x": ${deep}}`,
      `"c": {"price": 1, "x": "${'x'.repeat(1_048_576)}"}`,
      '"d": {"price": 1, "__proto__": {"price": 2}}',
      '"e": [1]',
      `"${'f'.repeat(70)}": {"price": 1}`,
      '"g\\u0000": {"price": 1}',
      '"h\\q": {"price": 1}',
      record,
    ];
    const reply = await process(harness, account, 'Price', `{${lines.join(',\n')}}`);
    expect(reply.error_excerpt).toEqual([
      "Position 1, 19: Error: parsing sku 'a' Unexpected character '}'.",
      "Position 2, 1: Error: parsing sku 'b' The body nests deeper than 64 levels.",
      "Position 3, 1: Error: parsing sku 'c' The body is too large.",
      "Position 4, 1: Error: parsing sku 'd' The body is not valid JSON.",
      "Position 5, 1: Error: parsing sku 'e' The value is expected to be an object. Path: /",
      `Position 6, 1: Error: parsing sku '${'f'.repeat(64)}…' The value is expected to have at most 64 characters. Path: /sku`,
      "Position 7, 1: Error: parsing sku 'g\ufffd' The value contains invalid characters. Path: /sku",
      "Position 8, 3: Error: parsing sku 'h\\q' Unexpected character '\\'.",
    ]);
    expect(await priceOf(sku)).toBe(6);
  });

  test('a record of another type is refused: a price must not clear an inventory', async () => {
    const { sku } = await good();
    const reply = await process(harness, account, 'Inventory', [[sku, { price: 1 }]]);
    expect(reply.error_excerpt).toEqual([
      `Position 1, 2: Error: parsing sku '${sku}' The record is none of a file of type Inventory.`,
    ]);
    const inventory = (await account.call('GET', `/merchant-skus/${sku}/inventory`)).json();
    expect(inventory).toMatchObject({ fulfillment_nodes: [{ quantity: 10 }] });
  });

  test('one that was uploaded again after it had been received is not processed', async () => {
    const { sku, record } = await good();
    const { id, url } = await send(harness, account, 'Price', `{${record}}`);
    await put(harness, url, gzipSync(`{"${sku}":{"price":123456}}`));
    await harness.services.files.drain();
    expect((await read(account, id)).error_excerpt).toEqual([
      'Position 1, 1: Error: The file was uploaded again after it had been received.',
    ]);
    expect(await priceOf(sku)).toBe(19.99);
  });

  test('errors beyond what is kept are counted, and the file of errors says how many they are', async () => {
    const records = Array.from({ length: 9 }, (_, count) => [`lost-${count}`, { price: 1 }] as const);
    const { id } = await send(harness, account, 'Price', records);
    await run(id, createRecordKinds(), { batchRecords: 2, errorBytes: 100 });
    const reply = await read(account, id);
    const lines = await errorsOf(harness, reply);
    expect([reply.error_count, reply.error_excerpt?.length, lines.length, lines.at(-1)]).toEqual([
      9,
      3,
      3,
      '… and 7 more, which are not listed.',
    ]);
  });
});

describe('whatever happens', () => {
  const skus = Array.from({ length: 10 }, (_, count) => `n${count}`);
  const tenPrices: Records = skus.map((sku, count) => [sku, { price: count + 1 }]);
  /** What was applied, as the database has it: rolled back with the rest. */
  const applied = (id: string) =>
    harness.database.db
      .selectFrom('file_batches')
      .select('outcomes')
      .where('file_id', '=', id)
      .orderBy('position')
      .execute();
  const skusOf = (records: readonly BulkRecord<unknown>[]): string[] => records.map(({ sku }) => sku);

  test('a process that ends in the midst is followed by another that goes on where it was', async () => {
    const { id } = await send(harness, account, 'Price', tenPrices);
    const seen: string[][] = [];
    const dying = pricesBy(async (_tx, _context, records) => {
      seen.push(skusOf(records));
      if (seen.length === 3) throw new Error('killed');
      return appliedAll;
    });
    await expect(run(id, dying, { batchRecords: 3 })).rejects.toThrow('killed');
    expect((await applied(id)).map(({ outcomes }) => outcomes)).toEqual(['aaa', 'aaa']);
    harness.clock.advance(10 * SECOND_MS);
    const again: string[][] = [];
    const well = pricesBy(async (_tx, _context, records) => {
      again.push(skusOf(records));
      return appliedAll;
    });
    await run(id, well, { batchRecords: 3 });
    expect([seen, again]).toEqual([
      [skus.slice(0, 3), skus.slice(3, 6), skus.slice(6, 9)],
      [skus.slice(6, 9), skus.slice(9)],
    ]);
    expect(await read(account, id)).toMatchObject({ status: 'Processed successfully' });
    expect(await countsOf(harness, account, id)).toEqual({ done: 10, applied: 10, inError: 0, superseded: 0 });
    expect(await applied(id)).toEqual([]);
  });

  test('one that goes on writes what was left out between batches that were written side by side', async () => {
    const records: Records = [...tenPrices, ['n1', { price: 7 }], ['n2', { price: 8 }]];
    const { id } = await send(harness, account, 'Price', records);
    const limits = { batchRecords: 3, batchesAtOnce: 2 };
    const dying = pricesBy(async (_tx, _context, batch) => {
      if (skusOf(batch).includes('n3')) throw new Error('killed');
      return appliedAll;
    });
    await expect(run(id, dying, limits)).rejects.toThrow('killed');
    const done = (await applied(id)).map(({ outcomes }) => outcomes).join('').length;
    harness.clock.advance(10 * SECOND_MS);
    const again: string[][] = [];
    const well = pricesBy(async (_tx, _context, batch) => {
      again.push(skusOf(batch));
      return appliedAll;
    });
    await run(id, well, limits);
    expect(again).toContainEqual(skus.slice(3, 6));
    expect(again.flat()).toHaveLength(12 - done);
    expect(await countsOf(harness, account, id)).toEqual({ done: 12, applied: 10, inError: 0, superseded: 2 });
  });

  test('one that goes on knows what was applied before, and what was wrong', async () => {
    const { id } = await send(harness, account, 'Price', [...tenPrices.slice(0, 3), ['x', {}], ['n1', { price: 7 }]]);
    let isFirst = true;
    const stopping = new AbortController();
    const kinds = pricesBy(async () => {
      if (isFirst) stopping.abort();
      isFirst = false;
      return appliedAll;
    });
    await run(id, kinds, { batchRecords: 4 }, stopping.signal);
    expect(await read(account, id)).toMatchObject({ status: 'Processing' });
    await run(id, kinds, { batchRecords: 4 });
    expect(await countsOf(harness, account, id)).toEqual({ done: 5, applied: 3, inError: 1, superseded: 1 });
    const reply = await read(account, id);
    expect(await errorsOf(harness, reply)).toEqual([
      "Position 4, 1: Error: parsing sku 'x' Required property is missing. Path: /price",
    ]);
  });

  test('two processes never work on one file, and one that was thought dead writes nothing more', async () => {
    const { id } = await send(harness, account, 'Price', tenPrices);
    const entered = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const idle: string[] = [];
    const slow = pricesBy(async () => appliedAll);
    const slowly: RecordKinds = {
      ...slow,
      Price: {
        ...slow.Price,
        errorsOf: (sku) => {
          idle.push(sku);
          return [];
        },
      },
    };
    const blobs = {
      ...harness.services.blobs,
      get: async (key: string) => {
        entered.resolve();
        await goOn.promise;
        return harness.services.blobs.get(key);
      },
    };
    const ref = { accountId: account.accountId, id };
    const deps = { ...harness, ...harness.services, log: silentLog, limits: FILE_LIMITS };
    const dead = processFile({ ...deps, blobs, kinds: slowly }, ref, never);
    await entered.promise;
    // As long as its lease runs nobody else takes the file on.
    await processFile({ ...deps, kinds: slow }, ref, never);
    expect((await read(account, id)).status).toBe('Processing');
    harness.clock.advance(LEASE_MS);
    await processFile({ ...deps, kinds: slow }, ref, never);
    expect((await read(account, id)).status).toBe('Processed successfully');
    goOn.resolve();
    await dead;
    expect(await countsOf(harness, account, id)).toEqual({ done: 10, applied: 10, inError: 0, superseded: 0 });
  });

  test('a record that breaks the writing is told of, and those around it are applied', async () => {
    const { id } = await send(harness, account, 'Price', tenPrices);
    const kinds = pricesBy(async (tx, _context, records) => {
      if (records.some(({ sku }) => sku === 'n4'))
        await tx
          .selectFrom('skus')
          .select('no_such_column' as 'sku')
          .execute();
      return appliedAll;
    });
    await run(id, kinds);
    const reply = await read(account, id);
    expect([reply.status, reply.error_excerpt]).toEqual([
      'Processed with errors',
      ["Position 5, 1: Error: parsing sku 'n4' Internal server error."],
    ]);
    expect(await countsOf(harness, account, id)).toEqual({ done: 10, applied: 9, inError: 1, superseded: 0 });
  });

  test('a file that fails again and again waits longer each time, and at last for an operator', async () => {
    const { id } = await send(harness, account, 'Price', tenPrices);
    const failing = pricesBy(async () => Promise.reject(new Error('the disk is full')));
    const path = `/accounts/${account.accountId}/files/${id}`;
    const stored = async () => (await findFile(harness.database.db, { accountId: account.accountId, id }))?.file;
    let waitedMs = 0;
    for (let count = 0; count < MAX_FAILURES; count += 1) {
      const before = harness.clock.now();
      for (;;) {
        const claim = (await stored())?.claim;
        await run(id, failing).catch(() => undefined);
        if ((await stored())?.claim !== claim) break;
        harness.clock.advance(SECOND_MS);
      }
      expect(harness.clock.now() - before).toBeGreaterThanOrEqual(count === 0 ? 0 : waitedMs);
      waitedMs = harness.clock.now() - before;
    }
    harness.clock.advance(3_600 * SECOND_MS);
    await harness.services.files.drain();
    const seen = (await harness.operator('GET', path)).json();
    expect(seen).toMatchObject({ file: { status: 'Processing', failures: MAX_FAILURES, isStuck: true } });
    expect((await harness.operator('POST', `${path}/retry`)).status).toBe(200);
    await harness.services.files.drain();
    expect((await read(account, id)).error_count).toBe(10);
    const late = await harness.operator('POST', `${path}/retry`);
    expect([late.status, late.json()]).toMatchObject([409, { code: 'not_allowed_now' }]);
  });
});

describe('files of an account', () => {
  test('are listed for operators, the newest first, by status, page by page', async () => {
    const own = await anAccount(harness);
    const other = await anAccount(harness);
    const sent = [];
    for (let count = 0; count < 3; count += 1) {
      harness.clock.advance(1);
      sent.push((await send(harness, own, 'Price', count === 1 ? [['x', {}]] : '{}')).id);
    }
    await harness.services.files.drain();
    const list = async (query: string) =>
      (await harness.operator('GET', `/accounts/${own.accountId}/files${query}`)).json() as {
        items: { id: string; status: string }[];
        next: string | null;
      };
    const first = await list('?limit=2');
    const second = await list(`?limit=2&cursor=${first.next}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(sent.toReversed());
    expect(second.next).toBeNull();
    expect((await list('?status=Processed%20with%20errors')).items).toMatchObject([
      { id: sent[1], status: 'Processed with errors', errorCount: 1, records: { done: 1, inError: 1 } },
    ]);
    const foreign = await harness.operator('GET', `/accounts/${other.accountId}/files/${sent[0]}`);
    expect(foreign.status).toBe(404);
  });
});

describe('the merchant’s software', () => {
  test('hears of a file that was processed, in the API’s own words', async () => {
    const own = await anAccount(harness);
    await harness.operator('POST', `/accounts/${own.accountId}/webhook-endpoints`, {
      url: 'https://merchant.example/hooks',
    });
    const { id } = await send(harness, own, 'Price', [['nowhere', { price: 1 }]]);
    await harness.services.files.drain();
    const events = harness.database.db.selectFrom('webhook_events').where('account_id', '=', own.accountId);
    expect(await events.select(['kind', 'subject', 'data']).execute()).toEqual([
      {
        kind: 'file.processed',
        subject: `file:${id}`,
        data: {
          jet_file_id: id,
          file_type: 'Price',
          status: 'Processed with errors',
          error_count: 1,
          url: `/files/${id}`,
        },
      },
    ]);
  });

  test('waits for a file that the sandbox holds back, until the fault is taken away', async () => {
    const own = await anAccount(harness);
    const faults = `/accounts/${own.accountId}/faults`;
    const made = (await harness.operator('POST', faults, { kind: 'stuck_file' })).json() as { id: string };
    const { id } = await send(harness, own, 'Price', '{}');
    await harness.services.files.drain();
    expect(await read(own, id)).toMatchObject({ status: 'Acknowledged' });
    await harness.operator('DELETE', `${faults}/${made.id}`);
    await harness.services.files.drain();
    expect(await read(own, id)).toMatchObject({ status: 'Processed successfully' });
  });
});
