/**
 * Measures the OMS against a real marketplace process, both on PostgreSQL, in one run: orders coming in, stock going out,
 * reservations beside the bare guarded update. `npm run bench sync`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { aCompany } from './company.ts';
import { measureOrders } from './orders.ts';
import { startPrograms } from './programs.ts';
import { measureReservations } from './reservations.ts';
import { measureStock } from './stock.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const server = process.env['BENCH_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const name = `jetway_bench_${process.pid}`;
const url = new URL(server);
url.pathname = `/${name}`;
const databaseUrl = url.toString();
const folder = mkdtempSync(path.join(os.tmpdir(), 'jetway-bench-'));
const captureFile = path.join(folder, 'statements.ndjson');
const SKUS = Array.from({ length: 1_000 }, (_, n) => `bench-${n}`);
const ON_HAND = 10_000;

async function onServer(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(text);
  await client.end();
}

async function run(): Promise<string> {
  const load = os.loadavg()[0]?.toFixed(1);
  await onServer(`create database ${name}`);
  const programs = await startPrograms(databaseUrl, captureFile);
  try {
    const company = await aCompany(programs.operatorKey, SKUS, ON_HAND);
    const results = [await measureOrders(company), await measureStock(company)];
    results.push(await measureReservations(databaseUrl, captureFile, company));
    const cores = os.cpus().length;
    const surroundings = `${cores} cores, Node ${process.version}, PostgreSQL on this machine, load ${load} before`;
    return [`${SKUS.length} SKUs, both programs, ${surroundings}`, ...results, ''].join('\n');
  } finally {
    await programs.stop();
  }
}

try {
  const result = await run();
  process.stdout.write(result);
  writeFileSync(path.join(here, 'results.txt'), result);
} finally {
  await onServer(`drop database if exists ${name} with (force)`);
  rmSync(folder, { recursive: true, force: true });
}
