/** That no body, parameter or query whatsoever is answered but as the contract says, and that the server outlives it all. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc, { type Arbitrary } from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/programs.ts';
import { fillPath, type Operation, type Parameter, readContract } from './support/contract.ts';
import { heapAfterCollection } from './support/heap.ts';
import { jsonTexts, numberTexts, stringsOf } from './support/json-texts.ts';
import { must, type RawReply } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { isOwn, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';

/** Requests; without FUZZ_RUNS as many as fit into the time of the short form. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 6000);
const SHORT_MS = 45_000;
const LIMIT_MS = process.env['FUZZ_RUNS'] === undefined ? SHORT_MS : 3_600_000;
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_140_724);
/** Requests under way at once, each line with a seed of its own. */
const LINES = 4;
/** What caches and compiled code may take after the first requests. */
const HEAP_GROWTH_BYTES = 64 * 1024 * 1024;

const SKUS = ['abcd', 'efgh', 'zyxw', '15a1010', 'B289B4B', 'my-product', 'nothing/of the kind'];
const NODES = ['XISNDKSANDSFNCSJKFDNFKJHFJD', '1234DKSANDSFNCSJKFDNFKJHFAZ', 'EIDIDSNKDSFDKSJDKJSDJKFJF'];
const ORDERS = ['9b13bdd68c314d1b9c8b93277dea4da1', '51110000000000000000000000000001', '123456789012'];

/** What means something in the documented world, by the name of the member or parameter. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  sku: SKUS,
  merchant_sku: SKUS,
  children_skus: SKUS,
  orderId: ORDERS,
  merchant_order_id: ORDERS,
  order_item_id: ['8f5ae15b6b414b00a1b9d6ad99166a00'],
  fulfillment_node_id: NODES,
  fulfillment_node: NODES,
  nodeId: [...NODES, '1000013', '9000218'],
  return_location_ids: ['9046335c27d146ee94b23ef61d8959bc'],
  settlement_id: ['43123'],
  settlementId: ['43123'],
  statusOrId: ['created', 'Rejected', '1289076123041324'],
  jet_browse_node_id: ['1000001', '1000013', '1000000'],
  product_type_id: ['37005005000'],
  attribute_id: ['2', '12', '34', '95'],
  count: ['1', '2'],
  file_name: ['prices.json.gz'],
};

const { operations, resolve } = readContract('jet');

interface Request {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly body: string | undefined;
}

const textsOf = ({ name, schema }: Parameter): Arbitrary<string> => {
  const { type, ...rest } = resolve(schema);
  const usual =
    type === 'integer' || type === 'number'
      ? numberTexts(rest, type === 'integer', KNOWN[name])
      : stringsOf(rest, KNOWN[name]);
  const odd = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
    fc.constantFrom('..', '%00', '/', ' '),
  );
  return fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: odd }).filter((value) => value !== '');
};

/** Parameters of a query: each may be absent, in another case, or there twice. */
const queryOf = (parameters: readonly Parameter[]): Arbitrary<string> =>
  fc
    .tuple(
      ...parameters.map((parameter) =>
        fc
          .array(fc.tuple(fc.constantFrom(parameter.name, parameter.name.toUpperCase()), textsOf(parameter)), {
            maxLength: 2,
          })
          .map((values) => values.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)),
      ),
    )
    .map((all) => all.flat().join('&'));

function requestsOf(operation: Operation): Arbitrary<Request> {
  const { id, method, path: template, parameters, body } = operation;
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  const params = fc.tuple(...inPath.map((one) => textsOf(one).map((value) => [one.name, value] as const)));
  const query = queryOf(parameters.filter((parameter) => parameter.in === 'query'));
  const bodies = body === undefined ? fc.constant(undefined) : jsonTexts(body, KNOWN, resolve);
  return fc.tuple(params, query, bodies).map(([pairs, asked, text]) => ({
    operation: id,
    method,
    path: `${fillPath(template, Object.fromEntries(pairs))}${asked === '' ? '' : `?${asked}`}`,
    body: text,
  }));
}

