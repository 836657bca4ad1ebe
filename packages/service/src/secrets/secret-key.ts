/** Owns the program's secret key: given by the environment, or made once in the data directory of an embedded start. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result, refuse } from '@jetway/kernel';
import { SECRET_KEY_BYTES } from './secret-box.ts';

export type SecretKeyCode = 'secret_key_missing' | 'secret_key_malformed' | 'secret_key_unusable';

const HOW_TO_MAKE_ONE = `node -e "console.log(require('node:crypto').randomBytes(32).toString('base64'))"`;

/**
 * The key of 32 bytes that encrypts secrets at rest: `given` (base64 or hex), otherwise, embedded, the file `secret.key`
 * in the data directory, made readable to its owner alone when it does not exist. On a shared database without a key
 * the start is refused: every process must have the same.
 */
export async function loadSecretKey(options: {
  readonly given: string | undefined;
  readonly dataDir: string;
  readonly embedded: boolean;
}): Promise<Result<Uint8Array, SecretKeyCode>> {
  if (options.given !== undefined && options.given !== '') {
    const key = parseKey(options.given);
    if (key !== undefined) return ok(key);
    return refuse(
      'secret_key_malformed',
      `JETWAY_SECRET_KEY must be 32 bytes in base64; make one with ${HOW_TO_MAKE_ONE}`,
    );
  }
  if (!options.embedded)
    return refuse(
      'secret_key_missing',
      `JETWAY_SECRET_KEY is needed with DATABASE_URL; make one with ${HOW_TO_MAKE_ONE} and give it to every process`,
    );
  return keyInFile(options.dataDir);
}

function parseKey(text: string): Uint8Array | undefined {
  const trimmed = text.trim();
  const bytes = /^[0-9a-f]{64}$/i.test(trimmed)
    ? Buffer.from(trimmed, 'hex')
    : /^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)
      ? Buffer.from(trimmed, 'base64')
      : undefined;
  return bytes?.length === SECRET_KEY_BYTES ? new Uint8Array(bytes) : undefined;
}

async function keyInFile(dataDir: string): Promise<Result<Uint8Array, SecretKeyCode>> {
  const path = join(dataDir, 'secret.key');
  try {
    const text = (await readIfThere(path)) ?? (await makeKey(dataDir, path));
    const key = parseKey(text);
    return key === undefined ? refuse('secret_key_malformed', `${path} does not hold a secret key`) : ok(key);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse('secret_key_unusable', `The secret key in ${path} cannot be used: ${why}`);
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written whole beside its place and then linked there: of two programs at once, both use the first one's key. */
async function makeKey(dataDir: string, path: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, `${randomBytes(SECRET_KEY_BYTES).toString('base64')}\n`, { mode: 0o600 });
  try {
    await link(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(path, 'utf8');
}
