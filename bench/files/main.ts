/**
 * Measures bulk files on PostgreSQL as ratios to the least that could be done with them: unpack, parse, COPY of the same
 * rows into tables with the same indexes; same run, same server, in turns. Also how a file of a million records grows, and
 * what it takes of memory. `npm run bench files`; with a number of records after it, of files that large.
 */
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { type Content, contents, packedFile } from './contents.ts';
import { copyInto } from './copy.ts';
import { type Measured, startMarketplace } from './program.ts';
import { aSeller } from './seller.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const server = process.env['BENCH_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const name = `jetway_bench_${process.pid}`;
const url = new URL(server);
url.pathname = `/${name}`;
const RECORDS = Number(process.argv[2] ?? 100_000);
const GROWN = RECORDS * 10;
const ROUNDS = 3;

async function onServer(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(text);
  await client.end();
}

/** Tables as those that the files go to, with their indexes, and nothing that hangs on them. */
async function makeFloor(client: pg.Client): Promise<void> {
  await client.query('create schema floor');
  for (const { tables } of contents)
    for (const table of tables)
      await client.query(`create table floor.${table.name} (like marketplace.${table.name} including all)`);
}

/** Seconds to unpack, parse and copy. */
async function floorSeconds(client: pg.Client, content: Content, packed: Uint8Array): Promise<number> {
  for (const table of content.tables) await client.query(`truncate floor.${table.name}`);
  const started = performance.now();
  const records = Object.entries(JSON.parse(gunzipSync(packed).toString('utf8')) as Record<string, never>);
  await client.query('begin');
  for (const table of content.tables) {
    const lines = records.map(([sku, body]) => table.line(sku, body));
    await copyInto(client, `floor.${table.name} (${table.columns})`, lines);
  }
  await client.query('commit');
  return (performance.now() - started) / 1_000;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

interface Round {
  readonly ours: number;
  readonly floor: number;
}

async function measureRatios(market: Measured, client: pg.Client): Promise<string[]> {
  const rounds = new Map<string, Round[]>(contents.map(({ type }) => [type, []]));
  // The first round warms both up, and is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const seller = await aSeller(market.origin, market.operatorKey);
    for (const content of contents) {
      const packed = packedFile(content, RECORDS, seller.nodeId);
      const floor = await floorSeconds(client, content, packed);
      const { seconds: ours, records } = await seller.upload(content.type, packed);
      if (records.applied !== RECORDS) throw new Error(`${content.type}: ${JSON.stringify(records)}`);
      if (round > 0) rounds.get(content.type)?.push({ ours, floor });
    }
  }
  return [...rounds].map(([type, measured]) => {
    const ratios = measured.map(({ ours, floor }) => ours / floor);
    const ours = median(measured.map((one) => one.ours));
    const floor = median(measured.map((one) => one.floor));
    return [
      `${type}, ${RECORDS} new rows: ratio ${median(ratios).toFixed(2)} (median of ${ROUNDS}; ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
      `  ours ${ours.toFixed(1)} s (${(RECORDS / ours).toFixed(0)} records a second), floor ${floor.toFixed(1)} s`,
    ].join('\n');
  });
}

/** One file ten times as large, to a seller whose SKUs came before. */
async function measureGrowth(market: Measured, idleMiB: number): Promise<string[]> {
  const seller = await aSeller(market.origin, market.operatorKey);
  const [skus, prices] = contents;
  if (skus === undefined || prices === undefined) throw new Error('there are files of SKUs and of prices');
  const watched = async (content: Content, records: number): Promise<string> => {
    const packed = packedFile(content, records, seller.nodeId);
    market.watchPeak();
    const { seconds, records: counts } = await seller.upload(content.type, packed);
    if (counts.applied !== records) throw new Error(`${content.type}: ${JSON.stringify(counts)}`);
    return [
      `${content.type}, ${records} records in one file: ${seconds.toFixed(1)} s (${(records / seconds).toFixed(0)} a second)`,
      `  memory at most ${(market.peakMiB() - idleMiB).toFixed(0)} MiB above the ${idleMiB.toFixed(0)} MiB of the program at rest`,
    ].join('\n');
  };
  return [await watched(skus, GROWN), await watched(prices, RECORDS), await watched(prices, GROWN)];
}

let market: Measured | undefined;
let client: pg.Client | undefined;
try {
  await onServer(`create database ${name}`);
  market = await startMarketplace(url.toString());
  client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  await makeFloor(client);
  const head = `${os.cpus().length} cores, Node ${process.version}, PostgreSQL on this machine; the floor is gunzip + JSON.parse + COPY`;
  const idleMiB = market.residentMiB();
  const lines = [head, ...(await measureRatios(market, client)), ...(await measureGrowth(market, idleMiB))];
  const result = `${lines.join('\n')}\n`;
  process.stdout.write(result);
  if (process.argv[2] === undefined) writeFileSync(path.join(here, 'results.txt'), result);
} finally {
  await client?.end();
  await market?.stop();
  await onServer(`drop database if exists ${name} with (force)`);
}