/** Bodies are worth more tries than addresses. */
const requests = fc.oneof(
  ...operations.map((operation) => ({
    weight: operation.body === undefined ? 1 : 4,
    arbitrary: requestsOf(operation),
  })),
);

/** How many answers had each status. */
const seen = new Map<number, number>();

/** Throws when the contract does not know the answer. */
function check({ operation: id }: Request, reply: RawReply): void {
  seen.set(reply.status, (seen.get(reply.status) ?? 0) + 1);
  const statuses = operations.find((operation) => operation.id === id)?.statuses ?? [];
  // Every operation declares that it may fail and be limited; of a body or an address it may do neither.
  if (!statuses.includes(reply.status) || reply.status >= 413)
    throw new Error(`${reply.status} is no answer to it: ${reply.text.slice(0, 500)}`);
  if (reply.status >= 400) refusalOf(reply);
  else if (reply.status === 204) expect(reply.bytes.length).toBe(0);
  else reply.json();
}

let inspectorPort: number;
let target: Target;
beforeAll(async () => {
  inspectorPort = await freePort();
  target = await openTarget(isOwn ? { inspectorPort } : {});
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

/** Sends as many requests; answers how many it sent, and fails with the smallest that was answered wrongly. */
async function line(seed: number, numRuns: number, withinMs: number): Promise<number> {
  const sendOne = async (request: Request): Promise<void> =>
    check(request, await target.call(request.method, request.path, request.body));
  const details = await fc.check(fc.asyncProperty(requests, sendOne), {
    seed,
    numRuns,
    interruptAfterTimeLimit: withinMs,
    endOnFailure: false,
  });
  if (details.counterexample !== null) {
    const [request] = details.counterexample;
    const found = {
      seed,
      path: details.counterexamplePath,
      request,
      error: String(details.errorInstance),
      output: target.output().slice(-4000),
    };
    const file = path.join(tmpdir(), `jetway-fuzz-${seed}.json`);
    writeFileSync(file, JSON.stringify(found, null, 2));
    throw new Error(`${file}: ${JSON.stringify(found, null, 2)}`);
  }
  return details.numRuns;
}

/** Several lines at once. */
async function lines(seed: number, count: number, withinMs: number): Promise<number> {
  const each = Math.ceil(count / LINES);
  const ended = await Promise.allSettled(
    Array.from({ length: LINES }, (_, index) => line(seed + index, each, withinMs)),
  );
  return ended.reduce((sum, one) => {
    if (one.status === 'rejected') throw one.reason;
    return sum + one.value;
  }, 0);
}

test(
  `every answer to generated requests is declared, and the server stays as it is (seed ${SEED})`,
  async () => {
    const warmUp = Math.min(2000, RUNS / 4);
    const first = await lines(SEED + 1000, warmUp, LIMIT_MS / 4);
    const before = isOwn ? await heapAfterCollection(inspectorPort) : 0;
    const sent = first + (await lines(SEED, RUNS - warmUp, (LIMIT_MS * 3) / 4));
    const after = isOwn ? await heapAfterCollection(inspectorPort) : 0;
    const statuses = [...seen].map(([status, count]) => `${count} × ${status}`).join(', ');
    console.info(`fuzz: ${sent} requests with seed ${SEED} (${statuses}); heap ${mib(before)}, then ${mib(after)} MiB`);
    expect(after - before).toBeLessThan(HEAP_GROWTH_BYTES);
    expect(must(await target.call('GET', '/authcheck'), 200).text).toBe('"This message is authorized."');
    expect(sent).toBeGreaterThan(100);
    // Neither all wrong nor all right, or little was tried.
    for (const status of [200, 204, 400, 404]) expect(seen.get(status) ?? 0).toBeGreaterThan(sent / 100);
  },
  LIMIT_MS + 60_000,
);

const mib = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
