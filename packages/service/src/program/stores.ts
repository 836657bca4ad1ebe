/** Owns what every command of a program opens first: the database and the secret key. */
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { ok, type Result } from '@jetway/kernel';
import { type Database, type DatabaseRefusal, openDatabase } from '../database/index.ts';
import { createSecretBox, loadSecretKey, type SecretBox, type SecretKeyCode } from '../secrets/index.ts';
import type { ProgramSettings } from './program-settings.ts';

export interface Stores<Tables> {
  readonly database: Database<Tables>;
  readonly secretKey: Uint8Array;
  readonly secretBox: SecretBox;
  /** Directory of this program's own files. */
  readonly dataDir: string;
}

/** Opens the database (and with it takes the lock of an embedded one), then loads the key. */
export async function openStores<Tables>(
  name: string,
  settings: ProgramSettings,
): Promise<Result<Stores<Tables>, DatabaseRefusal | SecretKeyCode>> {
  const dataDir = join(resolve(settings.data), name);
  const opened = await openDatabase<Tables>({
    url: settings.databaseUrl,
    dataDir,
    schema: name,
    maxConnections: settings.maxConnections,
  });
  if (!opened.ok) return opened;
  const key = await loadSecretKey({
    given: settings.secretKey,
    dataDir: resolve(settings.data),
    embedded: settings.databaseUrl === undefined,
  });
  if (!key.ok) {
    await opened.value.close();
    return key;
  }
  return ok({ database: opened.value, secretKey: key.value, secretBox: createSecretBox(key.value), dataDir });
}

/** A port that nobody listens on at this moment. */
export async function freePort(host: string): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done, fail) => probe.once('error', fail).listen(0, host, done));
  const address = probe.address();
  await new Promise<void>((done) => probe.close(() => done()));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The address others use: the one given, or made from where we listen; a wildcard is no address to call. */
export function publicUrlOf(settings: ProgramSettings, port: number): string {
  if (settings.publicUrl !== undefined) return settings.publicUrl.replace(/\/+$/, '');
  const wildcard = settings.host === '0.0.0.0' || settings.host === '::';
  const host = wildcard ? '127.0.0.1' : settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  return `http://${host}:${port}`;
}
