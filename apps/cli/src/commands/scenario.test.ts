/** Owns the guarantees of the scenario commands, over a real connection to a far side that answers as the operator API does. */
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createProgram } from '../program.ts';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly key: string | undefined;
  readonly body: unknown;
}

let server: Server;
let url = '';
let asked: Asked[] = [];
let finished = true;

const account = (id: string, kind: string, merchantName: string) => ({
  id,
  kind,
  merchantName,
  merchantId: 'm',
  worldId: 'w',
  apiUser: 'U',
  skuCount: 0,
  ordersByStatus: { created: 0, ready: 0, acknowledged: 0, inprogress: 0, complete: 0 },
  createdAt: 0,
});

function answer({ method, url: path }: Asked): readonly [number, unknown] {
  if (path.startsWith('/operator/v1/accounts?'))
    return [200, { items: [account('live-1', 'live', 'Harbour'), account('test-1', 'test', 'Harbour')], next: null }];
  if (path === '/operator/v1/scenarios')
    return [200, { items: [{ name: 'happy-path', description: 'All goes well.', needs: 'One SKU.' }] }];
  if (method === 'POST' && path === '/operator/v1/accounts/test-1/scenarios/happy-path') {
    const steps = [{ at: 0, actor: 'shopper', text: 'orders 1 × mug', ids: { order: 'abc' } }];
    return [200, { scenario: 'happy-path', seed: 7, finished, steps }];
  }
  const problem = { type: 'about:blank', title: 'Not Found', status: 404, code: 'not_found', requestId: 'r' };
  return [404, { ...problem, detail: 'There is no such scenario.' }];
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
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  finished = true;
});

async function jetway(...argv: readonly string[]) {
  let out = '';
  let err = '';
  let exitCode: number | undefined;
  const program = createProgram(
    {
      env: { JETWAY_MARKETPLACE_URL: url, JETWAY_MARKETPLACE_KEY: 'the key' },
      cwd: '/nowhere',
      root: '/nowhere',
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
  await program.parseAsync(['scenario', ...argv], { from: 'user' });
  return { out, err, exitCode };
}

describe('jetway scenario', () => {
  test('lists the stories for people and programs', async () => {
    expect(await jetway('list')).toEqual({
      out: 'happy-path\n    All goes well.\n    Needs: One SKU.\n',
      err: '',
      exitCode: 0,
    });
    expect(JSON.parse((await jetway('list', '--json')).out)).toMatchObject([{ name: 'happy-path' }]);
    expect(asked[0]).toMatchObject({ key: 'Bearer the key' });
  });

  test('plays one on the test account of a merchant, and shows what happened', async () => {
    const { out, exitCode } = await jetway('run', 'happy-path', '--merchant', 'Harbour', '--seed', '7');
    expect(out).toBe(
      '1970-01-01T00:00:00.000Z  shopper      orders 1 × mug  (order abc)\nhappy-path was played to its end (seed 7).\n',
    );
    expect([exitCode, asked.at(-1)?.body]).toEqual([0, { seed: 7, makeSkus: false }]);
  });

  test('ends with 1 when the story stopped, as JSON too', async () => {
    finished = false;
    const { out, exitCode } = await jetway('run', 'happy-path', '--account', 'test-1', '--make-skus', '--json');
    expect([exitCode, JSON.parse(out).finished, asked.at(-1)?.body]).toEqual([1, false, { seed: 1, makeSkus: true }]);
  });

  test.each([
    [['run', 'happy-path'], /--account ID or --merchant NAME/],
    [['run', 'happy-path', '--account', 'a', '--merchant', 'b'], /one of both/],
    [['run', 'happy-path', '--merchant', 'Nobody'], /no merchant "Nobody"/],
    [['run', 'happy-path', '--account', 'test-1', '--seed', 'x'], /whole number/],
    [['run', 'nothing', '--account', 'test-1'], /There is no such scenario\./],
  ])('refuses %j, saying why', async (argv, text) => {
    const { out, err, exitCode } = await jetway(...argv);
    expect([out, exitCode]).toEqual(['', 1]);
    expect(err).toMatch(text);
  });
});
