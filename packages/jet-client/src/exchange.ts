/** Owns what is told of one request and its answer: everything but the credentials. */
import type { HttpRequest, HttpResponse } from '@jetway/http-contract';
import type { Instant } from '@jetway/kernel';
import { parseJson } from './answer.ts';

export interface JetExchange {
  readonly operation: string;
  readonly at: Instant;
  readonly durationMs: number;
  readonly method: string;
  readonly url: string;
  /** Null when no answer came. */
  readonly status: number | null;
  /** Parsed where it is JSON; without user, secret and token. */
  readonly requestBody: unknown;
  readonly responseBody: unknown;
  /** Why no answer came. */
  readonly error: string | null;
  readonly requestId: string;
  /** Counts from 1 within the call. */
  readonly attempt: number;
  /** How far the marketplace's clock is ahead of ours by this answer's `Date`; null when it does not say. */
  readonly clockOffsetMs: number | null;
}

const REDACTED = '[redacted]';
const SECRET_FIELDS: ReadonlySet<string> = new Set(['user', 'pass', 'id_token']);

/** A body as it is recorded: null when there was none, the secrets of `/token` taken out. */
export function recordedBody(operation: string, text: string | undefined): unknown {
  if (text === undefined || text === '') return null;
  const body = parseJson(text) ?? text;
  if (operation !== 'getToken') return body;
  if (typeof body !== 'object' || body === null) return REDACTED;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, SECRET_FIELDS.has(name) ? REDACTED : value]),
  );
}

/** Date headers count whole seconds: on average half a second has gone by. */
const HALF_A_SECOND_MS = 500;

/**
 * How far the far clock is ahead, taken at the middle of the exchange. Tokens live on real time and carry no world's
 * clock, so `/token` says nothing.
 */
export function clockOffset(
  operation: string,
  response: HttpResponse | undefined,
  sentAt: Instant,
  answeredAt: Instant,
): number | null {
  if (operation === 'getToken' || response === undefined) return null;
  const date = Date.parse(response.headers['date'] ?? '');
  return Number.isNaN(date) ? null : Math.round(date + HALF_A_SECOND_MS - (sentAt + answeredAt) / 2);
}

/** Headers that go on from our caller, so that both logs can be read together. */
export const traceHeaders = (requestId: string, traceparent: string | undefined): Readonly<Record<string, string>> => ({
  'x-request-id': requestId,
  ...(traceparent === undefined ? {} : { traceparent }),
});

export interface Sent {
  readonly operation: string;
  readonly request: HttpRequest;
  readonly response: HttpResponse | undefined;
  readonly error: string | null;
  readonly requestId: string;
  readonly attempt: number;
  readonly sentAt: Instant;
  readonly answeredAt: Instant;
  readonly durationMs: number;
}

export const exchangeOf = (sent: Sent): JetExchange => ({
  operation: sent.operation,
  at: sent.sentAt,
  durationMs: Math.round(sent.durationMs),
  method: sent.request.method,
  url: sent.request.url,
  status: sent.response?.status ?? null,
  requestBody: recordedBody(sent.operation, sent.request.body),
  responseBody: recordedBody(sent.operation, sent.response?.text),
  error: sent.error,
  requestId: sent.requestId,
  attempt: sent.attempt,
  clockOffsetMs: clockOffset(sent.operation, sent.response, sent.sentAt, sent.answeredAt),
});
