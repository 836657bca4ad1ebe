/** HTTP: a contract served, in the dialect of its surface. */
export { createSessionCookie, isOwnOrigin, type SessionCookie } from './cookies.ts';
export {
  type Dialect,
  type Failure,
  type FailureKind,
  type FailureReply,
  failure,
  type Issue,
  PROBLEM_CONTENT_TYPE,
  problem,
  problemBody,
  problemDialect,
} from './dialect.ts';
export type { AskedRequest, Cut, Interception, RequestEdge, SeenRequest } from './edge.ts';
export { type EventHub, type EventStreamOptions, type LiveEvent, serveEvents } from './events.ts';
export { BODY_TEXTS } from './failures.ts';
export type {
  AuthenticateCode,
  Authenticated,
  Handlers,
  OpenApiSettings,
  RouteGroup,
} from './group.ts';
export { bearerToken, header, type RequestHeaders } from './headers.ts';
export {
  type Begun,
  type IdempotencyRequest,
  type IdempotencyStore,
  memoryIdempotencyStore,
  type RecordedReply,
} from './idempotency.ts';
export { createIdempotencyStore, type IdempotencyTable, sweepIdempotencyKeys } from './idempotency-table.ts';
export { etagOf, ifMatchVersion } from './if-match.ts';
export type { Inject, InjectRequest, InjectResponse } from './inject.ts';
export { createMessageCheck, type Message, type MessageCheck } from './message-check.ts';
export { BAD_CURSOR, DEFAULT_LIMIT, readCursor } from './pages.ts';
export type { ContractBreach } from './pipeline.ts';
export { type ReferenceOptions, serveReference } from './reference.ts';
export type { RequestInfo } from './request-info.ts';
export { requestInfo } from './request-state.ts';
export {
  createHttpServer,
  type HttpServer,
  type HttpServerOptions,
  type ListenCode,
  type RawRoutes,
  type RequestObserver,
  sendFailure,
} from './server.ts';
export { bracketPath, MAX_BODY_DEPTH, pointer } from './sound-text.ts';
export { unknownFields } from './unknown-fields.ts';
export type { WebOptions } from './web.ts';
