/** Owns what a run of tests has seen of a contract: which route answered with which status. */
import type { Route, RouteTable } from '@jetway/http-contract';
import type { HttpServer } from '@jetway/service';

type Inject = HttpServer['inject'];

export interface ContractRecorder {
  /** The same requests, each of which is noted. */
  readonly inject: Inject;
  /** Statuses seen, by operation. */
  readonly seen: ReadonlyMap<string, ReadonlySet<number>>;
}

/** Notes what the routes of a contract under a prefix answer. */
export function recordContract(inject: Inject, routes: RouteTable, prefix: string): ContractRecorder {
  const seen = new Map<string, Set<number>>();
  const find = routeFinder(routes, prefix);
  return {
    seen,
    inject: async (request) => {
      const response = await inject(request);
      const operation = find(request.method, request.url);
      if (operation !== undefined) {
        const statuses = seen.get(operation) ?? new Set();
        seen.set(operation, statuses.add(response.statusCode));
      }
      return response;
    },
  };
}

/** Statuses that the server itself may answer anywhere, and no test of one route needs to bring about. */
const AMBIENT: ReadonlySet<number> = new Set([429, 500, 503]);

/** Declared statuses that nothing has answered with, as `operation 409`. `except` lists such as cannot be reached. */
export function unseenStatuses(
  recorder: ContractRecorder,
  routes: RouteTable,
  options: { readonly except?: readonly string[] } = {},
): string[] {
  return Object.entries<Route>(routes).flatMap(([operation, route]) =>
    Object.keys(route.replies)
      .filter((status) => !AMBIENT.has(Number(status)))
      .filter((status) => recorder.seen.get(operation)?.has(Number(status)) !== true)
      .map((status) => `${operation} ${status}`)
      .filter((name) => options.except?.includes(name) !== true),
  );
}

/** Fails naming every declared status that the tests before have not seen, and every exception that is none. */
export function expectEveryStatusSeen(
  recorder: ContractRecorder,
  routes: RouteTable,
  options: { readonly except?: readonly string[] } = {},
): void {
  const unseen = unseenStatuses(recorder, routes, options);
  if (unseen.length > 0) throw new Error(`declared but never answered: ${unseen.join(', ')}`);
  const all = unseenStatuses(recorder, routes);
  const stale = (options.except ?? []).filter((name) => !all.includes(name));
  if (stale.length > 0) throw new Error(`excepted, but answered or not declared: ${stale.join(', ')}`);
}

/** Finds the operation of an address; where several paths fit, the one with the most fixed parts. */
export function routeFinder(routes: RouteTable, prefix: string): (method: string, url: string) => string | undefined {
  const known = Object.entries<Route>(routes)
    .map(([operation, route]) => ({
      operation,
      method: route.method,
      form: pathForm(`${prefix}${route.path}`),
      fixed: route.path.split('/').filter((part) => !part.startsWith(':')).length,
    }))
    .sort((a, b) => b.fixed - a.fixed);
  return (method, url) => {
    const path = url.split('?', 1)[0] ?? '';
    return known.find((one) => one.method === method && one.form.test(path))?.operation;
  };
}

/** A pattern for the addresses of a path with `:name` parameters; case and a trailing slash do not matter. */
export function pathForm(path: string): RegExp {
  const parts = path
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}/?$`, 'i');
}
