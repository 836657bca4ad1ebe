/** Owns the part of the operator API about webhooks: where an account hears of events, and what was told there. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { AccountId, At, closed, EndpointId, EventId, Id, nullable, pageQuery } from './shapes.ts';

/** What merchants' software can hear of. */
export const webhookEventKinds = [
  'order.ready',
  'order.cancelled',
  'return.created',
  'refund.decided',
  'file.processed',
  'sku.status_changed',
] as const;
export type WebhookEventKind = (typeof webhookEventKinds)[number];

/** `dead`: given up after three days; it can be asked for again. */
export const webhookDeliveryStates = ['pending', 'delivered', 'dead'] as const;
export type WebhookDeliveryState = (typeof webhookDeliveryStates)[number];

const Kinds = Type.Array(Type.Enum([...webhookEventKinds]), { maxItems: webhookEventKinds.length });
const Url = Type.String({ minLength: 1, maxLength: 2000, pattern: '^[Hh][Tt][Tt][Pp][Ss]?://[^\\s]+$' });

export const WebhookEndpoint = Type.Object({
  id: Id,
  url: Type.String(),
  /** Empty: all. */
  kinds: Kinds,
  enabled: Type.Boolean(),
  /** Why the marketplace switched it off. */
  disabledReason: nullable(Type.String()),
  /** Since when every try fails; null while it goes well. */
  failingSince: nullable(At),
  /** Until when requests are signed with the secret before the last rotation too. */
  previousSecretUntil: nullable(At),
  /** Deliveries that wait. */
  pending: Type.Integer(),
  createdAt: At,
  updatedAt: At,
});
export type WebhookEndpoint = Static<typeof WebhookEndpoint>;

export const WebhookEndpointInput = Type.Object(
  { url: Url, kinds: Type.Optional(Kinds), enabled: Type.Optional(Type.Boolean()) },
  closed,
);
export type WebhookEndpointInput = Static<typeof WebhookEndpointInput>;

export const WebhookDelivery = Type.Object({
  eventId: Id,
  /** One of the kinds, or `webhook.test`. */
  kind: Type.String(),
  /** What the event is about, such as `order:<id>`. */
  subject: Type.String(),
  /** World time. */
  occurredAt: At,
  state: Type.Enum([...webhookDeliveryStates]),
  tries: Type.Integer(),
  /** When it is tried next; null when it is not pending. */
  dueAt: nullable(At),
  triedAt: nullable(At),
  /** Of the newest try; null when there was no answer. */
  status: nullable(Type.Integer()),
  durationMs: nullable(Type.Integer()),
  error: nullable(Type.String()),
});
export type WebhookDelivery = Static<typeof WebhookDelivery>;

export const WebhookDeliveryDetail = Type.Object({
  delivery: WebhookDelivery,
  /** The body as it is sent. */
  body: Type.String(),
  /** The newest first. */
  attempts: Type.Array(
    Type.Object({
      at: At,
      status: nullable(Type.Integer()),
      durationMs: Type.Integer(),
      error: nullable(Type.String()),
    }),
    { maxItems: 100 },
  ),
});
export type WebhookDeliveryDetail = Static<typeof WebhookDeliveryDetail>;

const AccountParams = Type.Object({ accountId: AccountId }, closed);
const EndpointParams = Type.Object({ accountId: AccountId, endpointId: EndpointId }, closed);
const DeliveryParams = Type.Object({ accountId: AccountId, endpointId: EndpointId, eventId: EventId }, closed);
const thing = { 400: Problem, 401: Problem, 404: Problem } as const;
/** `conflict` is what a repeated Idempotency-Key of another request is answered. */
const change = { ...thing, 409: Problem } as const;

