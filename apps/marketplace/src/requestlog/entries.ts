/** Owns what an entry of the request log is, and how it is made from a request that was seen. */
import type { Route } from '@jetway/http-contract';
import type { Instant } from '@jetway/kernel';
import { unknownFields } from '@jetway/service';
import { cut, keptAnswer, keptBody, keptPath } from './kept-body.ts';

/** Whose request it was: the account, or the name under which he asked for a token. */
export type Asker = { readonly accountId: string } | { readonly apiUser: string };

/** A request as it was seen: nothing is looked at yet. */
export interface NotedRequest {
  readonly asker: Asker;
  /** World time; null when the caller was turned away. */
  readonly worldAt: Instant | null;
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  /** Undefined at an address that no route has. */
  readonly operation: string | undefined;
  readonly route: Route | undefined;
  readonly status: number;
  readonly durationMs: number;
  readonly requestId: string;
  readonly userAgent: string | undefined;
  readonly body: unknown;
  readonly bodyText: string | undefined;
  /** Undefined where nobody counted. */
  readonly requestBytes: number | undefined;
  readonly answer: string | undefined;
  readonly answerBytes?: number | undefined;
  /** Kinds of faults that were injected. */
  readonly faults: readonly string[];
}

/** An entry as it is kept. */
export interface LogEntry {
  /** A UUIDv7: entries are in the order of their ids. */
  readonly id: string;
  /** Real time. */
  readonly at: Instant;
  readonly worldAt: Instant | null;
  readonly method: string;
  readonly path: string;
  readonly operation: string | null;
  readonly status: number;
  readonly durationMs: number;
  readonly requestId: string;
  readonly userAgent: string | null;
  readonly requestBytes: number | null;
  readonly answerBytes: number | null;
  readonly requestBody: string | null;
  readonly answerBody: string | null;
  readonly errors: readonly string[];
  readonly ignoredFields: readonly string[];
  readonly faults: readonly string[];
}

const MOST_ERRORS = 20;
const MOST_IGNORED = 50;

/**
 * The entry of a request.
 * @param hiddenOf which members of a route's answers are hidden; undefined when any could be among them
 */
export function entryOf(
  noted: NotedRequest,
  id: string,
  hiddenOf: (route: Route) => readonly string[] | undefined,
): LogEntry {
  const { answer, route } = noted;
  const hidden = route === undefined ? undefined : hiddenOf(route);
  return {
    id,
    at: instantOf(id),
    worldAt: noted.worldAt,
    method: noted.method,
    path: keptPath(noted.url),
    operation: noted.operation ?? null,
    status: noted.status,
    durationMs: Math.round(noted.durationMs * 1_000) / 1_000,
    requestId: noted.requestId,
    userAgent: noted.userAgent === undefined ? null : cut(noted.userAgent, 200),
    requestBytes: noted.requestBytes ?? null,
    answerBytes: noted.answerBytes ?? (answer === undefined ? null : Buffer.byteLength(answer)),
    requestBody: keptBody(noted.bodyText, noted.body !== undefined),
    answerBody: keptAnswer(answer, hidden, isLongList(noted) ? BEGINNING : undefined),
    errors: noted.status < 400 ? [] : errorsIn(answer),
    ignoredFields: ignoredIn(noted),
    faults: noted.faults,
  };
}

/** What a read answers at such length is a list: its beginning says enough, and it can be read again. */
const LONG_READ = 4_096;
const BEGINNING = 512;

const isLongList = ({ method, status, answer = '' }: NotedRequest): boolean =>
  method === 'GET' && status < 400 && answer.length > LONG_READ;

/** The instant in a UUIDv7, in milliseconds. */
const instantOf = (id: string): Instant => Number.parseInt(`${id.slice(0, 8)}${id.slice(9, 13)}`, 16);

/**
 * Gives a UUIDv7 its place among those of the same millisecond: in its 12 bits after the version stands a number (RFC
 * 9562, method 1), so that entries of one process are in the order in which they were put down.
 */
export const withNumber = (uuid: string, number: number): string =>
  `${uuid.slice(0, 15)}${(number % 4_096).toString(16).padStart(3, '0')}${uuid.slice(18)}`;

/** What every UUIDv7 of an instant or later is equal to or above. */
export function firstIdOf(instant: Instant): string {
  const digits = Math.min(Math.max(0, instant), 0xffff_ffff_ffff).toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}`;
}

/** The texts of a refusal: Jet's list, or the message of a missing sign-in. */
export function errorsIn(answer: string | undefined): string[] {
  if (answer === undefined) return [];
  const read = readJson(answer);
  if (typeof read !== 'object' || read === null) return [];
  const { errors, Message: message } = read as { readonly errors?: unknown; readonly Message?: unknown };
  const texts: unknown[] = Array.isArray(errors) ? errors : [message];
  return texts
    .filter((text) => typeof text === 'string')
    .slice(0, MOST_ERRORS)
    .map((text) => cut(text, 1_000));
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const ignoredIn = ({ route, body }: NotedRequest): string[] =>
  route?.body === undefined || body === undefined
    ? []
    : unknownFields(route.body, body, MOST_IGNORED).map((path) => cut(path, 200));
