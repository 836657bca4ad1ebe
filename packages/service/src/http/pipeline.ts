/** Owns the way of one request through a route of a contract: checked, handled, its reply checked and written. */
import type { Route } from '@jetway/http-contract';
import type { Log } from '../logs/index.ts';
import type { Dialect, Failure, FailureReply, Issue } from './dialect.ts';
import { failure } from './dialect.ts';
import {
  fingerprintOf,
  type IdempotencyRequest,
  type IdempotencyStore,
  idempotencyKey,
  type RecordedReply,
} from './idempotency.ts';
import { MAX_ISSUES } from './issues.ts';
import type { ReadQuery } from './query.ts';
import type { RequestInfo } from './request-info.ts';
import { findUnsoundText } from './sound-text.ts';
import type { RouteChecks } from './validators.ts';

/** A reply as a handler gives it, without its types. */
export interface LooseReply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly file?: AsyncIterable<string>;
}

/** A reply in bytes, or nearly. */
export interface WrittenReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string | undefined;
  /** Undefined when there is no body. */
  readonly text: string | undefined;
  /** A body that is made while it is sent. */
  readonly file?: AsyncIterable<string>;
}

export interface ReceivedRequest {
  readonly info: RequestInfo;
  readonly context: unknown;
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly bodyBytes: number;
  /** The body's text holds escapes that may make unsound strings. */
  readonly maybeUnsound: boolean;
}

/** A reply that its contract does not allow: a bug of ours. */
export interface ContractBreach {
  readonly route: string;
  readonly status: number;
  /** What is wrong, with the exact place. */
  readonly problems: readonly string[];
}

export interface Pipeline {
  readonly name: string;
  readonly route: Route;
  readonly checks: RouteChecks;
  readonly readQuery: (raw: Readonly<Record<string, unknown>>) => ReadQuery;
  readonly dialect: Dialect;
  readonly handle: (context: unknown, request: unknown) => Promise<LooseReply>;
  readonly idempotency:
    | { readonly store: IdempotencyStore; readonly scopeOf: (context: unknown) => string }
    | undefined;
  readonly strictReplies: boolean;
  readonly onBreach: (breach: ContractBreach, log: Log) => void;
}

type Serialize = (status: number, body: unknown) => string;

/** Statuses that any route may answer with although its contract does not say so: they come from the server itself. */
const AMBIENT: ReadonlySet<number> = new Set([405, 408, 413, 414, 415, 429, 431, 500, 503]);

/** Takes a signed-in request to its written reply. Rejects only when the handler threw: a bug. */
export async function answer(
  pipeline: Pipeline,
  received: ReceivedRequest,
  serialize: Serialize,
): Promise<WrittenReply> {
  const checked = check(pipeline, received);
  if (checked.issues.length > 0)
    return refuseWith(pipeline, received, failure('schema', received.info.requestId, { issues: checked.issues }));
  const work = async (): Promise<WrittenReply> =>
    write(pipeline, received, await pipeline.handle(received.context, checked.request), serialize);
  const { idempotency } = pipeline;
  if (idempotency === undefined || pipeline.route.method !== 'POST') return work();
  return once(pipeline, received, { store: idempotency.store, scope: idempotency.scopeOf(received.context) }, work);
}

function check(
  pipeline: Pipeline,
  received: ReceivedRequest,
): { readonly issues: readonly Issue[]; readonly request: unknown } {
  const { checks, route } = pipeline;
  const { query, issues: queryIssues, ignored } = pipeline.readQuery(received.query);
  if (ignored.length > 0) received.info.log.debug('unknown query parameters ignored', { names: ignored });
  const issues: Issue[] = [
    ...(checks.params?.(received.params) ?? []),
    ...queryIssues,
    ...(checks.query?.(query) ?? []),
  ];
  issues.push(
    ...findUnsoundText(received.params, 'params', MAX_ISSUES),
    ...findUnsoundText(query, 'query', MAX_ISSUES),
  );
  if (checks.body !== undefined && !(received.body === undefined && route.bodyOptional === true))
    issues.push(...(received.body === undefined ? [MISSING_BODY] : checks.body(received.body, received.bodyBytes)));
  if (received.maybeUnsound) issues.push(...findUnsoundText(received.body, 'body', MAX_ISSUES));
  return {
    issues: issues.slice(0, MAX_ISSUES),
    request: {
      params: checks.params === undefined ? undefined : received.params,
      query: checks.query === undefined ? undefined : query,
      body: checks.body === undefined ? undefined : received.body,
    },
  };
}

const MISSING_BODY: Issue = {
  place: 'body',
  path: '',
  segments: [],
  code: 'required',
  message: 'a JSON body is required',
  keyword: 'bodyRequired',
  params: {},
  schema: {},
  value: undefined,
};

