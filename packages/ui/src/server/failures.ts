/** Owns what can come back from the server instead of the answer hoped for, in words for people. */
import { type Problem, UnexpectedReplyError } from '@jetway/http-contract';
import type { Failure } from '../failure.tsx';

/** A refusal, a fault of the server, or no answer at all. Queries and mutations fail with this and nothing else. */
export class ReplyError extends Error {
  override readonly name = 'ReplyError';
  readonly failure: Failure;
  /** Undefined when no answer came. */
  readonly status: number | undefined;
  /** How long the server asks to wait. */
  readonly retryAfterSeconds: number | undefined;
  constructor(failure: Failure, status: number | undefined, retryAfterSeconds?: number) {
    super(failure.detail);
    this.failure = failure;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'That was not accepted',
  401: 'You are signed out',
  403: 'That is not allowed',
  404: 'Not found',
  409: 'That is not possible now',
  429: 'Too many tries',
};

const titleFor = (status: number): string =>
  titles[status] ?? (status >= 500 ? 'The server has a problem' : 'That did not work');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isProblem = (value: unknown): value is Problem =>
  isRecord(value) && typeof value['code'] === 'string' && typeof value['title'] === 'string';

function retryAfter(headers: Readonly<Record<string, string>>): number | undefined {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : undefined;
}

function fromProblem(problem: Problem, status: number, headers: Readonly<Record<string, string>>): ReplyError {
  const failure: Failure = {
    title: titleFor(status),
    detail: problem.detail ?? problem.title,
    code: problem.code,
    ...(problem.requestId === undefined ? {} : { requestId: problem.requestId }),
    places: (problem.errors ?? []).map(({ path, message }) => ({ path, message })),
  };
  return new ReplyError(failure, status, retryAfter(headers));
}

/** What a reply of another status than the one hoped for means. */
export function fromReply(status: number, body: unknown, headers: Readonly<Record<string, string>>): ReplyError {
  if (isProblem(body)) return fromProblem(body, status, headers);
  const requestId = headers['x-request-id'];
  const detail = `The server answered with status ${status}, which this page does not understand.`;
  return new ReplyError({ title: titleFor(status), detail, ...(requestId === undefined ? {} : { requestId }) }, status);
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/**
 * What it means that no answer came.
 * @param server its name as the start of a sentence: "The OMS"
 */
export const noAnswer = (server = 'The server'): ReplyError =>
  new ReplyError(
    {
      title: 'No answer from the server',
      detail: `${server} cannot be reached. Check that it is running and that you are connected, then try again.`,
    },
    undefined,
  );

/** Whether a call was given up by the page itself, which is no failure. */
export const isAborted = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** Any error that a call can end with, as a ReplyError. */
export function toReplyError(error: unknown): ReplyError {
  if (error instanceof ReplyError) return error;
  if (error instanceof UnexpectedReplyError)
    return fromReply(error.response.status, parsed(error.response.text), error.response.headers);
  return noAnswer();
}

/** The failure to show for a query's or mutation's error; undefined when there is none. */
export const failureOf = (error: unknown): Failure | undefined =>
  error === null || error === undefined ? undefined : toReplyError(error).failure;

/** Whether it is worth asking again by itself: no answer, or a fault of the server that may pass. */
export const mayPass = (error: unknown): boolean => {
  const { status } = toReplyError(error);
  return status === undefined || status >= 500;
};
