/**
 * Measures the marketplace's hot routes on PostgreSQL as ratios to a bare Fastify route that runs the same prepared
 * statement: same run, same database, same load, in turns. `npm run bench http`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Captured, Statements } from './captured.ts';
import { type Load, measure } from './load.ts';
import { type BenchWorld, holdOrders, prepareWorld } from './world.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const server = process.env['BENCH_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const name = `jetway_bench_${process.pid}`;
const url = new URL(server);
url.pathname = `/${name}`;
const databaseUrl = url.toString();
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7);
/** In each round, of each of the two. */
const REQUESTS = Number(process.env['BENCH_REQUESTS'] ?? 3000);
const IN_FLIGHT = 8;
const ports = { ours: 45_110, bare: 45_111 };
const folder = mkdtempSync(path.join(os.tmpdir(), 'jetway-bench-'));
const captureFile = path.join(folder, 'statements.ndjson');
const children: ChildProcess[] = [];

async function onServer(text: string, connectionString = server): Promise<void> {
  const client = new pg.Client({ connectionString });
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

/** The routes that are measured, with what the yardstick is asked instead. */
interface Pair {
  readonly title: string;
  readonly ours: Load;
  readonly bare: Pick<Load, 'method' | 'path'>;
}

function pairsOf(world: BenchWorld): readonly Pair[] {
  const origin = `http://127.0.0.1:${ports.ours}`;
  const auth = { authorization: `Bearer ${world.token}` };
  const json = { 'content-type': 'application/json' };
  const [sku] = world.skus;
  const skuOf = (n: number): string => world.skus[n % world.skus.length] ?? '';
  return [
    {
      title: 'price PUT',
      ours: {
        ...{ origin, method: 'PUT', path: `/api/merchant-skus/${sku}/price`, headers: { ...auth, ...json } },
        body: (n) => JSON.stringify({ price: 10 + (n % 500) / 100 }),
        expect: 204,
      },
      bare: { method: 'PUT', path: '/price' },
    },
    {
      title: 'inventory PATCH',
      ours: {
        ...{ origin, method: 'PATCH', path: `/api/merchant-skus/${sku}/inventory`, headers: { ...auth, ...json } },
        body: (n) =>
          JSON.stringify({
            fulfillment_nodes: [{ fulfillment_node_id: world.nodeId, quantity: 1_000_000 + (n % 500) }],
          }),
        expect: 204,
      },
      bare: { method: 'PATCH', path: '/inventory' },
    },
    {
      title: 'order detail',
      ours: {
        ...{ origin, method: 'GET', path: `/api/orders/withoutShipmentDetail/${world.orderId}`, headers: auth },
        expect: 200,
      },
      bare: { method: 'GET', path: '/order' },
    },
    {
      title: `list of ${world.readyOrders} ready orders`,
      ours: { origin, method: 'GET', path: '/api/orders/ready', headers: auth, expect: 200 },
      bare: { method: 'GET', path: '/ready' },
    },
    {
      title: 'order intake',
      ours: {
        origin,
        method: 'POST',
        path: `/operator/v1/accounts/${world.accountId}/orders`,
        headers: { authorization: `Bearer ${world.operatorKey}`, ...json },
        body: (n) => JSON.stringify({ items: [{ sku: skuOf(n), quantity: 1 }] }),
        expect: 201,
      },
      bare: { method: 'POST', path: '/orders' },
    },
  ];
}

/** What the marketplace ran when each of its routes was asked once. */
async function captureStatements(pairs: readonly Pair[]): Promise<Statements> {
  for (const { ours } of pairs) await measure(ours, 1, 1);
  const captured = readFileSync(captureFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Captured);
  const last = (statement: string): Captured => {
    const one = captured.findLast((each) => each.name === statement);
    if (one === undefined) throw new Error(`the statement ${statement} was not run`);
    return one;
  };
  const place = last('orderPlace');
  const [order] = JSON.parse(String(place.values[6])) as [{ id: string; reference_order_id: string }];
  const [item] = JSON.parse(String(place.values[7])) as [{ id: string; sku: string }];
  return {
    put: last('priceSave'),
    patch: last('inventoryPatch'),
    get: last('orderReadWhole'),
    list: last('orderListByStatus'),
    place,
    placed: { ids: [order.id, item.id], reference: order.reference_order_id, sku: item.sku },
  };
}

async function run(): Promise<string> {
  const load = os.loadavg()[0]?.toFixed(1);
  await onServer(`create database ${name}`);
  const { operatorKey } = await startOurs();
  const origin = `http://127.0.0.1:${ports.ours}`;
  const world = await prepareWorld(origin, operatorKey);
  await holdOrders(origin, world);
  // As on a database that has been at work for a while: its statistics tell small tables from large ones.
  await onServer('analyze', databaseUrl);
  const pairs = pairsOf(world);
  const file = path.join(folder, 'statements.json');
  writeFileSync(file, JSON.stringify(await captureStatements(pairs)));
  await startBare(file);
  const results: string[] = [];
  for (const { title, ours, bare } of pairs)
    results.push(await compare(title, ours, { ...ours, ...bare, origin: `http://127.0.0.1:${ports.bare}` }));
  const cores = os.cpus().length;
  const surroundings = `${cores} cores, Node ${process.version}, PostgreSQL on this machine, load ${load} before`;
  return [`${REQUESTS} requests a round, ${IN_FLIGHT} in flight, ${surroundings}`, ...results, ''].join('\n');
}

try {
  const result = await run();
  process.stdout.write(result);
  writeFileSync(path.join(here, 'results.txt'), result);
} finally {
  await Promise.all(children.map(stop));
  await onServer(`drop database if exists ${name} with (force)`);
}
