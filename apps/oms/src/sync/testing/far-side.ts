/** Owns a far side for the tests of sync: as much of a Jet marketplace as sync speaks with, in a function. */
import type { HttpRequest, HttpResponse, Transport } from '@jetway/http-contract';
import type { ManualClock } from '@jetway/kernel';

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
}

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

export const answer = (status: number, body?: unknown, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers,
  text: body === undefined ? '' : JSON.stringify(body),
});

export function farSide(clock: ManualClock): FarSide {
  const far: FarSide = {
    orders: new Map(),
    stock: new Map(),
    seen: [],
    fault: PASS,
    secret: 'the secret',
    aheadMs: 0,
    unlisted: new Set(),
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
  if (area === 'merchant-skus') return inventory(far, request, decodeURIComponent(second));
  if (second === 'withoutShipmentDetail') return found(far, third, ({ tagged: _, ...order }) => answer(200, order));
  if (request.method === 'GET') {
    const ids = [...far.orders.values()].filter((order) => order.status === second);
    return answer(200, { order_urls: ids.map((order) => `/orders/withoutShipmentDetail/${order.merchant_order_id}`) });
  }
  return found(far, second, (order) => message(order, third, JSON.parse(request.body ?? '{}') as Message));
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
  readonly acknowledgement_status?: string;
  readonly shipments?: Record<string, unknown>[];
  readonly tag?: string;
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
