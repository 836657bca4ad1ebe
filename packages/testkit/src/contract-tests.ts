/** Owns the tests that follow from a contract alone: what every route must refuse, made for each of its routes. */
import { buildRequest, type Route, type RouteInput, type RouteTable } from '@jetway/http-contract';
import type { HttpServer, InjectResponse } from '@jetway/service';
import { beyondLimits, type Mutation, withoutRequired, withWrongType } from './contract-mutations.ts';
import { pathForm } from './contract-recorder.ts';

export interface ContractTarget<T extends RouteTable> {
  readonly routes: T;
  readonly prefix: string;
  /** The app's, usually through a recorder. */
  readonly inject: HttpServer['inject'];
  /** A right request of each route, made anew each time. */
  readonly samples: { readonly [K in keyof T]: () => RouteInput<T[K]> | Promise<RouteInput<T[K]>> };
  /** Headers of somebody who may call the route, in this role when one is named. */
  readonly headersFor: (route: Route, role?: string) => HeaderSource;
  /** Headers that must not let anybody in; no credentials at all are tried anyway. */
  readonly badCredentials: readonly Readonly<Record<string, string>>[];
  /** Every role there is. */
  readonly roles?: readonly string[];
  /**
   * By route: a request for another tenant's thing, and the same for a thing that does not exist. Both must be
   * answered alike. `tenantFree` lists the routes with parameters that name no tenant's thing.
   */
  readonly foreign?: { readonly [K in keyof T]?: () => Promise<ForeignPair<RouteInput<T[K]>>> };
  readonly tenantFree?: readonly (keyof T & string)[];
  /** Whether a 400's body names the place; by default, whether it holds the place's last name. */
  readonly namesPlace?: (payload: string, segments: readonly (string | number)[]) => boolean;
}

type HeaderSource = Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;

export interface ForeignPair<Input> {
  readonly foreign: Input;
  readonly missing: Input;
}

export interface ContractCase {
  /** Says what is guaranteed. */
  readonly title: string;
  /** Rejects when it is not. */
  readonly run: () => Promise<void>;
}

interface LooseInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

interface Tried {
  readonly target: ContractTarget<RouteTable>;
  readonly operation: string;
  readonly route: Route;
  readonly sample: () => Promise<LooseInput>;
}

/**
 * The tests that all routes share: `for (const { title, run } of contractCases(target)) test(title, run)`. They need
 * no knowledge of what the routes do.
 */
export function contractCases<T extends RouteTable>(given: ContractTarget<T>): ContractCase[] {
  // Each input was typed by its own route; from here on they are only sent.
  const target = given as unknown as ContractTarget<RouteTable>;
  const cases = Object.entries<Route>(target.routes).flatMap(([operation, route]) => {
    const sample = async (): Promise<LooseInput> => (await target.samples[operation]?.()) as LooseInput;
    const tried: Tried = { target, operation, route, sample };
    return [
      ...signInCases(tried),
      ...roleCases(tried),
      ...paramCases(tried),
      ...bodyCases(tried),
      methodCase(tried),
      ...foreignCases(tried),
    ];
  });
  return [...cases, ...foreignCoverage(target)];
}

const nameOf = ({ target, route }: Tried): string => `${route.method} ${target.prefix}${route.path}`;

async function ask(
  { target, route }: Tried,
  input: LooseInput,
  headers: Readonly<Record<string, string>>,
  method: string = route.method,
): Promise<InjectResponse> {
  const { url, body, headers: sent } = buildRequest(`http://in.process${target.prefix}`, route, input, headers);
  const address = new URL(url);
  return target.inject({
    method,
    url: `${address.pathname}${address.search}`,
    headers: sent,
    ...(body === undefined ? {} : { payload: body }),
  });
}

function mustBe(response: InjectResponse, statuses: readonly number[], what: string): void {
  if (!statuses.includes(response.statusCode))
    throw new Error(`${what}: expected ${statuses.join(' or ')}, got ${response.statusCode} ${response.payload}`);
}

