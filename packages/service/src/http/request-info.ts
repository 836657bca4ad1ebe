/** Owns what is known of a request from its first line and its headers. */
import type { Log } from '../logs/index.ts';
import type { RequestHeaders } from './headers.ts';

/** What is known of a request before anybody has signed in. */
export interface RequestInfo {
  /** The caller's `x-request-id` when it is well formed, otherwise our own. */
  readonly requestId: string;
  /** The caller's `traceparent` when it is well formed. */
  readonly traceparent: string | undefined;
  readonly ip: string;
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: RequestHeaders;
  /** Writes the request's id with every line. */
  readonly log: Log;
}
