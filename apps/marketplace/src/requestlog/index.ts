/** The door of the request log. */
export type { Asker, NotedRequest } from './entries.ts';
export { requestLogHandlers } from './request-log.routes.ts';
export { createRequestLog, type RequestLog, type RequestLogDeps } from './request-log.ts';
