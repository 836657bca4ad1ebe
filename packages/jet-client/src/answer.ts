/** Owns what a call comes to: an answer that says whether the thing was done, surely not done, or nobody knows. */
import type { HttpResponse, Route } from '@jetway/http-contract';

/**
 * What became of a call.
 * - `ok`: done
 * - `refused`: the marketplace said no (4xx); sending the same again is pointless
 * - `unknown`: it may have been done: no answer, a broken one, or a server error (5xx) after it was sent
 * - `later`: surely not done: never sent, or put off (429, 503)
 * - `credentials`: surely not done: user and secret, or the token they gave, are not accepted
 */
export type JetAnswer<T> =
  | { readonly kind: 'ok'; readonly status: number; readonly value: T }
  | JetRefused
  | { readonly kind: 'unknown'; readonly text: string; readonly retryAfterMs?: number }
  | { readonly kind: 'later'; readonly text: string; readonly retryAfterMs?: number }
  | { readonly kind: 'credentials'; readonly text: string };

export interface JetRefused {
  readonly kind: 'refused';
  readonly status: number;
  /** The marketplace's own words; empty when it gave none. */
  readonly errors: readonly string[];
  /** The same as one text. */
  readonly text: string;
}

/** Every answer but `ok`. */
export type JetFailure = Exclude<JetAnswer<never>, { readonly kind: 'ok' }>;

/** An answer, or 401, which is not final before a fresh token was tried. */
export type Reading = JetAnswer<unknown> | { readonly kind: 'unauthorized'; readonly text: string };

/** Statuses after which nothing was done: too many requests, not ready, the request did not arrive whole. */
const PUT_OFF: ReadonlySet<number> = new Set([408, 429, 503]);

/** What a response means for a call of this route. */
export function readResponse(route: Route, response: HttpResponse): Reading {
  const { status } = response;
  if (status >= 200 && status < 300) return readSuccess(route, response);
  const errors = errorsOf(response.text);
  const text = errors.length > 0 ? errors.join(' ') : `The marketplace answered with status ${status}.`;
  if (status === 401) return { kind: 'unauthorized', text };
  const retryAfterMs = retryAfter(response.headers);
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (PUT_OFF.has(status)) return { kind: 'later', text, ...wait };
  if (status >= 500) return { kind: 'unknown', text, ...wait };
  return { kind: 'refused', status, errors, text };
}

function readSuccess(route: Route, { status, text }: HttpResponse): Reading {
  const wanted = Object.entries(route.replies).find(([code]) => Number(code) < 300)?.[1];
  if (wanted === null || wanted === undefined) return { kind: 'ok', status, value: undefined };
  const value = parseJson(text);
  if (value === undefined) return { kind: 'unknown', text: 'The answer is no complete JSON.' };
  return { kind: 'ok', status, value };
}

/** Undefined when the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** `{"errors":["…"]}`, or the `Message` of a 401. */
function errorsOf(text: string): readonly string[] {
  const body = parseJson(text);
  if (typeof body !== 'object' || body === null) return [];
  if ('errors' in body && Array.isArray(body.errors)) return body.errors.map(String);
  return 'Message' in body && typeof body.Message === 'string' ? [body.Message] : [];
}

/** Seconds, or a date to be compared with the answer's own. */
function retryAfter(headers: Readonly<Record<string, string>>): number | undefined {
  const text = headers['retry-after']?.trim();
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const ms = Date.parse(text) - Date.parse(headers['date'] ?? '');
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

const NEVER_SENT =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_INVALID_URL|CERT|ERR_TLS/;

/** Whether a transport's error says that no connection was made, so that nothing can have arrived. */
export function wasNeverSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (NEVER_SENT.test(code) || NEVER_SENT.test(error.message)) return true;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(wasNeverSent);
  return error.cause !== undefined && wasNeverSent(error.cause);
}

/** What an error says, with its cause where the outer text is only "fetch failed". */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return `${error.message}: ${causeOf(error.cause)}`;
  if (error instanceof AggregateError && error.message === '') return error.errors.map(causeOf).join('; ');
  return error.message;
}
