/** Owns the guarantees of passwords, keys and encryption at rest. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashKey, isSameSecret, newSecret } from './keys.ts';
import { hashPassword, needsRehash, verifyPassword } from './passwords.ts';
import { createSecretBox } from './secret-box.ts';
import { loadSecretKey } from './secret-key.ts';

describe('passwords', () => {
  test('only the password itself opens its hash; two hashes of one password differ', async () => {
    const hash = await hashPassword('correct horse');
    expect(await verifyPassword('correct horse', hash)).toBe(true);
    expect(await verifyPassword('correct horsf', hash)).toBe(false);
    expect(await verifyPassword('x'.repeat(500), hash)).toBe(false);
    expect(await hashPassword('correct horse')).not.toBe(hash);
    expect(needsRehash(hash)).toBe(false);
    expect(needsRehash('scrypt$14$8$1$AA$AA')).toBe(true);
  });

  test('the same letters typed as other code points count as the same', async () => {
    const hash = await hashPassword('caf\u00e9 1', { logN: 10, r: 8, p: 1 });
    expect(needsRehash(hash)).toBe(true);
    expect(await verifyPassword('cafe\u0301 1', hash)).toBe(true);
  });

  test('without a user, or with a damaged hash, nothing fits', async () => {
    expect(await verifyPassword('x', undefined)).toBe(false);
    expect(await verifyPassword('x', 'nonsense')).toBe(false);
  });
});

describe('keys', () => {
  test('a new secret carries its prefix and never comes twice', () => {
    const made = new Set(Array.from({ length: 100 }, () => newSecret('jwo_')));
    expect(made.size).toBe(100);
    for (const secret of made) expect(secret).toMatch(/^jwo_[A-Za-z0-9_-]{43}$/);
  });

  test('a key is kept as its hash; secrets compare by content', () => {
    expect(hashKey('a')).toBe('ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb');
    expect([isSameSecret('abc', 'abc'), isSameSecret('abc', 'abcd')]).toEqual([true, false]);
  });
});

describe('the secret box', () => {
  const box = createSecretBox(randomBytes(32));

  test('opens what it sealed, for the same purpose only', () => {
    const sealed = box.encrypt('hunter2 ü', 'connection:1');
    expect(sealed).not.toContain('hunter2');
    expect(box.decrypt(sealed, 'connection:1')).toEqual({ ok: true, value: 'hunter2 ü' });
    expect(box.decrypt(sealed, 'connection:2')).toMatchObject({ ok: false, refusal: { code: 'damaged' } });
  });

  test('tells another key from damage', () => {
    const sealed = box.encrypt('x', 'p');
    const other = createSecretBox(randomBytes(32));
    expect(other.decrypt(sealed, 'p')).toMatchObject({ ok: false, refusal: { code: 'other_key' } });
    expect(box.decrypt(`${sealed.slice(0, -2)}AA`, 'p')).toMatchObject({ ok: false, refusal: { code: 'damaged' } });
    expect(box.decrypt('nonsense', 'p')).toMatchObject({ ok: false, refusal: { code: 'damaged' } });
  });
});

describe('the secret key', () => {
  let dataDir = '';
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'jetway-key-'));
  });
  afterAll(async () => rm(dataDir, { recursive: true, force: true }));

  test('embedded, it is made once, for its owner alone, even by two programs at once', async () => {
    const load = () => loadSecretKey({ given: undefined, dataDir, embedded: true });
    const [a, b] = await Promise.all([load(), load()]);
    expect(a.ok && b.ok && Buffer.from(a.value).equals(b.value)).toBe(true);
    expect(await load()).toEqual(a);
    expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(dataDir, 'secret.key'), 'utf8')).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
  });

  test('on a shared database it must be given, and the refusal says how to make one', async () => {
    const refused = await loadSecretKey({ given: undefined, dataDir, embedded: false });
    expect(refused.ok ? '' : refused.refusal.text).toMatch(/JETWAY_SECRET_KEY is needed .*randomBytes\(32\)/);
    const key = randomBytes(32);
    expect(await loadSecretKey({ given: key.toString('base64'), dataDir, embedded: false })).toEqual({
      ok: true,
      value: new Uint8Array(key),
    });
    expect((await loadSecretKey({ given: key.toString('hex'), dataDir, embedded: false })).ok).toBe(true);
  });

  test('a malformed key is refused, not stretched', async () => {
    expect(await loadSecretKey({ given: 'short', dataDir, embedded: true })).toMatchObject({
      ok: false,
      refusal: { code: 'secret_key_malformed' },
    });
  });
});
