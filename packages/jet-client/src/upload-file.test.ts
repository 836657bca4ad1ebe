import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type FarReply, type FarRequest, quickTools, startFarSide } from './far-side.test-support.ts';
import { readFileError } from './file-errors.ts';
import { awaitFile, fetchTransfers, type UploadProgress, uploadFile } from './index.ts';
import { packRecords } from './record-stream.ts';

const statuses = ['Acknowledged', 'Processing', 'Processed successfully'];

/** A far side that stores and processes a file; `special` comes first. */
const fileSide = (special: (request: FarRequest, url: string) => FarReply | undefined = () => undefined) => {
  let asked = 0;
  return startFarSide((request, url) => {
    const first = special(request, url);
    if (first !== undefined) return first;
    const token = { url: `${url}/blobs/f1?sig=x`, jet_file_id: 'f1', expires_in_seconds: 1800 };
    switch (`${request.method} ${request.path}`) {
      case 'GET /files/uploadToken':
        return { status: 200, body: token };
      case 'PUT /blobs/f1?sig=x':
        return { status: 201 };
      case 'POST /files/uploaded':
        return { status: 200, body: JSON.parse(request.body.toString()) };
      case 'GET /files/f1':
        asked += 1;
        return { status: 200, body: { jet_file_id: 'f1', status: statuses[Math.min(asked, 3) - 1] } };
      default:
        return undefined;
    }
  });
};

const prices = (count: number) =>
  Array.from({ length: count }, (_, index) => [`sku-${index}`, { price: 1 + index }] as const);
const contentOf = ({ body }: FarRequest): unknown => JSON.parse(gunzipSync(body).toString());
const isPut = ({ method }: FarRequest): boolean => method === 'PUT';

describe('a file', () => {
  test('is packed, put, handed over and waited for', async () => {
    const far = await fileSide();
    const progress: UploadProgress[] = [];
    const upload = { type: 'Price', records: prices(5_000), onProgress: (now: UploadProgress) => progress.push(now) };
    const answer = await uploadFile(far.jet, { ...upload, type: 'Price' }, quickTools);
    expect(answer).toMatchObject({
      kind: 'ok',
      value: {
        fileId: 'f1',
        errorCount: 0,
        errors: [],
        hasAllErrors: true,
        file: { status: 'Processed successfully' },
      },
    });
    const put = far.seen.find(isPut);
    expect(put === undefined ? undefined : contentOf(put)).toEqual(Object.fromEntries(prices(5_000)));
    const posted = far.seen.find(({ method }) => method === 'POST');
    expect(JSON.parse(posted?.body.toString() ?? '')).toEqual({
      url: `${far.url}/blobs/f1?sig=x`,
      file_type: 'Price',
      file_name: 'Price.json',
    });
    expect(progress.at(-1)).toEqual({ phase: 'processing', records: 5_000, bytes: put?.body.length });
  });

  test('of records that come one by one is read only as fast as it is sent, and once', async () => {
    const far = await fileSide();
    let begun = 0;
    async function* records() {
      begun += 1;
      yield* prices(3);
    }
    expect((await uploadFile(far.jet, { type: 'Price', records: records() }, quickTools)).kind).toBe('ok');
    expect(begun).toBe(1);
  });

  test('whose upload fails is sent again under a new address when its records can be had again', async () => {
    let puts = 0;
    const far = await fileSide((request) => {
      if (!isPut(request)) return undefined;
      puts += 1;
      return puts === 1 ? { status: 503 } : undefined;
    });
    expect((await uploadFile(far.jet, { type: 'Price', records: prices(2) }, quickTools)).kind).toBe('ok');
    expect(far.seen.filter(({ path }) => path === '/files/uploadToken')).toHaveLength(2);
  });

  test('whose upload fails is surely not applied when its records are gone', async () => {
    const far = await fileSide((request) => (isPut(request) ? { status: 503 } : undefined));
    const answer = await uploadFile(far.jet, { type: 'Price', records: prices(2).values() }, quickTools);
    expect(answer).toMatchObject({ kind: 'later', text: expect.stringContaining('503') });
    expect(far.seen.filter(isPut)).toHaveLength(1);
    expect(far.seen.some(({ method }) => method === 'POST')).toBe(false);
  });

  test('that is refused is refused in the words of the marketplace', async () => {
    const far = await fileSide(({ method }) =>
      method === 'POST' ? { status: 400, body: { errors: ['The file was never uploaded.'] } } : undefined,
    );
    const answer = await uploadFile(far.jet, { type: 'Price', records: prices(1) }, quickTools);
    expect(answer).toMatchObject({ kind: 'refused', status: 400, errors: ['The file was never uploaded.'] });
  });

  test('whose records break rejects with what they threw, and is not handed over', async () => {
    const far = await fileSide();
    const broken = async function* () {
      yield* prices(1);
      throw new Error('the warehouse burns');
    };
    const upload = uploadFile(far.jet, { type: 'Price', records: broken() }, quickTools);
    await expect(upload).rejects.toThrow('the warehouse burns');
    expect(far.seen.some(({ method }) => method === 'POST')).toBe(false);
  });

  test('that is not processed in time is unknown, by its id, and can be waited for again', async () => {
    const far = await fileSide();
    const upload = { type: 'Price', records: prices(1), patienceMs: 0 } as const;
    const answer = await uploadFile(far.jet, upload, quickTools);
    expect(answer).toEqual({ kind: 'unknown', text: 'File f1 is not processed yet: Acknowledged.' });
    expect((await awaitFile(far.jet, 'f1', {}, quickTools)).kind).toBe('ok');
  });

  test('that is ended before it is sent is surely not applied', async () => {
    const far = await fileSide();
    const upload = { type: 'Price', records: prices(1), signal: AbortSignal.abort() } as const;
    expect((await uploadFile(far.jet, upload, quickTools)).kind).toBe('later');
    expect(far.seen).toEqual([]);
  });

  test('goes out with its length, which storage accounts want; nothing of it stays on disk', async () => {
    const temporary = await temporaryFolder();
    const far = await fileSide();
    expect((await uploadFile(far.jet, { type: 'Price', records: prices(20_000) }, quickTools)).kind).toBe('ok');
    const put = far.seen.find(isPut);
    expect(put?.length).toBe(put?.body.length);
    expect(put === undefined ? undefined : contentOf(put)).toEqual(Object.fromEntries(prices(20_000)));
    expect(await readdir(temporary)).toEqual([]);
  });

  test('whose records break, or that is ended while it is packed, leaves nothing on disk', async () => {
    const temporary = await temporaryFolder();
    const far = await fileSide();
    const ending = new AbortController();
    async function* endless() {
      for (let index = 0; ; index += 1) {
        if (index === 100_000) ending.abort();
        yield [`sku-${index}`, { price: 1 }] as const;
      }
    }
    const upload = { type: 'Price', records: endless(), signal: ending.signal } as const;
    expect((await uploadFile(far.jet, upload, quickTools)).kind).toBe('later');
    async function* broken() {
      yield* prices(1);
      throw new Error('the warehouse burns');
    }
    const breaking = uploadFile(far.jet, { type: 'Price', records: broken() }, quickTools);
    await expect(breaking).rejects.toThrow('the warehouse burns');
    await vi.waitFor(async () => expect(await readdir(temporary)).toEqual([]));
    expect(far.seen.filter(isPut)).toEqual([]);
  });

  test('is packed in memory where there is no disk', async () => {
    const far = await fileSide();
    const transfers = fetchTransfers(fetch, async (body) => ({
      content: await new Response(body).blob(),
      drop: async () => {},
    }));
    const tools = { ...quickTools, transfers };
    expect((await uploadFile(far.jet, { type: 'Price', records: prices(9) }, tools)).kind).toBe('ok');
    const put = far.seen.find(isPut);
    expect(put?.length).toBe(put?.body.length);
  });
});

