/** Owns a far side for the tests of sync: as much of a Jet marketplace as sync speaks with, in a function. */
import type { HttpRequest, HttpResponse, Transport } from '@jetway/http-contract';
import type { ManualClock } from '@jetway/kernel';
import { answer } from './far-answer.ts';
import { type FarFiles, farFiles } from './far-files.ts';

export { answer } from './far-answer.ts';

/** Stands in the way of a request, as in the testkit: before `next()` nothing has happened, after it everything has. */
export type Fault = (request: HttpRequest, next: () => HttpResponse) => Promise<HttpResponse> | HttpResponse;

export interface FarOrder {
  readonly merchant_order_id: string;
  status: string;
  acknowledgement_status?: string;
  /** Its tag, which no answer shows. */
  tagged?: string | null;
  readonly shipments: Record<string, unknown>[];
  readonly [field: string]: unknown;
}

export interface FarSide {
  readonly transport: Transport;
  /** Orders by id; put some here. */
  readonly orders: Map<string, FarOrder>;
  /** Fed quantities by SKU and node. */
  readonly stock: Map<string, Record<string, number>>;
  /** `METHOD path` of every request but those for a token, in the order in which they took effect or were refused. */
  readonly seen: string[];
  /** What the next requests meet; answers of `undefined` are normal. */
  fault: Fault;
  secret: string;
  /** How far its clock is ahead of ours. */
  aheadMs: number;
  /** SKUs it does not know. */
  readonly unlisted: Set<string>;
  /** Tags of orders. */
  readonly tags: Map<string, string>;
  /** Orders of which the buyer wants units cancelled. */
  readonly cancelRequests: Set<string>;
  /** Orders that a list holds at most; a longer one is filled up to Jet's own limit with links that lead nowhere. */
  mostListed: number;
  readonly files: FarFiles;
  /** What carries bulk files to it. */
  readonly fetch: typeof globalThis.fetch;
}

/** Links of a list at most, as Jet's page on listing orders says. */
const MOST_LISTED = 1_000;

const PASS: Fault = (_request, next) => next();

export const lost: Fault = () => {
  throw new Error('socket hang up');
};

/** Faults that are met in turn, then none. */
export function inTurn(...faults: readonly Fault[]): Fault {
  const rest = [...faults];
  return (request, next) => (rest.shift() ?? PASS)(request, next);
}

/** It happened, and the answer is lost. */
export const answerLost: Fault = (_request, next) => {
  next();
  throw new Error('socket hang up');
};

/** Only for requests that match. */
export const only =
  (matches: RegExp, fault: Fault): Fault =>
  (request, next) =>
    (matches.test(`${request.method} ${new URL(request.url).pathname}`) ? fault : PASS)(request, next);

export function farSide(clock: ManualClock): FarSide {
  const files = farFiles();
  const far: FarSide = {
    orders: new Map(),
    stock: new Map(),
    seen: [],
    fault: PASS,
    secret: 'the secret',
    aheadMs: 0,
    unlisted: new Set(),
    tags: new Map(),
    cancelRequests: new Set(),
    mostListed: MOST_LISTED,
    files,
    fetch: async (input, init) => files.take(String(input), init),
    transport: async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/api/token') return token(far, request, clock);
      const next = (): HttpResponse => {
        far.seen.push(`${request.method} ${pathname.replace('/api', '')}`);
        const response = handle(far, request, pathname);
        const date = new Date(clock.now() + far.aheadMs).toUTCString();
        return { ...response, headers: { date, ...response.headers } };
      };
      return far.fault(request, next);
    },
  };
  return far;
}

function token(far: FarSide, request: HttpRequest, clock: ManualClock): HttpResponse {
  const { pass } = JSON.parse(request.body ?? '{}') as { pass?: string };
  if (pass !== far.secret) return answer(400, { errors: ['Bad Request'] });
  const expires = new Date(clock.now() + 36_000_000).toISOString().replace('.000', '');
  return answer(200, { id_token: `token of ${far.secret}`, token_type: 'Bearer', expires_on: expires });
}

function handle(far: FarSide, request: HttpRequest, pathname: string): HttpResponse {
  if (request.headers['authorization'] !== `Bearer token of ${far.secret}`)
    return answer(401, { Message: 'Authorization has been denied for this request.' });
  const [, area, second = '', third = ''] = pathname.replace('/api', '').split('/');
  if (area === 'authcheck') return answer(200, 'This message is authorized.');
  if (area === 'files') return far.files.handle(far, request, second);
  if (area === 'merchant-skus') return inventory(far, request, decodeURIComponent(second));
  if (second === 'withoutShipmentDetail') return found(far, third, ({ tagged: _, ...order }) => answer(200, order));
  if (request.method === 'GET') return listed(far, second, third);
  const body = JSON.parse(request.body ?? '{}') as Message;
  if (third === 'tag') far.tags.set(second, body.tag ?? '');
  return found(far, second, (order) => message(order, third, body));
}

/** By status, by status without a tag, or those whose buyer wants units cancelled. */
function listed(far: FarSide, status: string, tag: string): HttpResponse {
  const isMeant = ({ merchant_order_id: id, status: own }: FarOrder): boolean =>
    status === 'directedCancel'
      ? far.cancelRequests.has(id)
      : own === status && (tag === '' || far.tags.get(id) !== tag);
  const ids = [...far.orders.values()].filter(isMeant).map((order) => order.merchant_order_id);
  const links = ids.slice(0, far.mostListed).map((id) => `/orders/withoutShipmentDetail/${id}`);
  const rest = ids.length >= far.mostListed ? MOST_LISTED - links.length : 0;
  return answer(200, { order_urls: [...links, ...Array.from({ length: rest }, () => '/nowhere')] });
}

function inventory(far: FarSide, request: HttpRequest, sku: string): HttpResponse {
  if (far.unlisted.has(sku)) return answer(404, { errors: [`Merchant SKU not found: "${sku}"`] });
  const nodes = far.stock.get(sku) ?? {};
  if (request.method === 'GET') {
    const list = Object.entries(nodes).map(([id, quantity]) => ({ fulfillment_node_id: id, quantity }));
    return answer(200, { fulfillment_nodes: list });
  }
  const { fulfillment_nodes: sent = [] } = JSON.parse(request.body ?? '{}') as {
    fulfillment_nodes?: { fulfillment_node_id: string; quantity: number }[];
  };
  far.stock.set(sku, { ...nodes, ...Object.fromEntries(sent.map((one) => [one.fulfillment_node_id, one.quantity])) });
  return answer(204);
}

interface Message {
  readonly tag?: string;
  readonly acknowledgement_status?: string;
  readonly shipments?: Record<string, unknown>[];
}

function found(far: FarSide, id: string, then: (order: FarOrder) => HttpResponse): HttpResponse {
  const order = far.orders.get(decodeURIComponent(id));
  return order === undefined ? answer(404, { errors: [`Order not found: "${id}"`] }) : then(order);
}

function message(order: FarOrder, kind: string, body: Message): HttpResponse {
  if (kind === 'acknowledge') {
    if (order.status !== 'ready')
      return answer(400, { errors: [`An order in status '${order.status}' cannot be acknowledged.`] });
    order.acknowledgement_status = body.acknowledgement_status ?? '';
    order.status = order.acknowledgement_status === 'accepted' ? 'acknowledged' : 'complete';
    return answer(204);
  }
  if (kind === 'tag') {
    order.tagged = body.tag ?? null;
    return answer(204);
  }
  for (const shipment of body.shipments ?? []) order.shipments.push({ shipment_id: 's', ...shipment });
  order.status = 'inprogress';
  return answer(204);
}
