/** Owns the doctor's look at the database that the environment names, and at the key that secrets are encrypted with. */
import { existsSync } from 'node:fs';
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

export const checkSecretKey: Look = ({ dataFolder }, surroundings) => {
  const name = 'Secret key';
  if ((surroundings.env['JETWAY_SECRET_KEY'] ?? '') !== '') return [{ name, ok: true, text: 'JETWAY_SECRET_KEY' }];
  if (databaseUrl(surroundings) !== undefined) {
    return [{ name, ok: false, text: `DATABASE_URL is set and JETWAY_SECRET_KEY is not; ${makeOne}` }];
  }
  const hasDatabase = appNames.some((app) => existsSync(path.join(dataFolder, app, 'pgdata')));
  const lost = hasDatabase && !existsSync(path.join(dataFolder, 'secret.key'));
  const text = lost ? `${dataFolder} holds a database but no secret.key` : 'kept in the data folder';
  return [{ name, ok: !lost, text }];
};
