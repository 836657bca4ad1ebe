/** Owns the operator's routes about webhooks. */
import { decodeCursor, encodeCursor, toPage } from '@jetway/kernel';
import type {
  WebhookDelivery as WireDelivery,
  WebhookEndpoint as WireEndpoint,
  webhookRoutes,
} from '@jetway/marketplace-api';
import { DEFAULT_LIMIT, type Handlers, problem, readCursor } from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import { findAccount, NO_ACCOUNT } from '../merchants/index.ts';
import { type EndpointRow, findEndpoint, listEndpointPage } from './webhook-endpoints.store.ts';
import { type DeliveryRow, findDelivery, listAttempts, listDeliveryPage } from './webhook-log.store.ts';
import { type EndpointName, NO_ENDPOINT, type Webhooks } from './webhooks.feature.ts';
import { bodyOf } from './webhooks.ts';

interface WebhookRoutesDeps {
  readonly database: MarketplaceDatabase;
  readonly webhooks: Webhooks;
}

const NO_DELIVERY = { code: 'not_found', text: 'There is no such delivery.' } as const;
const BAD_CURSOR = { code: 'bad_cursor', text: 'The cursor is none of ours.', path: '/query/cursor' } as const;

export const webhookHandlers = (deps: WebhookRoutesDeps): Handlers<typeof webhookRoutes, Author> => ({
  ...endpointHandlers(deps),
  ...deliveryHandlers(deps),
});

type EndpointRoutes = Pick<
  typeof webhookRoutes,
  | 'listWebhookEndpoints'
  | 'createWebhookEndpoint'
  | 'changeWebhookEndpoint'
  | 'deleteWebhookEndpoint'
  | 'rotateWebhookSecret'
>;

function endpointHandlers({ database: { db }, webhooks }: WebhookRoutesDeps): Handlers<EndpointRoutes, Author> {
  return {
    listWebhookEndpoints: async (context, { params, query }) => {
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      if ((await findAccount(db, params.accountId)) === undefined) return problem(404, NO_ACCOUNT, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const found = await listEndpointPage(db, params.accountId, after.value, limit + 1);
      const page = toPage(found, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
      return { status: 200, body: { items: page.items.map(endpointToWire), next: page.next } };
    },
    createWebhookEndpoint: async (context, { params, body }) => {
      const created = await webhooks.create(params.accountId, body, context);
      if (created.ok) {
        const { endpoint, secret } = created.value;
        return { status: 201, body: { endpoint: endpointToWire(endpoint), secret } };
      }
      const { refusal } = created;
      if (refusal.code === 'not_found') return problem(404, refusal, context);
      return refusal.code === 'address_refused' ? problem(400, refusal, context) : problem(409, refusal, context);
    },
    changeWebhookEndpoint: async (context, { params, body }) => {
      const changed = await webhooks.change(nameOf(params), body, context);
      if (changed.ok) return { status: 200, body: endpointToWire(changed.value) };
      const { refusal } = changed;
      return refusal.code === 'not_found' ? problem(404, refusal, context) : problem(400, refusal, context);
    },
    deleteWebhookEndpoint: async (context, { params }) => {
      const removed = await webhooks.remove(nameOf(params));
      return removed.ok ? { status: 204 } : problem(404, removed.refusal, context);
    },
    rotateWebhookSecret: async (context, { params }) => {
      const rotated = await webhooks.rotate(nameOf(params), context);
      return rotated.ok ? { status: 200, body: rotated.value } : problem(404, rotated.refusal, context);
    },
  };
}

type DeliveryRoutes = Omit<typeof webhookRoutes, keyof EndpointRoutes>;

function deliveryHandlers({ database: { db }, webhooks }: WebhookRoutesDeps): Handlers<DeliveryRoutes, Author> {
  return {
    testWebhookEndpoint: async (context, { params }) => {
      const sent = await webhooks.test(nameOf(params));
      if (sent.ok) return { status: 201, body: { eventId: sent.value } };
      const { refusal } = sent;
      return refusal.code === 'not_found' ? problem(404, refusal, context) : problem(409, refusal, context);
    },
    replayWebhookEvents: async (context, { params, body }) => {
      const replayed = await webhooks.replaySince(nameOf(params), body.since);
      return replayed.ok ? { status: 200, body: { events: replayed.value } } : problem(404, replayed.refusal, context);
    },
    listWebhookDeliveries: async (context, { params, query }) => {
      const before = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
      if (query.cursor !== undefined && before === undefined) return problem(400, BAD_CURSOR, context);
      const name = nameOf(params);
      if ((await findEndpoint(db, name.accountId, name.id)) === undefined) return problem(404, NO_ENDPOINT, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const filter = { before: before?.at ?? Number.MAX_SAFE_INTEGER, state: query.state };
      const found = await listDeliveryPage(db, name, filter, limit + 1);
      const items = found.slice(0, limit);
      const last = items.at(-1);
      const next = found.length > limit && last !== undefined ? encodeCursor({ at: last.seq, id: last.eventId }) : null;
      return { status: 200, body: { items: items.map(deliveryToWire), next } };
    },
    getWebhookDelivery: async (context, { params }) => {
      const name = nameOf(params);
      const delivery = await findDelivery(db, name, params.eventId);
      if (delivery === undefined) return problem(404, NO_DELIVERY, context);
      const { eventId, kind, occurredAt: at, data } = delivery;
      const attempts = await listAttempts(db, name, eventId);
      const body = bodyOf({ accountId: name.accountId, eventId, kind, at, data });
      return { status: 200, body: { delivery: deliveryToWire(delivery), body, attempts } };
    },
    replayWebhookDelivery: async (context, { params }) => {
      const name = nameOf(params);
      const replayed = await webhooks.replay(name, params.eventId);
      const delivery = replayed.ok ? await findDelivery(db, name, params.eventId) : undefined;
      if (delivery === undefined) return problem(404, NO_DELIVERY, context);
      return { status: 200, body: deliveryToWire(delivery) };
    },
  };
}

const nameOf = (params: { readonly accountId: string; readonly endpointId: string }): EndpointName => ({
  accountId: params.accountId,
  id: params.endpointId,
});

const endpointToWire = ({ accountId: _accountId, kinds, ...endpoint }: EndpointRow): WireEndpoint => ({
  ...endpoint,
  kinds: [...kinds],
});

const deliveryToWire = ({ seq: _seq, data: _data, dueAt, state, ...delivery }: DeliveryRow): WireDelivery => ({
  ...delivery,
  state,
  dueAt: state === 'pending' ? dueAt : null,
});
