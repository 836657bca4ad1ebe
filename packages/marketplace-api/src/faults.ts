/** Owns the part of the operator API about faults: what goes wrong on purpose for a test account. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { AccountId, At, closed, FaultId, Id, nullable, pageQuery } from './shapes.ts';

/**
 * `latency` waits; `unauthorized` (401), `too_many_requests` (429), `server_error` (500) and `unavailable` (503) are
 * answered instead of handling the request; `lost_request` cuts the connection before the request is handled,
 * `lost_answer` after it was handled, `truncated_answer` in the middle of the answer's body; `stuck_file` leaves uploaded
 * files unprocessed.
 */
export const faultKinds = [
  'latency',
  'unauthorized',
  'too_many_requests',
  'server_error',
  'unavailable',
  'lost_request',
  'lost_answer',
  'truncated_answer',
  'stuck_file',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** `every` hits each `count`th request, `next` the next `count` requests, `probability` some of them. */
export const faultSchedules = ['always', 'probability', 'every', 'next'] as const;
export type FaultSchedule = (typeof faultSchedules)[number];

const settings = {
  kind: Type.Enum([...faultKinds]),
  /** Name of a route in the merchant API's contract; null: all routes. */
  operation: nullable(Type.String({ minLength: 1, maxLength: 100 })),
  schedule: Type.Enum([...faultSchedules]),
  /** Of `probability`. */
  probability: nullable(Type.Number({ minimum: 0, maximum: 1 })),
  /** Of `every` and `next`. */
  count: nullable(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  /** Of `latency`, in milliseconds of real time. */
  latencyMinMs: nullable(Type.Integer({ minimum: 0, maximum: 60_000 })),
  latencyMaxMs: nullable(Type.Integer({ minimum: 0, maximum: 60_000 })),
  /** Of `too_many_requests` and `unavailable`: the header `Retry-After`; null: without it. */
  retryAfterSeconds: nullable(Type.Integer({ minimum: 0, maximum: 86_400 })),
  /** The same seed hits the same requests, counted from the first. */
  seed: Type.Integer({ minimum: 0, maximum: 4_294_967_295 }),
  enabled: Type.Boolean(),
  /** Real time at which the rule ends; null: never. */
  until: nullable(At),
};

export const FaultRule = Type.Object({
  id: Id,
  ...settings,
  /** Requests that the rule was asked about. */
  seen: Type.Integer(),
  /** Of them, those it hit. */
  hits: Type.Integer(),
  createdAt: At,
  updatedAt: At,
});
export type FaultRule = Static<typeof FaultRule>;

/** What is absent: every route, always, enabled, seed 1, no end. */
export const FaultRuleInput = Type.Object(
  {
    kind: settings.kind,
    operation: Type.Optional(settings.operation),
    schedule: Type.Optional(settings.schedule),
    probability: Type.Optional(settings.probability),
    count: Type.Optional(settings.count),
    latencyMinMs: Type.Optional(settings.latencyMinMs),
    latencyMaxMs: Type.Optional(settings.latencyMaxMs),
    retryAfterSeconds: Type.Optional(settings.retryAfterSeconds),
    seed: Type.Optional(settings.seed),
    enabled: Type.Optional(settings.enabled),
    until: Type.Optional(settings.until),
  },
  closed,
);
export type FaultRuleInput = Static<typeof FaultRuleInput>;

const AccountParams = Type.Object({ accountId: AccountId }, closed);
const FaultParams = Type.Object({ accountId: AccountId, faultId: FaultId }, closed);
const ruleCodes = [
  'unknown_operation',
  'count_missing',
  'probability_missing',
  'latency_missing',
  'only_always',
] as const;

export const faultRoutes = defineRoutes({
  listFaults: {
    method: 'GET',
    path: '/accounts/:accountId/faults',
    summary: 'Faults that are injected for an account, in the order in which they are tried',
    tags: ['faults'],
    auth: 'operator',
    params: AccountParams,
    query: Type.Object(pageQuery, closed),
    replies: { 200: pageOf(FaultRule), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  createFault: {
    method: 'POST',
    path: '/accounts/:accountId/faults',
    summary: 'Let something go wrong for a test account',
    tags: ['faults'],
    auth: 'operator',
    params: AccountParams,
    body: FaultRuleInput,
    replies: { 201: FaultRule, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'live_account', 'too_many_faults', ...ruleCodes],
  },
  replaceFault: {
    method: 'PUT',
    path: '/accounts/:accountId/faults/:faultId',
    summary: 'Change a fault; it counts from the beginning again',
    tags: ['faults'],
    auth: 'operator',
    params: FaultParams,
    body: FaultRuleInput,
    replies: { 200: FaultRule, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', ...ruleCodes],
  },
  deleteFault: {
    method: 'DELETE',
    path: '/accounts/:accountId/faults/:faultId',
    summary: 'Let it go well again',
    tags: ['faults'],
    auth: 'operator',
    params: FaultParams,
    replies: { 204: null, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
});