/** A folder of its own for what is temporary, until the test is over. */
async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'jet-client-'));
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });
  return folder;
}

describe('errors of a file', () => {
  const line = (index: number) => `Position ${index}, 1: Error: parsing sku 'sku ${index}' Invalid UPC Code.`;
  const withErrors = (download: FarReply) =>
    fileSide(({ path }, url) => {
      if (path === '/errors') return download;
      const errors = {
        error_count: 25,
        error_url: `${url}/errors`,
        error_excerpt: Array.from({ length: 20 }, (_, n) => line(n)),
      };
      return path === '/files/f1' ? { status: 200, body: { status: 'Processed with errors', ...errors } } : undefined;
    });

  test('are all read, each with its SKU', async () => {
    const far = await withErrors({ status: 200, body: Array.from({ length: 25 }, (_, n) => line(n)) });
    const answer = await awaitFile(far.jet, 'f1', {}, quickTools);
    if (answer.kind !== 'ok') throw new Error(answer.text);
    expect(answer.value).toMatchObject({ errorCount: 25, hasAllErrors: true });
    expect(answer.value.errors).toHaveLength(25);
    expect(answer.value.errors.at(-1)).toEqual({ text: line(24), sku: 'sku 24', message: 'Invalid UPC Code.' });
  });

  test.each([
    ['gone', { status: 404 }],
    ['no list', { status: 200, body: 'oh' }],
  ])('that are %s leave the first ones, and it is said that some are missing', async (_title, download) => {
    const far = await withErrors(download);
    const answer = await awaitFile(far.jet, 'f1', {}, quickTools);
    if (answer.kind !== 'ok') throw new Error(answer.text);
    expect([answer.value.errorCount, answer.value.errors.length, answer.value.hasAllErrors]).toEqual([25, 20, false]);
  });

  test('of the file as a whole have no SKU', () => {
    expect(readFileError('Position 1, 2: Error: not gzip')).toEqual({
      text: 'Position 1, 2: Error: not gzip',
      message: 'not gzip',
    });
    expect(readFileError('odd')).toEqual({ text: 'odd', message: 'odd' });
  });
});

test('packed records unpack to what they were, whatever they hold', async () => {
  const records = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true });
  await fc.assert(
    fc.asyncProperty(records, async (sent) => {
      const packed = await new Response(packRecords(Object.entries(sent), () => undefined)).arrayBuffer();
      const text = gunzipSync(Buffer.from(packed)).toString();
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(sent)));
    }),
    { numRuns: 50 },
  );
});

test('a file is held in memory by the piece: of a million records a reader who takes little makes few', async () => {
  let made = 0;
  const many = function* () {
    for (; made < 1_000_000; made += 1) yield [`sku-${made}`, { price: made }] as const;
  };
  const reader = packRecords(many(), () => undefined).getReader();
  await reader.read();
  await reader.cancel();
  expect(made).toBeLessThan(100_000);
});
