/** Owns what an app does around the requests of a group: it may answer, delay or lose one, and sees what became of each. */
import type { Route } from '@jetway/http-contract';
import type { FailureKind } from './dialect.ts';
import type { RequestInfo } from './request-info.ts';

/** A request whose caller is signed in and whose body was read, before it is checked and handled. */
export interface AskedRequest {
  /** The route's name in the group's table. */
  readonly operation: string;
  readonly route: Route;
  readonly info: RequestInfo;
  /** As it was sent; undefined when there is none. */
  readonly body: unknown;
}

/**
 * Where a connection is cut: before the request is handled, after it was handled and before anything of the answer is
 * sent, or in the middle of the answer.
 */
export type Cut = 'request' | 'answer' | 'middle';

/** What happens to a request besides being handled. */
export interface Interception {
  /** Failed in the group's dialect instead of being handled. */
  readonly fail?: FailureKind;
  readonly cut?: Cut;
  /** Stand on the answer, whatever it is. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For `observe`: what was done, and nothing when this is an ordinary part of serving. */
  readonly marks?: readonly string[];
}

/** A request and its answer. */
export interface SeenRequest<Context> {
  readonly info: RequestInfo;
  /** Undefined when the caller was turned away, and at an address that no route has. */
  readonly context: Context | undefined;
  /** Whose request it was, where `authenticate` could tell although it turned the caller away. */
  readonly tenant: string | undefined;
  /** Undefined at an address that no route has. */
  readonly operation: string | undefined;
  readonly route: Route | undefined;
  /** As it was sent; undefined when there was none, when it could not be read, and when nobody read it. */
  readonly body: unknown;
  /** The body's text, also when it is no JSON. */
  readonly bodyText: string | undefined;
  readonly bodyBytes: number;
  /** Of the answer, even if the connection was cut before it went out. */
  readonly status: number;
  readonly answer: string | undefined;
  /** Until the answer was ready. */
  readonly durationMs: number;
  readonly interception: Interception | undefined;
}

export interface RequestEdge<Context> {
  /** Asked before each request is handled; nothing lets it pass. It may take its time. */
  readonly intercept?: (
    context: Context,
    asked: AskedRequest,
  ) => Promise<Interception | undefined> | Interception | undefined;
  /** Told of each request under the group's prefix, also of refused ones; it must be quick and must not throw. */
  readonly observe?: (seen: SeenRequest<Context>) => void;
}
