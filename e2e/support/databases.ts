/** Owns the databases of process tests: one for each program on a server, or a folder for the embedded engine. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';

const SECRET_KEY = Buffer.alloc(32, 5).toString('base64');

/** Where a program keeps its data, as its environment says it. */
export interface Home {
  readonly env: Readonly<Record<string, string>>;
  readonly drop: () => Promise<void>;
}

async function onServer(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/** The server that tests may make databases on; undefined when the run has none. */
export const testServer = (): string | undefined => process.env['TEST_DATABASE_URL'];

let made = 0;

/** A database of its own for each program on a server. */
export async function servedHome(server: string): Promise<Home> {
  made += 1;
  const name = `jetway_flow_${process.pid}_${made}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'jetway-flow-'));
  return {
    env: { DATABASE_URL: url.toString(), JETWAY_SECRET_KEY: SECRET_KEY, JETWAY_DATA: folder },
    drop: async () => {
      await onServer(server, `drop database if exists ${name} with (force)`);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A folder for the embedded engine. */
export async function embeddedHome(): Promise<Home> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'jetway-flow-'));
  return {
    env: { JETWAY_DATA: folder },
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}