function signInCases(tried: Tried): ContractCase[] {
  if (tried.route.auth === null) return [];
  return [
    {
      title: `${nameOf(tried)} → 401 without credentials and with bad ones`,
      run: async () => {
        for (const headers of [{}, ...tried.target.badCredentials]) {
          const response = await ask(tried, await tried.sample(), headers);
          mustBe(response, [401], `with ${JSON.stringify(headers)}`);
        }
      },
    },
  ];
}

function roleCases(tried: Tried): ContractCase[] {
  const { route, target } = tried;
  const { roles } = route;
  if (roles === undefined) return [];
  return [
    {
      title: `${nameOf(tried)} → 403 for every role but ${roles.join(', ')}`,
      run: async () => {
        for (const role of target.roles ?? []) {
          const response = await ask(tried, await tried.sample(), await target.headersFor(route, role));
          if (!roles.includes(role)) mustBe(response, [403], `as ${role}`);
          else if ([401, 403].includes(response.statusCode))
            throw new Error(`as ${role}: turned away with ${response.statusCode}`);
        }
      },
    },
  ];
}

/** A path's parameters have limits too; whoever passes one gets an answer that the contract declares. */
function paramCases(tried: Tried): ContractCase[] {
  const schema = JSON.parse(JSON.stringify(tried.route.params ?? {})) as { properties?: Record<string, unknown> };
  const limits = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const { maxLength } = property as { readonly maxLength?: number };
    return maxLength === undefined ? [] : [{ name, maxLength }];
  });
  if (limits.length === 0) return [];
  return [
    {
      title: `${nameOf(tried)} → 400 for a path parameter that is too long`,
      run: async () => {
        for (const { name, maxLength } of limits) {
          const sample = await tried.sample();
          const params = { ...sample.params, [name]: 'x'.repeat(maxLength + 1) };
          const headers = await tried.target.headersFor(tried.route);
          mustBe(await ask(tried, { ...sample, params }, headers), [400], `with ${name} too long`);
        }
      },
    },
  ];
}

function bodyCases(tried: Tried): ContractCase[] {
  const { route } = tried;
  if (route.body === undefined) return [];
  const schema = JSON.parse(JSON.stringify(route.body)) as Readonly<Record<string, unknown>>;
  const refused = (title: string, mutate: (sample: unknown) => Mutation[]): ContractCase => ({
    title: `${nameOf(tried)} → 400 ${title}`,
    run: async () => {
      for (const mutation of mutate((await tried.sample()).body)) await mustNamePlace(tried, mutation);
    },
  });
  return [
    refused('naming each required property that is missing', (sample) => withoutRequired(schema, sample)),
    refused('naming each property of a wrong type', (sample) => withWrongType(schema, sample)),
    refused('naming each text and list that is too long', (sample) => beyondLimits(schema, sample)),
    unreadableCase(tried),
  ];
}

async function mustNamePlace(tried: Tried, { segments, body }: Mutation): Promise<void> {
  const { target, route } = tried;
  const response = await ask(tried, { ...(await tried.sample()), body }, await target.headersFor(route));
  const place = `/${segments.join('/')}`;
  mustBe(response, [400], `with ${place} wrong`);
  const last = segments.findLast((segment) => typeof segment === 'string');
  const isNamed =
    target.namesPlace?.(response.payload, segments) ?? (last === undefined || response.payload.includes(last));
  if (!isNamed) throw new Error(`${place} is wrong, but the answer does not name it: ${response.payload}`);
}

/** The server's own limit where a route has none. */
const DEFAULT_BODY_LIMIT = 1_048_576;

