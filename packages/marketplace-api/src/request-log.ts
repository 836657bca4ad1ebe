/** Owns the part of the operator API about what merchants' software asked of the merchant API, and was answered. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { AccountId, At, closed, EntryId, Id, nullable, pageQuery } from './shapes.ts';

export const statusClasses = ['2xx', '4xx', '5xx'] as const;

const summary = {
  id: Id,
  /** Real time at which it was answered. */
  at: At,
  method: Type.String(),
  /** Path and query as they came, without what is secret in them. */
  path: Type.String(),
  /** Name of the route in the contract; null at an address that no route has. */
  operation: nullable(Type.String()),
  /** Status of the answer, even when the answer was lost. */
  status: Type.Integer(),
  durationMs: Type.Number(),
  requestId: Type.String(),
  /** Sizes in bytes; null where nobody counted. */
  requestBytes: nullable(Type.Integer()),
  answerBytes: nullable(Type.Integer()),
  /** The first thing that was wrong, in the answer's words. */
  firstError: nullable(Type.String()),
  errorCount: Type.Integer(),
  /** Kinds of faults that were injected. */
  faults: Type.Array(Type.String(), { maxItems: 100 }),
};

export const LoggedRequest = Type.Object(summary);
export type LoggedRequest = Static<typeof LoggedRequest>;

export const LoggedRequestInFull = Type.Object({
  ...summary,
  /** World time in which it was answered; null when the caller was turned away. */
  worldAt: nullable(At),
  userAgent: nullable(Type.String()),
  /** Bodies as text, cut and without secrets and buyers’ data; null when there was none. */
  requestBody: nullable(Type.String()),
  answerBody: nullable(Type.String()),
  errors: Type.Array(Type.String(), { maxItems: 100 }),
  /** Places of members of the body that the contract does not know; they were ignored. */
  ignoredFields: Type.Array(Type.String(), { maxItems: 100 }),
});
export type LoggedRequestInFull = Static<typeof LoggedRequestInFull>;

/** A route of the merchant API. */
export const MerchantRoute = Type.Object({
  operation: Type.String(),
  method: Type.String(),
  path: Type.String(),
  summary: Type.String(),
});
export type MerchantRoute = Static<typeof MerchantRoute>;

export const requestLogRoutes = defineRoutes({
  listRequests: {
    method: 'GET',
    path: '/accounts/:accountId/requests',
    summary: 'What an account’s software asked of the merchant API, newest first',
    tags: ['request log'],
    auth: 'operator',
    params: Type.Object({ accountId: AccountId }, closed),
    query: Type.Object(
      {
        ...pageQuery,
        operation: Type.Optional(
          Type.String({ maxLength: 100, description: 'The name of a route of the merchant API.' }),
        ),
        status: Type.Optional(Type.Enum([...statusClasses], { description: 'Only answers of this class.' })),
        path: Type.Optional(
          Type.String({
            maxLength: 200,
            description: 'How the path begins, with or without the prefix of the API, in any case.',
          }),
        ),
        from: Type.Optional(Type.Integer({ description: 'The first instant, of real time, in milliseconds.' })),
        to: Type.Optional(Type.Integer({ description: 'The last instant, of real time, in milliseconds.' })),
        errorsOnly: Type.Optional(Type.Boolean({ description: 'Only what was answered with 400 or more.' })),
        requestId: Type.Optional(Type.String({ maxLength: 128, description: 'The `x-request-id` of the request.' })),
      },
      closed,
    ),
    replies: { 200: pageOf(LoggedRequest), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  getRequest: {
    method: 'GET',
    path: '/accounts/:accountId/requests/:entryId',
    summary: 'One request with both bodies, what was wrong with it and what of it was ignored',
    tags: ['request log'],
    auth: 'operator',
    params: Type.Object({ accountId: AccountId, entryId: EntryId }, closed),
    replies: { 200: LoggedRequestInFull, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
  listMerchantRoutes: {
    method: 'GET',
    path: '/merchant-routes',
    summary: 'The routes of the merchant API, by which requests are found and faults are aimed',
    tags: ['request log'],
    auth: 'operator',
    replies: { 200: Type.Object({ items: Type.Array(MerchantRoute, { maxItems: 1_000 }) }), 401: Problem },
  },
});
