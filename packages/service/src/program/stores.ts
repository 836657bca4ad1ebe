/** Owns what every command of a program opens first: the database and the secret key. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { ok, type Result, refuse } from '@jetway/kernel';
import { type Database, type DatabaseRefusal, openDatabase, quoteName } from '../database/index.ts';
import { createSecretBox, loadSecretKey, type SecretBox, type SecretKeyCode } from '../secrets/index.ts';
import type { ProgramSettings } from './program-settings.ts';

export interface Stores<Tables> {
  readonly database: Database<Tables>;
  readonly secretKey: Uint8Array;
  readonly secretBox: SecretBox;
  /** Directory of this program's own files. */
  readonly dataDir: string;
}

/**
 * Opens the database (and with it takes the lock of an embedded one) and loads the key. On a server the key is looked
 * at first: what is wrong in the settings is told before anything is asked of others. `mustExist`: an embedded database
 * that is not there is refused, not made.
 */
export async function openStores<Tables>(
  name: string,
  settings: ProgramSettings,
  options: { readonly mustExist?: boolean } = {},
): Promise<Result<Stores<Tables>, DatabaseRefusal | SecretKeyCode>> {
  const dataDir = join(resolve(settings.data), name);
  const embedded = settings.databaseUrl === undefined;
  const loadKey = () => loadSecretKey({ given: settings.secretKey, dataDir: resolve(settings.data), embedded });
  const given = embedded ? undefined : await loadKey();
  if (given?.ok === false) return given;
  const opened = await openDatabase<Tables>({
    url: settings.databaseUrl,
    dataDir,
    schema: name,
    maxConnections: settings.maxConnections,
    mustExist: options.mustExist === true,
  });
  if (!opened.ok) return opened;
  const isGone = settings.secretKey === undefined && embedded && (await hasLostKey(opened.value, settings.data));
  const key = isGone ? keyIsGone(dataDir, settings.data) : (given ?? (await loadKey()));
  if (!key.ok) {
    await opened.value.close();
    return key;
  }
  return ok({ database: opened.value, secretKey: key.value, secretBox: createSecretBox(key.value), dataDir });
}

/** Migrations run only once there is a key: tables without one mean that it was lost, and what it encrypted with it. */
async function hasLostKey<Tables>(database: Database<Tables>, data: string): Promise<boolean> {
  if (existsSync(keyFile(data))) return false;
  const { rows } = await database.executeSql('select to_regclass($1)::text as migrations', [
    `${quoteName(database.schema)}.migrations`,
  ]);
  return rows[0]?.['migrations'] !== null;
}

const keyFile = (data: string): string => join(resolve(data), 'secret.key');

const keyIsGone = (dataDir: string, data: string): Result<never, SecretKeyCode> =>
  refuse(
    'secret_key_missing',
    `The secret key of the database in ${dataDir} is gone: put ${keyFile(data)} back, or give the key as JETWAY_SECRET_KEY.`,
  );

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