export const webhookRoutes = defineRoutes({
  listWebhookEndpoints: {
    method: 'GET',
    path: '/accounts/:accountId/webhook-endpoints',
    summary: 'Where an account hears of events',
    tags: ['webhooks'],
    auth: 'operator',
    params: AccountParams,
    query: Type.Object(pageQuery, closed),
    replies: { 200: pageOf(WebhookEndpoint), ...thing },
    codes: ['not_found', 'bad_cursor'],
  },
  createWebhookEndpoint: {
    method: 'POST',
    path: '/accounts/:accountId/webhook-endpoints',
    summary: 'Add an address that hears of events; the secret is shown this once',
    tags: ['webhooks'],
    auth: 'operator',
    params: AccountParams,
    body: WebhookEndpointInput,
    replies: { 201: Type.Object({ endpoint: WebhookEndpoint, secret: Type.String() }), ...change },
    codes: ['not_found', 'address_refused', 'too_many_endpoints'],
  },
  changeWebhookEndpoint: {
    method: 'PUT',
    path: '/accounts/:accountId/webhook-endpoints/:endpointId',
    summary: 'Change where events are told and which; switched on again, what waited is told',
    tags: ['webhooks'],
    auth: 'operator',
    params: EndpointParams,
    body: WebhookEndpointInput,
    replies: { 200: WebhookEndpoint, ...thing },
    codes: ['not_found', 'address_refused'],
  },
  deleteWebhookEndpoint: {
    method: 'DELETE',
    path: '/accounts/:accountId/webhook-endpoints/:endpointId',
    summary: 'Remove an address with the log of what was told there',
    tags: ['webhooks'],
    auth: 'operator',
    params: EndpointParams,
    replies: { 204: null, ...thing },
    codes: ['not_found'],
  },
  rotateWebhookSecret: {
    method: 'POST',
    path: '/accounts/:accountId/webhook-endpoints/:endpointId/secret',
    summary: 'Give a new secret, shown this once; for a day requests are signed with the old one too',
    tags: ['webhooks'],
    auth: 'operator',
    params: EndpointParams,
    replies: { 200: Type.Object({ secret: Type.String(), previousSecretUntil: At }), ...change },
    codes: ['not_found'],
  },
  testWebhookEndpoint: {
    method: 'POST',
    path: '/accounts/:accountId/webhook-endpoints/:endpointId/test',
    summary: 'Send an event of the kind webhook.test; how it went stands in the deliveries',
    tags: ['webhooks'],
    auth: 'operator',
    params: EndpointParams,
    replies: { 201: Type.Object({ eventId: Id }), ...change },
    codes: ['not_found', 'endpoint_disabled'],
  },
  replayWebhookEvents: {
    method: 'POST',
    path: '/accounts/:accountId/webhook-endpoints/:endpointId/replay',
    summary: 'Tell everything again that happened since an instant and is still kept',
    tags: ['webhooks'],
    auth: 'operator',
    params: EndpointParams,
    body: Type.Object({ /** World time. */ since: At }, closed),
    replies: { 200: Type.Object({ events: Type.Integer() }), ...change },
    codes: ['not_found'],
  },
  listWebhookDeliveries: {
    method: 'GET',
    path: '/accounts/:accountId/webhook-endpoints/:endpointId/deliveries',
    summary: 'What was told to an address, the newest event first',
    tags: ['webhooks'],
    auth: 'operator',
    params: EndpointParams,
    query: Type.Object(
      {
        ...pageQuery,
        state: Type.Optional(Type.Enum([...webhookDeliveryStates], { description: 'Only deliveries in this state.' })),
      },
      closed,
    ),
    replies: { 200: pageOf(WebhookDelivery), ...thing },
    codes: ['not_found', 'bad_cursor'],
  },
  getWebhookDelivery: {
    method: 'GET',
    path: '/accounts/:accountId/webhook-endpoints/:endpointId/deliveries/:eventId',
    summary: 'One delivery with its body and every try',
    tags: ['webhooks'],
    auth: 'operator',
    params: DeliveryParams,
    replies: { 200: WebhookDeliveryDetail, ...thing },
    codes: ['not_found'],
  },
  replayWebhookDelivery: {
    method: 'POST',
    path: '/accounts/:accountId/webhook-endpoints/:endpointId/deliveries/:eventId/replay',
    summary: 'Tell one event again',
    tags: ['webhooks'],
    auth: 'operator',
    params: DeliveryParams,
    replies: { 200: WebhookDelivery, ...change },
    codes: ['not_found'],
  },
});