function unreadableCase(tried: Tried): ContractCase {
  const { target, route } = tried;
  return {
    title: `${nameOf(tried)} → 400 for a body that is no JSON, 413 (or 400) for one that is too large`,
    run: async () => {
      const { url } = buildRequest(`http://in.process${target.prefix}`, route, { ...(await tried.sample()) }, {});
      const { pathname, search } = new URL(url);
      const send = async (payload: string): Promise<InjectResponse> =>
        target.inject({
          method: route.method,
          url: `${pathname}${search}`,
          headers: { 'content-type': 'application/json', ...(await target.headersFor(route)) },
          payload,
        });
      mustBe(await send('{"cut'), [400], 'no JSON');
      const large = JSON.stringify({ filler: 'x'.repeat(route.bodyLimitBytes ?? DEFAULT_BODY_LIMIT) });
      mustBe(await send(large), [413, 400], 'too large');
    },
  };
}

const METHODS = ['DELETE', 'PATCH', 'PUT', 'POST', 'GET'] as const;

function methodCase(tried: Tried): ContractCase {
  const { target, route } = tried;
  return {
    title: `${nameOf(tried)} → 405 with Allow for another method`,
    run: async () => {
      const request = buildRequest(`http://in.process${target.prefix}`, route, { ...(await tried.sample()) }, {});
      const { pathname } = new URL(request.url);
      const fitting = Object.values<Route>(target.routes).filter(({ path }) =>
        pathForm(`${target.prefix}${path}`).test(pathname),
      );
      const taken: ReadonlySet<string> = new Set(fitting.map(({ method }) => method));
      const other = METHODS.find((method) => !taken.has(method));
      if (other === undefined) return;
      const response = await target.inject({ method: other, url: pathname, headers: await target.headersFor(route) });
      mustBe(response, [405], other);
      const expected = [...taken, ...(taken.has('GET') ? ['HEAD'] : [])].sort().join(', ');
      if (response.headers['allow'] !== expected)
        throw new Error(`Allow should be "${expected}", is "${response.headers['allow']}"`);
    },
  };
}

function foreignCases(tried: Tried): ContractCase[] {
  const pairOf = tried.target.foreign?.[tried.operation];
  if (pairOf === undefined) return [];
  return [
    {
      title: `${nameOf(tried)} → another tenant's thing is answered like one that does not exist`,
      run: async () => {
        const { foreign, missing } = (await pairOf()) as ForeignPair<LooseInput>;
        const headers = await tried.target.headersFor(tried.route);
        const [theirs, none] = [await ask(tried, foreign, headers), await ask(tried, missing, headers)];
        const [a, b] = [comparable(theirs, foreign), comparable(none, missing)];
        if (a !== b) throw new Error(`another tenant's: ${a}\nmissing: ${b}`);
        if (none.statusCode < 400) throw new Error(`the missing thing was answered with ${none.statusCode}`);
      },
    },
  ];
}

/** An answer without what must differ: the request's id, and the ids that were asked for. */
function comparable(response: InjectResponse, input: LooseInput): string {
  const asked = Object.values(input.params ?? {}).map(String);
  const text = response.payload.replace(/"requestId":"[^"]*"/, '"requestId":"…"');
  return `${response.statusCode} ${asked.reduce((result, id) => result.replaceAll(id, '…'), text)}`;
}

/** A route with parameters that nobody has tried with another tenant's ids is a gap, and named. */
function foreignCoverage(target: ContractTarget<RouteTable>): ContractCase[] {
  const { foreign } = target;
  if (foreign === undefined) return [];
  return [
    {
      title: `${target.prefix}: every route that names a thing is tried with another tenant's`,
      run: async () => {
        const gaps = Object.entries<Route>(target.routes)
          .filter(([operation, route]) => route.path.includes(':') && route.auth !== null && !(operation in foreign))
          .map(([operation]) => operation)
          .filter((operation) => target.tenantFree?.includes(operation) !== true);
        if (gaps.length > 0) throw new Error(`not tried: ${gaps.join(', ')}`);
      },
    },
  ];
}
