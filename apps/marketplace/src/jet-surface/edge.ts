/** Owns what happens around each request of the merchant API: limits and faults before it, the log after it. */
import {
  bearerToken,
  header,
  type Interception,
  type RequestEdge,
  type RequestInfo,
  type SeenBlobRequest,
  type SeenRequest,
} from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import { type AccountContext, findCredentials } from '../merchants/index.ts';
import type { RateLimits } from '../ratelimits/index.ts';
import type { Asker, NotedRequest, RequestLog } from '../requestlog/index.ts';
import type { Faults } from '../sandbox/index.ts';
import { type AuthenticateDeps, tenantOf } from './authenticate.ts';

export interface EdgeDeps extends Pick<AuthenticateDeps, 'tokens' | 'contexts'> {
  readonly database: MarketplaceDatabase;
  readonly requestLog: Pick<RequestLog, 'note'>;
  readonly faults: Pick<Faults, 'intercept'>;
  readonly rateLimits: Pick<RateLimits, 'intercept'>;
}

/** Around the routes that need a token. */
export function jetEdge(deps: EdgeDeps): RequestEdge<AccountContext> {
  const { faults, rateLimits, requestLog } = deps;
  return {
    intercept: async ({ accountId, kind }, { operation, route }) => {
      const limited = await rateLimits.intercept(accountId, route);
      if (limited?.fail !== undefined || kind === 'live') return limited;
      return joined(limited, await faults.intercept(accountId, operation));
    },
    observe: (seen) => {
      const accountId = seen.context?.accountId ?? seen.tenant;
      if (accountId !== undefined) requestLog.note(notedFrom(seen, { accountId }, seen.context?.now ?? null));
      else if (seen.operation === undefined) noteUnrouted(deps, seen);
    },
  };
}

/** Around retrieving a token: whoever asks says who he is in the body. Nobody's limit is touched by it. */
export function tokenEdge(deps: EdgeDeps): RequestEdge<RequestInfo> {
  return {
    intercept: async (_context, { operation, body }) => {
      const user = userIn(body);
      const found = user === undefined ? undefined : await findCredentials(deps.database.db, user);
      return found?.account.kind === 'test' ? deps.faults.intercept(found.account.id, operation) : undefined;
    },
    observe: (seen) => {
      const apiUser = userIn(seen.body);
      if (apiUser !== undefined) deps.requestLog.note(notedFrom(seen, { apiUser }, null));
      else if (seen.operation === undefined) noteUnrouted(deps, seen);
    },
  };
}

function userIn(body: unknown): string | undefined {
  const user: unknown = typeof body === 'object' && body !== null && 'user' in body ? body.user : undefined;
  return typeof user === 'string' && user !== '' && user.length <= 255 && !user.includes('\u0000') ? user : undefined;
}

/** What two parts of an edge do to one request, of which the first lets it pass. */
const joined = (first: Interception | undefined, second: Interception | undefined): Interception | undefined =>
  first === undefined || second === undefined
    ? (first ?? second)
    : { ...second, headers: { ...first.headers, ...second.headers } };

/** Nobody signs in at an address that no route has; the log asks whose token came with the request, afterwards. */
function noteUnrouted(deps: EdgeDeps, seen: SeenRequest<unknown>): void {
  const token = bearerToken(seen.info);
  if (token === undefined) return;
  tenantOf(deps, token).then(
    ({ tenant }) => {
      if (tenant !== undefined) deps.requestLog.note(notedFrom(seen, { accountId: tenant }, null));
    },
    (error: unknown) => seen.info.log.warn('a request could not be put into the log', { error }),
  );
}

const notedFrom = (seen: SeenRequest<unknown>, asker: Asker, worldAt: number | null): NotedRequest => ({
  asker,
  worldAt,
  method: seen.info.method,
  url: seen.info.url,
  operation: seen.operation,
  route: seen.route,
  status: seen.status,
  durationMs: seen.durationMs,
  requestId: seen.info.requestId,
  userAgent: header(seen.info, 'user-agent'),
  body: seen.body,
  bodyText: seen.bodyText,
  requestBytes: seen.bodyBytes,
  answer: seen.answer,
  faults: seen.interception?.marks ?? [],
});

/** Puts the uploads and downloads of an account's files into its log; an address that is not valid is nobody's. */
export function observeBlobs(deps: Pick<EdgeDeps, 'requestLog'>): (seen: SeenBlobRequest) => void {
  return ({ info, grant, status, durationMs, requestBytes, answerBytes }) => {
    if (grant.tenant === undefined) return;
    deps.requestLog.note({
      asker: { accountId: grant.tenant },
      worldAt: null,
      method: info.method,
      url: info.url,
      operation: grant.method === 'PUT' ? 'uploadFile' : 'downloadFile',
      route: undefined,
      status,
      durationMs,
      requestId: info.requestId,
      userAgent: header(info, 'user-agent'),
      body: undefined,
      bodyText: undefined,
      requestBytes,
      answer: undefined,
      answerBytes,
      faults: [],
    });
  };
}
