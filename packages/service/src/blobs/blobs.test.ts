/** Owns the guarantees of blobs on disk and of their signed addresses. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createIds, manualClock } from '@jetway/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMemoryDatabase } from '../database/index.ts';
import { createHttpServer } from '../http/index.ts';
import { silentLog } from '../logs/index.ts';
import { serveBlobs } from './blobs.routes.ts';
import { isBlobKey } from './blobs.ts';
import { createDiskBlobs, type DiskBlobs } from './disk-blobs.ts';

const clock = manualClock(1_000_000);
const secretKey = randomBytes(32);
let directory = '';
let blobs: DiskBlobs;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jetway-blobs-'));
  blobs = await createDiskBlobs({ directory, publicUrl: 'https://files.example/', secretKey, clock });
});
afterAll(async () => rm(directory, { recursive: true, force: true }));

const contentOf = async (key: string): Promise<string | undefined> => {
  const found = await blobs.get(key);
  return found && text(found.content);
};

describe('the store', () => {
  test('gives back what was put, replaces it whole, and forgets what was deleted', async () => {
    expect(await blobs.put('files/a.json', Readable.from([Buffer.from('one')]), 10)).toEqual({
      ok: true,
      value: { sizeBytes: 3 },
    });
    await blobs.put('files/a.json', Readable.from([Buffer.from('two!')]), 10);
    expect([await contentOf('files/a.json'), (await blobs.info('files/a.json'))?.sizeBytes]).toEqual(['two!', 4]);
    const before = await blobs.info('files/a.json');
    const read = await blobs.get('files/a.json');
    expect([read?.version, read && (await text(read.content))]).toEqual([before?.version, 'two!']);
    await blobs.put('files/a.json', Readable.from([Buffer.from('three')]), 10);
    expect((await blobs.info('files/a.json'))?.version).not.toBe(before?.version);
    await blobs.delete('files/a.json');
    await blobs.delete('files/a.json');
    expect(await blobs.get('files/a.json')).toBeUndefined();
  });

  test('a stream that is too large or breaks leaves what was there, and no draft', async () => {
    await blobs.put('kept', Readable.from([Buffer.from('kept')]), 10);
    const large = await blobs.put('kept', Readable.from([Buffer.alloc(6), Buffer.alloc(6)]), 10);
    expect(large).toMatchObject({ ok: false, refusal: { code: 'too_large' } });
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half');
      throw new Error('cut off');
    }
    // biome-ignore lint/correctness/useYield: it breaks before it has anything
    async function* atOnce(): AsyncGenerator<Uint8Array> {
      throw new Error('at once');
    }
    await expect(blobs.put('kept', broken(), 10)).rejects.toThrow('cut off');
    // One that breaks before its first byte, often: the draft must not be made after it was cleared away.
    for (let count = 0; count < 50; count += 1)
      await expect(blobs.put('kept', Readable.from(atOnce()), 10)).rejects.toThrow('at once');
    expect(await contentOf('kept')).toBe('kept');
    expect(await readdir(join(directory, '.drafts'))).toEqual([]);
  });

  test('is not asked within a transaction, but for addresses', async () => {
    const database = await openMemoryDatabase<unknown>({ schema: 'sample' });
    const asks = [
      () => blobs.put('a', Readable.from([]), 1),
      () => blobs.get('a'),
      () => blobs.info('a'),
      () => blobs.delete('a'),
    ];
    for (const ask of asks)
      await expect(database.transaction(async () => ask())).rejects.toThrow('inside a transaction on sample');
    expect(await database.transaction(async () => blobs.url('a'))).toBe('https://files.example/blobs/a');
    await database.close();
  });

  test('drafts of an interrupted program are removed at the next start', async () => {
    await writeFile(join(directory, '.drafts', 'left'), 'half');
    await createDiskBlobs({ directory, publicUrl: 'https://files.example', secretKey, clock });
    expect(await readdir(join(directory, '.drafts'))).toEqual([]);
  });

  test.each(['../x', '/x', 'a//b', 'a/../b', '.drafts/x', 'A', 'a b', 'a/', ''])('"%s" is no key', async (key) => {
    expect(isBlobKey(key)).toBe(false);
    await expect(blobs.get(key)).rejects.toThrow('not a blob key');
  });
});

describe('signed addresses', () => {
  const server = () => {
    const made = createHttpServer({
      log: silentLog,
      clock,
      ids: createIds(clock, (length) => new Uint8Array(randomBytes(length))),
      publicUrl: 'http://127.0.0.1:1',
      strictReplies: true,
    });
    serveBlobs(made, blobs);
    return made;
  };
  const pathOf = (grant: Parameters<DiskBlobs['signedUrl']>[0]): string => {
    const { pathname, search } = new URL(blobs.signedUrl(grant));
    return `${pathname}${search}`;
  };
  const expiresAt = clock.now() + 1_000;

  test('are built on the public URL, whatever Host a request names', () => {
    expect(blobs.signedUrl({ key: 'a', method: 'GET', expiresAt })).toMatch(
      /^https:\/\/files\.example\/blobs\/a\?sig=[\w.-]+$/,
    );
    expect(blobs.url('a/b')).toBe('https://files.example/blobs/a/b');
  });

  test('take an upload of any content type and headers with 201, and give it back', async () => {
    const app = server();
    for (const type of [undefined, '', 'nonsense', 'application/json']) {
      const put = await app.inject({
        method: 'PUT',
        url: pathOf({ key: 'up/1', method: 'PUT', expiresAt, maxBytes: 100 }),
        headers: { 'X-MS-Blob-Type': 'blockblob', ...(type === undefined ? {} : { 'content-type': type }) },
        payload: '{"a":1}',
      });
      expect([put.statusCode, put.payload]).toEqual([201, '']);
    }
    const grant = { key: 'up/1', method: 'GET', expiresAt, contentType: 'text/csv', fileName: 'Été 1.csv' } as const;
    const got = await app.inject({ method: 'GET', url: pathOf(grant) });
    expect([got.statusCode, got.payload]).toEqual([200, '{"a":1}']);
    expect(got.headers).toMatchObject({
      'content-type': 'text/csv',
      'content-disposition': `attachment; filename*=UTF-8''%C3%89t%C3%A9%201.csv`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
  });

  test('allow one method on one blob until one instant', async () => {
    const app = server();
    const url = pathOf({ key: 'up/2', method: 'PUT', expiresAt });
    const codeOf = async (method: string, address: string) => {
      const answer = await app.inject({ method, url: address, ...(method === 'PUT' ? { payload: 'x' } : {}) });
      return (answer.json() as { code?: string }).code;
    };
    expect(await codeOf('GET', url)).toBe('forbidden');
    expect(await codeOf('PUT', `${url.slice(0, -4)}AAAA`)).toBe('forbidden');
    expect(await codeOf('GET', '/blobs/nonsense')).toBe('forbidden');
    expect(await codeOf('PUT', url.replace('up/2', 'up/3'))).toBe('forbidden');
    expect(await codeOf('GET', pathOf({ key: 'never-put', method: 'GET', expiresAt }))).toBe('not_found');
    clock.advance(1_000);
    expect(await codeOf('PUT', url)).toBe('forbidden');
    clock.advance(-1_000);
    expect(await codeOf('DELETE', url)).toBe('method_not_allowed');
  });

  test('an upload over its limit is refused, announced or not, and nothing is kept', async () => {
    const app = server();
    const url = pathOf({ key: 'up/3', method: 'PUT', expiresAt, maxBytes: 5 });
    const announced = await app.inject({ method: 'PUT', url, payload: '123456' });
    expect(announced.json()).toMatchObject({ status: 413, code: 'too_large' });
    const listening = await app.listen({ host: '127.0.0.1', port: 0 });
    const base = listening.ok ? listening.value.url : '';
    const body = new Blob(['123456']).stream();
    const streamed = await fetch(`${base}${url}`, { method: 'PUT', body, duplex: 'half' });
    expect(streamed.status).toBe(413);
    await app.close();
    expect(await blobs.info('up/3')).toBeUndefined();
  });

  test('an upload that breaks off keeps nothing', async () => {
    const app = server();
    const url = pathOf({ key: 'up/4', method: 'PUT', expiresAt });
    const listening = await app.listen({ host: '127.0.0.1', port: 0 });
    const socket = connect(listening.ok ? listening.value.port : 0, '127.0.0.1');
    await new Promise<void>((resolve) => {
      socket.write(`PUT ${url} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf`, () => resolve());
    });
    socket.destroy();
    await app.close();
    expect(await blobs.info('up/4')).toBeUndefined();
  });
});
