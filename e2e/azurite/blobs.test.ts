/** Owns the guarantees of blobs in Azure Blob Storage: those of blobs on disk, with addresses that Azure itself serves. */
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type Blobs, createAzureBlobs } from '@jetway/service';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Azurite, startAzurite } from './azurite.ts';

let azurite: Azurite;
let blobs: Blobs;
beforeAll(async () => {
  azurite = await startAzurite();
  blobs = await open('made-when-missing');
});
afterAll(() => azurite.stop());

async function open(container: string): Promise<Blobs> {
  const opened = await createAzureBlobs({ connectionString: azurite.connectionString, container });
  if (!opened.ok) throw new Error(opened.refusal.text);
  return opened.value;
}
const contentOf = async (key: string): Promise<string | undefined> => {
  const found = await blobs.get(key);
  return found && text(found.content);
};
const soon = () => Date.now() + 60_000;

describe('the store', () => {
  test('gives back what was put, replaces it whole, and forgets what was deleted', async () => {
    expect(await blobs.put('files/a.json', Readable.from([Buffer.from('one')]), 10)).toEqual({
      ok: true,
      value: { sizeBytes: 3 },
    });
    const before = await blobs.info('files/a.json');
    await blobs.put('files/a.json', Readable.from([Buffer.from('two!')]), 10);
    const after = await blobs.info('files/a.json');
    expect([await contentOf('files/a.json'), after?.sizeBytes, after?.version === before?.version]).toEqual([
      'two!',
      4,
      false,
    ]);
    await blobs.delete('files/a.json');
    await blobs.delete('files/a.json');
    expect([await blobs.get('files/a.json'), await blobs.info('files/a.json')]).toEqual([undefined, undefined]);
  });

  test('takes content of several parts', async () => {
    const part = Buffer.alloc(1_048_576, 'x');
    await blobs.put('large', Readable.from(Array.from({ length: 11 }, () => part)), 20_000_000);
    expect(await blobs.info('large')).toMatchObject({ sizeBytes: 11 * 1_048_576 });
  });

  test('a stream that is too large or breaks leaves what was there', async () => {
    await blobs.put('kept', Readable.from([Buffer.from('kept')]), 10);
    const large = await blobs.put('kept', Readable.from([Buffer.alloc(6), Buffer.alloc(6)]), 10);
    expect(large).toMatchObject({ ok: false, refusal: { code: 'too_large' } });
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half');
      throw new Error('cut off');
    }
    await expect(blobs.put('kept', broken(), 10)).rejects.toThrow('cut off');
    expect(await contentOf('kept')).toBe('kept');
  });

  test('a container that is there is opened again', async () => {
    await blobs.put('there', Readable.from([Buffer.from('there')]), 10);
    blobs = await open('made-when-missing');
    expect(await contentOf('there')).toBe('there');
  });

  test.each(['../x', '/x', 'A'])('"%s" is no key', (key) => {
    expect(() => blobs.url(key)).toThrow('not a blob key');
  });
});

describe('signed addresses', () => {
  test('begin with the address of their blob', () => {
    const signed = blobs.signedUrl({ key: 'up/1', method: 'PUT', expiresAt: soon() });
    expect(blobs.url('up/1')).toBe(`${azurite.address}/made-when-missing/up/1`);
    expect(signed.startsWith(`${blobs.url('up/1')}?`)).toBe(true);
  });

  test('take an upload with the documented header alone, and give it back under its name', async () => {
    const put = await fetch(blobs.signedUrl({ key: 'up/1', method: 'PUT', expiresAt: soon() }), {
      method: 'PUT',
      headers: { 'x-ms-blob-type': 'blockblob' },
      body: new Uint8Array([1, 2, 3]),
    });
    expect(put.status).toBe(201);
    const grant = {
      key: 'up/1',
      method: 'GET',
      expiresAt: soon(),
      contentType: 'text/csv',
      fileName: 'Été.csv',
    } as const;
    const got = await fetch(blobs.signedUrl(grant));
    expect([got.status, new Uint8Array(await got.arrayBuffer())]).toEqual([200, new Uint8Array([1, 2, 3])]);
    expect([got.headers.get('content-type'), got.headers.get('content-disposition')]).toEqual([
      'text/csv',
      `attachment; filename*=UTF-8''%C3%89t%C3%A9.csv`,
    ]);
  });

  test('allow one method on one blob until one instant', async () => {
    const headers = { 'x-ms-blob-type': 'BlockBlob' };
    const putTo = async (url: string) => (await fetch(url, { method: 'PUT', headers, body: 'x' })).status;
    const url = blobs.signedUrl({ key: 'up/2', method: 'PUT', expiresAt: soon() });
    expect(await putTo(url.replace('up/2', 'up/3'))).toBe(403);
    expect(await putTo(blobs.url('up/2'))).toBe(403);
    expect(await putTo(blobs.signedUrl({ key: 'up/2', method: 'PUT', expiresAt: Date.now() - 60_000 }))).toBe(403);
    expect(await putTo(url)).toBe(201);
    expect((await fetch(url)).status).toBe(403);
  });
});

test.each([
  ['nonsense', 'The connection string of the blob store cannot be read.'],
  [
    'BlobEndpoint=http://127.0.0.1:1/devstoreaccount1;SharedAccessSignature=sv=2020&sig=x',
    'The connection string of the blob store lacks the account’s key.',
  ],
  [
    'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=eA==;BlobEndpoint=http://127.0.0.1:1/a;',
    expect.stringMatching(/^The blob store cannot be used: /),
  ],
])(
  'an account that cannot be used is refused: %s',
  async (connectionString, wanted) => {
    expect(await createAzureBlobs({ connectionString, container: 'x1y' })).toMatchObject({
      ok: false,
      refusal: { code: 'unusable', text: wanted },
    });
  },
  120_000,
);
