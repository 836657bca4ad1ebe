/** Owns who calls: a person by session cookie, a program by key. */
import type { Route } from '@jetway/http-contract';
import { type Clock, ok, type Result, refuse } from '@jetway/kernel';
import {
  type AuthenticateCode,
  bearerToken,
  hashKey,
  header,
  isOwnOrigin,
  type RequestInfo,
  type SessionCookie,
} from '@jetway/service';
import type { Database } from '../database/index.ts';
import type { MemberContext } from '../edge/index.ts';
import { presentKey } from './api-keys.store.ts';
import { loadSession, markSeen } from './sessions.store.ts';

export interface AuthenticateDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly cookie: SessionCookie;
  readonly publicUrl: string;
}

export type Authenticate = (route: Route, request: RequestInfo) => Promise<Result<MemberContext, AuthenticateCode>>;

/** Makes the sign-in of member routes. A key in `Authorization` counts before a cookie. */
export function createAuthenticate(deps: AuthenticateDeps): Authenticate {
  return async (route, request) => {
    if (header(request, 'authorization') !== undefined) return byKey(deps, request);
    const token = deps.cookie.read(request);
    if (token === undefined) return refuse('unauthenticated', 'Sign in, or send a key.');
    const signedIn = await bySession(deps, request, hashKey(token));
    return signedIn.ok && !isOwnOrigin(request, deps.publicUrl) ? foreignPage(route) : signedIn;
  };
}

/** A browser sent our cookie along for a page that is not ours. */
const foreignPage = (route: Route) =>
  refuse(
    403 in route.replies ? 'forbidden' : 'unauthenticated',
    'This request comes from a page of another address than this server’s.',
  );

async function byKey(
  { database, clock }: AuthenticateDeps,
  request: RequestInfo,
): Promise<Result<MemberContext, AuthenticateCode>> {
  const now = clock.now();
  const token = bearerToken(request);
  const found = token === undefined ? undefined : await presentKey(database.db, token, now);
  if (found === undefined) return refuse('unauthenticated', 'This key is not valid.');
  const { apiKey, organizationId } = found;
  const actor = `key:${apiKey.name}`;
  return ok({
    organizationId,
    userId: null,
    apiKeyId: apiKey.id,
    sessionHash: null,
    role: apiKey.role,
    actor,
    now,
    ...carried(request, actor, organizationId),
  });
}

async function bySession(
  { database, clock }: AuthenticateDeps,
  request: RequestInfo,
  sessionHash: string,
): Promise<Result<MemberContext, AuthenticateCode>> {
  const now = clock.now();
  const session = await loadSession(database.db, sessionHash, now);
  if (session === undefined) return refuse('unauthenticated', 'The session has ended: sign in again.');
  await markSeen(database.db, sessionHash, session, now);
  const { organizationId, userId, role, email } = session;
  const actor = `user:${email}`;
  return ok({
    organizationId,
    userId,
    apiKeyId: null,
    sessionHash,
    role,
    actor,
    now,
    ...carried(request, actor, organizationId),
  });
}

const carried = (request: RequestInfo, actor: string, organizationId: string) => ({
  requestId: request.requestId,
  ip: request.ip,
  headers: request.headers,
  log: request.log.child({ actor, organizationId }),
});
