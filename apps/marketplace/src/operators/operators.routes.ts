/** Owns how operators sign in, by session or key, and the routes about that. */
import { type Clock, ok, refuse, SECOND_MS } from '@jetway/kernel';
import { operatorSessionRoutes } from '@jetway/marketplace-api';
import {
  bearerToken,
  createSessionCookie,
  type Handlers,
  isOwnOrigin,
  isSameSecret,
  problem,
  type RequestInfo,
  type RouteGroup,
  type SessionCookie,
} from '@jetway/service';
import { LAST_WORLD_INSTANT } from '../worlds/index.ts';
import { type OperatorContext, type Operators, SESSION_MS } from './operators.ts';

const { signIn, signOut, ...guarded } = operatorSessionRoutes;

/** What anybody may call. */
export const openSessionRoutes = { signIn, signOut };
export const guardedSessionRoutes = guarded;

/** The operator's cookie; the OMS on the same machine has another name for its own. */
export const operatorCookie = (publicUrl: string): SessionCookie =>
  createSessionCookie({ name: 'jetway_operator', publicUrl });

export interface OperatorRoutesDeps {
  readonly operators: Operators;
  readonly clock: Clock;
  readonly publicUrl: string;
  /** What this program itself signs in with, for parts that go in by the API; it changes with every start. */
  readonly ownKey: string;
}

export function openSessionHandlers(deps: OperatorRoutesDeps): Handlers<typeof openSessionRoutes, RequestInfo> {
  const cookie = operatorCookie(deps.publicUrl);
  return {
    signIn: async (request, { body }) => {
      const signedIn = await deps.operators.signIn({ ...body, ip: request.ip }, request.requestId);
      if (!signedIn.ok) {
        request.log.warn('an operator could not sign in', { code: signedIn.refusal.code, ip: request.ip });
        if (signedIn.refusal.code === 'wrong_credentials') return problem(401, signedIn.refusal, requestOf(request));
        const headers = { 'retry-after': String(signedIn.retryAfterSeconds ?? 60) };
        return { ...problem(429, signedIn.refusal, requestOf(request)), headers };
      }
      const { operator, token, expiresAt } = signedIn.value;
      return { status: 200, headers: cookie.set(token, SESSION_MS / SECOND_MS), body: { operator, expiresAt } };
    },
    signOut: async (request) => {
      const token = cookie.read(request);
      if (token !== undefined && isOwnOrigin(request, deps.publicUrl)) await deps.operators.signOut(token);
      return { status: 204, headers: cookie.clear() };
    },
  };
}

const requestOf = ({ requestId }: RequestInfo) => ({ requestId });

export const guardedSessionHandlers = (): Handlers<typeof guardedSessionRoutes, OperatorContext> => ({
  getSession: async ({ operatorId, email, expiresAt }) => ({
    status: 200,
    body: { operator: { id: operatorId, email }, expiresAt },
  }),
});

/** The program, as an operator. */
const ITSELF = { id: 'marketplace', email: 'marketplace' } as const;

/** Signs a request in by its operator key, or by its session, which counts from our own pages only. */
export function operatorAuthenticate(
  deps: OperatorRoutesDeps,
): RouteGroup<Record<never, never>, OperatorContext>['authenticate'] {
  const cookie = operatorCookie(deps.publicUrl);
  const find = async (request: RequestInfo) => {
    const key = bearerToken(request);
    if (key !== undefined) {
      if (isSameSecret(key, deps.ownKey)) return { ...ITSELF, expiresAt: LAST_WORLD_INSTANT };
      const owner = await deps.operators.findByKey(key);
      return owner && { ...owner, expiresAt: LAST_WORLD_INSTANT };
    }
    const token = cookie.read(request);
    return token === undefined ? undefined : deps.operators.findBySession(token);
  };
  return async (_route, request) => {
    if (bearerToken(request) === undefined && !isOwnOrigin(request, deps.publicUrl))
      return refuse('unauthenticated', 'A signed-in request must come from the marketplace’s own pages.');
    const operator = await find(request);
    if (operator === undefined) return refuse('unauthenticated', 'Sign in, or give an operator key.');
    return ok({
      operatorId: operator.id,
      email: operator.email,
      expiresAt: operator.expiresAt,
      requestId: request.requestId,
      actor: `operator:${operator.email}`,
      now: deps.clock.now(),
      headers: request.headers,
      log: request.log,
    });
  };
}