function write(pipeline: Pipeline, received: ReceivedRequest, reply: LooseReply, serialize: Serialize): WrittenReply {
  const { status, body, headers = {}, file } = reply;
  const problems = breaches(pipeline, reply);
  if (problems.length > 0) {
    pipeline.onBreach({ route: pipeline.name, status, problems }, received.info.log);
    const text = `The reply of ${pipeline.name} breaks its contract: ${status} ${problems.join('; ')}`;
    const more = pipeline.strictReplies ? { text } : {};
    return refuseWith(pipeline, received, failure('internal', received.info.requestId, more));
  }
  if (file !== undefined) return { status, headers, contentType: pipeline.route.download, text: undefined, file };
  if (body === undefined) return { status, headers, contentType: undefined, text: undefined };
  return {
    status,
    headers,
    contentType: status >= 400 ? pipeline.dialect.errorContentType : 'application/json; charset=utf-8',
    text: serialize(status, body),
  };
}

/** What a reply declares wrongly; in production only whether the status is declared, and a body where there is one. */
function breaches(pipeline: Pipeline, reply: LooseReply): string[] {
  const declared = pipeline.checks.replies.get(reply.status);
  if (declared === undefined) return [`the status is not declared`];
  if ((reply.file !== undefined) !== (reply.status === 200 && pipeline.route.download !== undefined))
    return [reply.file === undefined ? 'no file where one is declared' : 'a file where none is declared'];
  if (declared === null) return reply.body === undefined ? [] : ['a body where none is declared'];
  if (reply.body === undefined) return ['no body where one is declared'];
  if (!pipeline.strictReplies) return [];
  // A copy through JSON: what goes out is judged, so an undefined member counts as absent and a Date as its text.
  const text = JSON.stringify(reply.body);
  return declared(JSON.parse(text)).map(({ path, message }) => `${path === '' ? '/' : path} ${message}`);
}

/** Words a failure in the pipeline's dialect. */
export function refuseWith(pipeline: Pipeline, received: Pick<ReceivedRequest, 'info'>, found: Failure): WrittenReply {
  const reply = pipeline.dialect.render(found);
  const isDeclared = AMBIENT.has(reply.status) || pipeline.checks.replies.has(reply.status);
  if (isDeclared || !pipeline.strictReplies) return writeFailure(reply);
  const problems = [`the status of a ${found.kind} failure is not declared`];
  pipeline.onBreach({ route: pipeline.name, status: reply.status, problems }, received.info.log);
  const text = `${pipeline.name} does not declare ${reply.status}, the answer to a ${found.kind} failure`;
  return writeFailure(pipeline.dialect.render(failure('internal', found.requestId, { text })));
}

/** A worded failure as a written reply. */
export const writeFailure = (reply: FailureReply): WrittenReply => ({
  status: reply.status,
  headers: reply.headers ?? {},
  contentType: reply.body === undefined ? undefined : reply.contentType,
  text: reply.body === undefined ? undefined : JSON.stringify(reply.body),
});

async function once(
  pipeline: Pipeline,
  received: ReceivedRequest,
  { store, scope }: { readonly store: IdempotencyStore; readonly scope: string },
  work: () => Promise<WrittenReply>,
): Promise<WrittenReply> {
  const { info } = received;
  const refused = (code: string, text: string, kind: 'bad_request' | 'conflict'): WrittenReply =>
    refuseWith(pipeline, received, failure(kind, info.requestId, { code, text }));
  const key = idempotencyKey(info);
  if (!key.ok) return refused(key.refusal.code, key.refusal.text, 'bad_request');
  if (key.value === undefined) return work();
  const request: IdempotencyRequest = {
    scope,
    key: key.value,
    fingerprint: fingerprintOf(info.method, info.url, received.body),
  };
  const begun = await store.begin(request);
  if (begun.kind === 'replay') return replayed(begun.reply);
  if (begun.kind === 'reused')
    return refused('idempotency_key_reused', 'This Idempotency-Key came with another request before.', 'conflict');
  if (begun.kind === 'in_progress')
    return refused('idempotency_in_progress', 'The same request is being worked on; ask again.', 'conflict');
  return firstTime(store, request, work);
}

async function firstTime(
  store: IdempotencyStore,
  request: IdempotencyRequest,
  work: () => Promise<WrittenReply>,
): Promise<WrittenReply> {
  let reply: WrittenReply;
  try {
    reply = await work();
  } catch (error) {
    await store.abandon(request);
    throw error;
  }
  if (reply.status >= 500) await store.abandon(request);
  else
    await store.finish(request, {
      status: reply.status,
      contentType: reply.contentType ?? '',
      body: reply.text ?? null,
    });
  return reply;
}

const replayed = (reply: RecordedReply): WrittenReply => ({
  status: reply.status,
  headers: { 'idempotency-replayed': 'true' },
  contentType: reply.body === null ? undefined : reply.contentType,
  text: reply.body ?? undefined,
});
