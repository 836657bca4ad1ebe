/** Owns the guarantees of the commands to an OMS, over a real connection to a far side that answers as its API does. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CommanderError } from 'commander';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createProgram } from '../../program.ts';
import type { Terminal } from '../../surroundings.ts';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly key: string | undefined;
  readonly body: unknown;
}

let server: Server;
let url = '';
let folder = '';
let asked: Asked[] = [];
let runStates: string[] = [];

const order = (number: number) => ({
  id: `order-${number}`,
  referenceNumber: `10${number}`,
  connectionId: 'c-1',
  connectionName: 'Jet',
  channelOrderId: `jet-${number}`,
  status: 'acknowledged',
  channelStatus: 'acknowledged',
  buyerName: 'Ada Castellane',
  firstTitle: 'Mug',
  unitCount: 3,
  totalCents: 5_997,
  currency: 'USD',
  placedAt: 0,
  acknowledgeBy: null,
  shipBy: 3_600_000,
  openProblems: 0,
  canShip: true,
});
const line = (id: string, merchantSku: string, openQuantity: number) => ({
  id,
  merchantSku,
  title: 'Mug',
  orderedQuantity: 3,
  shippedQuantity: 3 - openQuantity,
  cancelledQuantity: 0,
  openQuantity,
});
const detail = {
  order: order(1),
  shipTo: { name: 'Ada', address1: '1 Wharf Road', city: 'Portland', state: 'ME', zipCode: '04101' },
  lines: [line('l-1', 'MUG=1', 2), line('l-2', 'CUP', 0)],
  shipments: [],
  intents: [],
  timeline: [],
};
const reject = { mode: 'reject', title: 'Reject', explanation: 'All of it.', message: { status: 'rejected' } };
const cancelUnits = { mode: 'cancel-units', title: 'Cancel units', explanation: 'Open ones.', message: {} };
const item = {
  skuId: 's-1',
  sku: 'MUG',
  title: 'Mug',
  onHand: 4,
  reserved: 1,
  available: 3,
  locations: [],
  channels: [],
};
const connection = {
  id: 'c-1',
  name: 'Jet',
  mode: 'live',
  state: 'healthy',
  stoppedLanes: ['bulk'],
  stateText: null,
  lastPullAt: null,
  nextPullAt: null,
};
const problem = {
  id: 'p-1',
  kind: 'unknown-sku',
  title: 'Unknown SKU',
  text: 'Choose.',
  actions: ['map-sku', 'dismiss'],
};
const run = (state: string) => ({
  id: 'r-1',
  state,
  found: 2,
  done: 2,
  failed: 0,
  error: state === 'failed' ? 'Lost.' : null,
});
const page = (items: readonly unknown[], next: string | null = null) => [200, { items, next }] as const;
const refusal = (status: number, code: string, text: string) =>
  [status, { type: 'about:blank', title: 'No', status, code, detail: text }] as const;

const sound = { invariant: 'counters equal their ledger', checked: 1_200, violations: 0, first: [], tookMs: 2 };
const broken = {
  invariant: 'nothing is sold twice',
  checked: 7,
  violations: 1,
  first: [{ subject: 'MUG-1 at Main', text: 'on hand 1, reserved 2' }],
  tookMs: 1,
};

const fixed: Readonly<Record<string, readonly [number, unknown]>> = {
  'GET /orders/order-1': [200, detail],
  'GET /orders/order-1/cancel-options': [200, { options: [reject, cancelUnits] }],
  'POST /orders/order-1/ship': [202, { shipments: [] }],
  'POST /orders/order-1/cancel': [202, { summary: 'Cancel 1 unit', state: 'pending' }],
  'GET /connections/c-1/shipping-options': [200, { carriers: ['UPS'], methods: ['UPS Ground'], methodsByCarrier: {} }],
  'GET /inventory': page([item]),
  'GET /locations': page([{ id: 'w-1', name: 'Main', active: true }]),
  'POST /skus/s-1/adjust': refusal(409, 'below_reserved', 'One unit is reserved.'),
  'GET /connections': page([connection]),
  'PUT /connections/c-1/switch': [200, connection],
  'POST /connections/c-1/run': [202, run('waiting')],
  'GET /problems': page([problem]),
  'GET /problems/p-1': [200, problem],
  'POST /problems/p-1/resolve': [200, { ...problem, resolution: 'Mapped.' }],
  'POST /audit': [200, { at: 0, ok: false, tookMs: 3, checks: [sound, broken] }],
};

function answer({ method, url: full }: Asked): readonly [number, unknown] {
  const { pathname, searchParams } = new URL(full, 'http://oms');
  const place = pathname.replace('/api/v1', '');
  if (place === '/orders' && method === 'GET') {
    if (searchParams.get('search') !== null) return page([order(1)]);
    return searchParams.get('cursor') === null ? page([order(1), order(2)], 'more') : page([order(3)]);
  }
  if (place === '/runs/r-1') return [200, run(runStates.shift() ?? 'done')];
  return fixed[`${method} ${place}`] ?? refusal(404, 'not_found', 'There is no such order.');
}

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      const one: Asked = {
        method: request.method ?? '',
        url: request.url ?? '',
        key: request.headers.authorization,
        body: text === '' ? undefined : JSON.parse(text),
      };
      asked.push(one);
      const [status, body] = answer(one);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  folder = await mkdtemp(path.join(tmpdir(), 'jetway-oms-'));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  asked = [];
  runStates = [];
});

async function jetway(
  argv: readonly string[],
  more: { readonly env?: Readonly<Record<string, string>>; readonly terminal?: Terminal } = {},
) {
  let out = '';
  let err = '';
  let exitCode: number | undefined;
  const program = createProgram(
    {
      env: more.env ?? { JETWAY_OMS_URL: url, JETWAY_OMS_KEY: 'jwo_key' },
      ...(more.terminal === undefined ? {} : { terminal: more.terminal }),
      cwd: folder,
      root: folder,
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      colors: false,
      random: (length) => new Uint8Array(length),
      mainOf: () => '/nowhere/main.cjs',
      onStopSignal: () => () => {},
    },
    (code) => {
      exitCode = code;
    },
  );
  await program.parseAsync(['oms', ...argv], { from: 'user' }).catch((error: unknown) => {
    if (!(error instanceof CommanderError)) throw error;
    exitCode = error.exitCode;
  });
  return { out, err, exitCode };
}

const answering = (text: string): Terminal => ({ columns: 80, ask: async () => text });
const sent = (method: string) => asked.filter((one) => one.method === method).map(({ url: to, body }) => [to, body]);
const shipping = ['--carrier', 'UPS', '--method', 'UPS Ground', '--tracking', '1Z999'];

describe('orders', () => {
  test('are a table for people, and a line of JSON each for programs', async () => {
    const { out, exitCode } = await jetway(['orders', '--limit', '2']);
    expect(exitCode).toBe(0);
    expect(out.split('\n')).toHaveLength(4);
    expect(out).toMatch(/^ORDER +STATUS.*\n101 +acknowledged.*ship by 1970-01-01 01:00Z +Ada Castellane.* 3 +59\.97\n/);
    expect(asked[0]?.key).toBe('Bearer jwo_key');
    const json = await jetway(['orders', 'list', '--all', '--json']);
    expect(
      json.out
        .trim()
        .split('\n')
        .map((text) => JSON.parse(text).id),
    ).toEqual(['order-1', 'order-2', 'order-3']);
  });

  test('one is found by our id, its number or the channel’s; another’s number is no match', async () => {
    for (const name of ['order-1', '101', 'jet-1'])
      expect((await jetway(['orders', 'show', name])).out).toContain('MUG=1  3 ordered, 1 shipped');
    expect(await jetway(['orders', 'show', '1'])).toEqual({ out: '', err: 'There is no order 1.\n', exitCode: 1 });
  });
});

describe('ship', () => {
  test('ships all open units, or those named, even of a SKU with an equals sign', async () => {
    expect((await jetway(['ship', '101', ...shipping, '--yes'])).exitCode).toBe(0);
    expect((await jetway(['ship', '101', ...shipping, '--yes', '--line', 'MUG=1=1'])).exitCode).toBe(0);
    const parcel = { carrier: 'UPS', method: 'UPS Ground', trackingNumber: '1Z999' };
    const to = '/api/v1/orders/order-1/ship';
    expect(sent('POST')).toEqual([
      [to, { parcels: [{ ...parcel, items: [{ lineId: 'l-1', quantity: 2 }] }] }],
      [to, { parcels: [{ ...parcel, items: [{ lineId: 'l-1', quantity: 1 }] }] }],
    ]);
  });

  test('a dry run tells what would be sent, checks the carrier, and sends nothing', async () => {
    const { out, exitCode } = await jetway(['ship', '101', ...shipping, '--dry-run']);
    expect([exitCode, out]).toEqual([0, expect.stringContaining('  2 × MUG=1  Mug\nNothing was sent.')]);
    const wrong = await jetway(['ship', '101', '--carrier', 'Owl', ...shipping.slice(2), '--dry-run']);
    expect(wrong).toMatchObject({ exitCode: 1, err: 'The channel knows no carrier Owl.\n' });
    expect(sent('POST')).toEqual([]);
  });

  test.each([
    ['CUP=1', 'CUP: 0 open, not 1.\n', 1],
    ['TEA=1', 'Order 101 has no further line of TEA.\n', 1],
    ['CUP=0', '--line CUP=0: write SKU=QUANTITY, for instance --line MUG-1=2.\n', 2],
  ])('--line %s is refused', async (wished, err, exitCode) => {
    expect(await jetway(['ship', '101', ...shipping, '--line', wished])).toEqual({ out: '', err, exitCode });
  });

  test('a person is asked, whoever says no changes nothing, and where nobody can be asked --yes is needed', async () => {
    const no = await jetway(['ship', '101', ...shipping], { terminal: answering('') });
    expect(no).toMatchObject({ exitCode: 1, err: expect.stringContaining('Nothing was done.') });
    expect((await jetway(['ship', '101', ...shipping])).exitCode).toBe(2);
    expect(sent('POST')).toEqual([]);
    expect((await jetway(['ship', '101', ...shipping], { terminal: answering('y') })).exitCode).toBe(0);
    expect(sent('POST')).toHaveLength(1);
  });
});

describe('cancel', () => {
  test('of two ways one must be chosen; a dry run shows both', async () => {
    expect(await jetway(['cancel', '101', '--yes'])).toMatchObject({
      exitCode: 2,
      err: expect.stringMatching(/choose one with --mode/),
    });
    const { out } = await jetway(['cancel', '101', '--dry-run']);
    expect(out).toContain('Reject (--mode reject)\n  All of it.\n  {"status":"rejected"}');
    expect(sent('POST')).toEqual([]);
  });

  test('sends the way, the reason, the note and the units', async () => {
    const units = ['--mode', 'cancel-units', '--line', 'MUG=1=1', '--note', 'broken', '--yes'];
    expect(await jetway(['cancel', '101', ...units])).toMatchObject({ out: 'Cancel 1 unit: pending.\n', exitCode: 0 });
    const lines = [{ lineId: 'l-1', quantity: 1 }];
    expect(sent('POST')).toEqual([['/api/v1/orders/order-1/cancel', { mode: 'cancel-units', note: 'broken', lines }]]);
  });
});

describe('inventory, sync and problems', () => {
  test('stock is adjusted at the only location; the OMS’s refusal is told in its words', async () => {
    const adjust = ['inventory', 'adjust', 'MUG', '--by', '-4', '--reason', 'damaged'];
    expect(await jetway([...adjust, '--yes'])).toMatchObject({ exitCode: 1, err: 'One unit is reserved.\n' });
    const body = { locationId: 'w-1', kind: 'change', quantity: -4, reason: 'damaged' };
    expect(sent('POST')).toEqual([['/api/v1/skus/s-1/adjust', body]]);
    expect((await jetway([...adjust, '--to', '3'])).exitCode).toBe(2);
    expect((await jetway([...adjust, '--location', 'Attic'])).err).toContain('"Main"');
  });

  test('a run is waited for, and one that failed ends with 1', async () => {
    runStates = ['running', 'done'];
    expect(await jetway(['sync', 'run', '--wait'])).toMatchObject({
      exitCode: 0,
      out: 'Jet: done; 2 found, 2 done, 0 failed.\n',
    });
    runStates = ['failed'];
    expect(await jetway(['sync', 'run', '--wait'])).toMatchObject({ exitCode: 1, err: 'Lost.\n' });
  });

  test('pausing keeps which lanes were stopped', async () => {
    expect((await jetway(['sync', 'pause', '--yes'])).exitCode).toBe(0);
    expect(sent('PUT')).toEqual([['/api/v1/connections/c-1/switch', { mode: 'stopped', stoppedLanes: ['bulk'] }]]);
  });

  test('a problem is answered with a SKU by its name; without an action they are told', async () => {
    const resolve = ['problems', 'resolve', 'p-1'];
    expect(await jetway(resolve)).toMatchObject({ exitCode: 2, err: expect.stringContaining('map-sku, dismiss') });
    const mapped = await jetway([...resolve, '--action', 'map-sku', '--sku', 'MUG', '--remember', '--yes']);
    expect(mapped).toMatchObject({ exitCode: 0, out: 'Mapped.\n' });
    expect(sent('POST')).toEqual([
      ['/api/v1/problems/p-1/resolve', { action: 'map-sku', skuId: 's-1', remember: true }],
    ]);
  });
});

test('an audit shows every invariant, names what breaks one, and ends with 1 then', async () => {
  const done = await jetway(['audit']);
  expect(done.out).toMatch(/counters equal their ledger +1,200 +0 +2/);
  expect(done.err).toContain('Broken: nothing is sold twice\n  MUG-1 at Main: on hand 1, reserved 2');
  expect(done.exitCode).toBe(1);
  const lines = (await jetway(['audit', '--json'])).out.trim().split('\n');
  expect(lines.map((text) => JSON.parse(text))).toEqual([sound, broken]);
});

describe('exit codes and addresses', () => {
  test('a wrong command line ends with 2, help with 0', async () => {
    expect((await jetway(['ship', '101'])).exitCode).toBe(2);
    expect((await jetway(['orders', '--tab', 'lost'])).exitCode).toBe(2);
    const help = await jetway(['problems', 'list', '--help']);
    expect([help.exitCode, help.out]).toEqual([0, expect.stringContaining('Examples:')]);
  });

  test('an OMS that is not there ends with 3, one that is not named with 2', async () => {
    const gone = { JETWAY_OMS_URL: 'http://127.0.0.1:9', JETWAY_OMS_KEY: 'k' };
    expect(await jetway(['sync'], { env: gone })).toMatchObject({
      exitCode: 3,
      err: expect.stringMatching(/cannot be reached/),
    });
    expect(await jetway(['sync'], { env: {} })).toMatchObject({
      exitCode: 2,
      err: expect.stringMatching(/Which OMS\?/),
    });
    expect((await jetway(['sync'], { env: { JETWAY_OMS_URL: url } })).err).toContain('Set both');
  });

  test('the demo’s file tells where it is and the key', async () => {
    const file = { version: 1, pid: 1, oms: { url, key: 'jwo_demo' }, marketplace: {} };
    await writeFile(path.join(folder, 'cli.json'), JSON.stringify(file));
    expect((await jetway(['sync', '--data', '.'], { env: {} })).exitCode).toBe(0);
    expect(asked[0]?.key).toBe('Bearer jwo_demo');
  });
});
