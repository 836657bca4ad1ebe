/** Owns the doctor's look at the database that the environment names, and at the key that secrets are encrypted with. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { appNames, type Surroundings } from '../surroundings.ts';
import type { Look } from './check.ts';

const databaseUrl = ({ env }: Surroundings): string | undefined => {
  const url = env['DATABASE_URL'];
  return url === undefined || url === '' ? undefined : url;
};

/** Where the database is, without user and password. */
const placeOf = (url: string): string => (URL.canParse(url) ? `${new URL(url).host}${new URL(url).pathname}` : '');

export const checkDatabase: Look = async (_options, surroundings) => {
  const url = databaseUrl(surroundings);
  const name = 'Database';
  if (url === undefined) return [{ name, ok: true, text: 'embedded, as DATABASE_URL is not set' }];
  const { openDatabase } = await import('@jetway/service');
  const opened = await openDatabase({ url, schema: 'public', maxConnections: 1 });
  if (!opened.ok) return [{ name, ok: false, text: opened.refusal.text }];
  const { rows } = await opened.value.executeSql(`select current_setting('server_version') as version`);
  await opened.value.close();
  return [{ name, ok: true, text: `PostgreSQL ${String(rows[0]?.['version'])} at ${placeOf(url)}` }];
};

const makeOne = 'make one with: openssl rand -base64 32';

/** Whether a text is a key that the apps would start with; undefined when it is, and otherwise what they would say. */
const refusalOf = async (given: string, dataDir: string): Promise<string | undefined> => {
  const { loadSecretKey } = await import('@jetway/service');
  const key = await loadSecretKey({ given, dataDir, embedded: false });
  return key.ok ? undefined : key.refusal.text;
};

/** Whether the apps' secrets in a database open with the key; a database that does not answer is told of elsewhere. */
const otherKeyThan = async (url: string, given: string, dataDir: string): Promise<string | undefined> => {
  const { checkSecretKey: check, createSecretBox, loadSecretKey, openDatabase } = await import('@jetway/service');
  const key = await loadSecretKey({ given, dataDir, embedded: false });
  if (!key.ok) return key.refusal.text;
  for (const schema of appNames) {
    const opened = await openDatabase({ url, schema, maxConnections: 1 });
    if (!opened.ok) return undefined;
    const fits = await check(opened.value, createSecretBox(key.value));
    await opened.value.close();
    if (!fits.ok) return fits.refusal.text;
  }
  return undefined;
};

export const checkSecretKey: Look = async ({ dataFolder }, surroundings) => {
  const name = 'Secret key';
  const given = surroundings.env['JETWAY_SECRET_KEY'] ?? '';
  if (given !== '') {
    const url = databaseUrl(surroundings);
    const refusal = url === undefined ? await refusalOf(given, dataFolder) : await otherKeyThan(url, given, dataFolder);
    return [{ name, ok: refusal === undefined, text: refusal ?? 'JETWAY_SECRET_KEY' }];
  }
  if (databaseUrl(surroundings) !== undefined) {
    return [{ name, ok: false, text: `DATABASE_URL is set and JETWAY_SECRET_KEY is not; ${makeOne}` }];
  }
  const file = path.join(dataFolder, 'secret.key');
  if (existsSync(file)) {
    const ok = (await refusalOf(await readFile(file, 'utf8'), dataFolder)) === undefined;
    return [{ name, ok, text: ok ? 'kept in the data folder' : `${file} does not hold a secret key` }];
  }
  const lost = appNames.some((app) => existsSync(path.join(dataFolder, app, 'pgdata')));
  const text = lost ? `${dataFolder} holds a database but no secret.key` : 'made in the data folder at the first start';
  return [{ name, ok: !lost, text }];
};
