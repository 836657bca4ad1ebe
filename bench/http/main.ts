/**
 * Measures the marketplace's price PUT and order detail on PostgreSQL as ratios to a bare Fastify route that runs the same
 * prepared statement: same run, same database, same load, in turns. `npm run bench http`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type Load, measure } from './load.ts';
import { prepareWorld } from './world.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const server = process.env['BENCH_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const name = `jetway_bench_${process.pid}`;
const url = new URL(server);
url.pathname = `/${name}`;
const databaseUrl = url.toString();
const ROUNDS = 7;
const REQUESTS = 3000;
const IN_FLIGHT = 8;
const ports = { ours: 45_110, bare: 45_111 };
const folder = mkdtempSync(path.join(os.tmpdir(), 'jetway-bench-'));
const captureFile = path.join(folder, 'statements.ndjson');
const children: ChildProcess[] = [];

interface Captured {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

async function onServer(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(text);
  await client.end();
}

function startOurs(): Promise<{ operatorKey: string }> {
  const child = spawn(
    process.execPath,
    ['--import', path.join(here, 'capture.ts'), 'apps/marketplace/src/main.ts', '--port', String(ports.ours)],
    {
      cwd: path.join(here, '../..'),
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DATABASE_URL: databaseUrl,
        JETWAY_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
        JETWAY_DATA: folder,
        BENCH_CAPTURE: captureFile,
        JETWAY_READY_FD: '1',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  children.push(child);
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const key = /key\s+(jmo_\S+)/.exec(text)?.[1];
      if (key !== undefined && text.includes('{"ready"')) resolve({ operatorKey: key });
    });
    child.on('exit', () => reject(new Error(`the marketplace ended: ${text}`)));
  });
}

function startBare(file: string): Promise<void> {
  const child = spawn(process.execPath, [path.join(here, 'bare-server.ts'), String(ports.bare), databaseUrl, file], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.on('message', () => resolve());
    child.on('exit', () => reject(new Error('the bare server ended')));
  });
}

/** Ends a program and waits for its end: until then it holds the database. */
async function stop(child: ChildProcess): Promise<void> {
  child.removeAllListeners('exit');
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

async function compare(title: string, ours: Load, bare: Load): Promise<string> {
  await measure(ours, REQUESTS / 3, IN_FLIGHT);
  await measure(bare, REQUESTS / 3, IN_FLIGHT);
  const rounds: { ours: number; bare: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({
      bare: await measure(bare, REQUESTS, IN_FLIGHT),
      ours: await measure(ours, REQUESTS, IN_FLIGHT),
    });
  }
  const ratios = rounds.map((round) => round.ours / round.bare);
  return [
    `${title}: ratio ${median(ratios).toFixed(2)} (median of ${ROUNDS}; ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
    `  ours ${median(rounds.map((r) => r.ours)).toFixed(0)} a second, bare ${median(rounds.map((r) => r.bare)).toFixed(0)} a second`,
  ].join('\n');
}

async function run(): Promise<string> {
  await onServer(`create database ${name}`);
  const { operatorKey } = await startOurs();
  const origins = { ours: `http://127.0.0.1:${ports.ours}`, bare: `http://127.0.0.1:${ports.bare}` };
  const world = await prepareWorld(origins.ours, operatorKey);
  const auth = { authorization: `Bearer ${world.token}` };
  const json = { 'content-type': 'application/json' };
  const body = (n: number): string => JSON.stringify({ price: 10 + (n % 500) / 100 });
  const put: Load = {
    origin: origins.ours,
    method: 'PUT',
    path: `/api/merchant-skus/${world.sku}/price`,
    headers: { ...auth, ...json },
    body,
    expect: 204,
  };
  const get: Load = {
    origin: origins.ours,
    method: 'GET',
    path: `/api/orders/withoutShipmentDetail/${world.orderId}`,
    headers: auth,
    expect: 200,
  };
  await measure(put, 1, 1);
  await measure(get, 1, 1);
  const captured = readFileSync(captureFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Captured);
  const last = (statement: string): Captured => {
    const one = captured.findLast((each) => each.name.includes(statement));
    if (one === undefined) throw new Error(`the statement ${statement} was not run`);
    return one;
  };
  const statements = path.join(folder, 'statements.json');
  writeFileSync(statements, JSON.stringify({ put: last('priceSave'), get: last('orderReadWhole') }));
  await startBare(statements);
  const bare = { origin: origins.bare, headers: {} };
  return [
    `${REQUESTS} requests a round, ${IN_FLIGHT} in flight, ${os.cpus().length} cores, Node ${process.version}, PostgreSQL on this machine`,
    await compare('price PUT', put, { ...bare, method: 'PUT', path: '/price', headers: json, body, expect: 204 }),
    await compare('order detail', get, { ...bare, method: 'GET', path: '/order', expect: 200 }),
    '',
  ].join('\n');
}

try {
  const result = await run();
  process.stdout.write(result);
  writeFileSync(path.join(here, 'results.txt'), result);
} finally {
  await Promise.all(children.map(stop));
  await onServer(`drop database if exists ${name} with (force)`);
}
