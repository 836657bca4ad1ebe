/** Owns the HTTP edge of signing in and out, and of one's own session and password. */
import { type Clock, ok, type Result, refuse } from '@jetway/kernel';
import { sessionRoutes } from '@jetway/oms-api';
import {
  type AuthenticateCode,
  type Handlers,
  hashKey,
  hashPassword,
  header,
  isOwnOrigin,
  needsRehash,
  newSecret,
  problem,
  type RequestInfo,
  type SessionCookie,
  verifyPassword,
} from '@jetway/service';
import type { Database } from '../database/index.ts';
import { defineFeature, type Feature } from '../edge/index.ts';
import { describeCaller, describeSession } from './session-info.ts';
import {
  countAttempt,
  deleteSession,
  deleteSessions,
  forgetAttempts,
  insertSession,
  switchSession,
} from './sessions.store.ts';
import { normalEmail, SESSION_LONGEST_MS, waitMs } from './sign-in.ts';
import { organizationsOf, type User, updatePassword, userByEmail, userById } from './users.store.ts';

const { signIn, signOut, getSession, switchOrganization, changePassword } = sessionRoutes;
const openRoutes = { signIn, signOut };
const ownRoutes = { getSession, switchOrganization, changePassword };

export interface SessionDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly cookie: SessionCookie;
  readonly publicUrl: string;
}

/** What is known of somebody who has not signed in. */
export interface VisitorContext {
  readonly request: RequestInfo;
  /** The page that asks is another server's. */
  readonly isForeign: boolean;
}

/** Anybody may come to the routes for visitors. */
export const createWelcome =
  (publicUrl: string) =>
  async (_route: unknown, request: RequestInfo): Promise<Result<VisitorContext, AuthenticateCode>> =>
    ok({
      request,
      isForeign: header(request, 'origin') !== undefined && !isOwnOrigin(request, publicUrl),
    });

const WRONG = refuse('wrong_credentials', 'This address and password do not belong together.').refusal;

/** Routes for those who have not signed in yet. */
export function visitorRoutes(deps: SessionDeps): {
  readonly routes: typeof openRoutes;
  readonly handlers: Handlers<typeof openRoutes, VisitorContext>;
} {
  const { database, clock, cookie } = deps;
  return {
    routes: openRoutes,
    handlers: {
      signIn: async ({ request, isForeign }, { body }) => {
        const { requestId, ip } = request;
        const email = normalEmail(body.email);
        const now = clock.now();
        if (isForeign) return problem(401, WRONG, { requestId });
        const seen = await countAttempt(database.db, email, ip, now);
        const wait = waitMs(seen.email, seen.ip, now);
        if (wait > 0) return { ...problem(429, tooMany(wait), { requestId }), headers: retryAfter(wait) };
        const user = await userByEmail(database.db, email);
        const isRight = await verifyPassword(body.password, user?.passwordHash);
        const [first] = user !== undefined && isRight ? await organizationsOf(database.db, user.userId) : [];
        if (user === undefined || first === undefined) return problem(401, WRONG, { requestId });
        const token = newSecret();
        await rehash(database, user, body.password, now);
        await begin(database, { token, user, organizationId: first.id, ip, requestId }, cookie.read(request), now);
        await forgetAttempts(database.db, email, ip);
        const info = await describeSession(database.db, hashKey(token), now);
        if (!info.ok) return problem(401, WRONG, { requestId });
        return { status: 200, body: info.value, headers: cookie.set(token, SESSION_LONGEST_MS / 1_000) };
      },
      signOut: async ({ request, isForeign }) => {
        const token = cookie.read(request);
        if (isForeign) return { status: 204 };
        if (token !== undefined) await deleteSession(database.db, hashKey(token));
        return { status: 204, headers: cookie.clear() };
      },
    },
  };
}

const tooMany = (wait: number) =>
  refuse('too_many_attempts', `Too many attempts: try again in ${Math.ceil(wait / 60_000)} minutes.`).refusal;
const retryAfter = (wait: number) => ({ 'retry-after': String(Math.ceil(wait / 1_000)) });

/** The cost of hashes rises with the years; only a sign-in knows the password. */
async function rehash(database: Database, user: User, password: string, now: number): Promise<void> {
  if (!needsRehash(user.passwordHash)) return;
  const passwordHash = await hashPassword(password);
  const by = { actor: `user:${user.email}`, requestId: null };
  await database.transaction((tx) => updatePassword(tx, user.userId, passwordHash, by, now));
}

interface Beginning {
  readonly token: string;
  readonly user: User;
  readonly organizationId: string;
  readonly ip: string;
  readonly requestId: string;
}

/** A new token at each sign-in; the one the browser had before is worth nothing any more. */
async function begin(
  database: Database,
  { token, user, organizationId, ip, requestId }: Beginning,
  former: string | undefined,
  now: number,
): Promise<void> {
  const session = { tokenHash: hashKey(token), userId: user.userId, organizationId, ip, requestId };
  await database.transaction(async (tx) => {
    if (former !== undefined) await deleteSession(tx, hashKey(former));
    await insertSession(tx, session, now);
  });
}

const SESSION_REQUIRED = refuse('session_required', 'This is for signed-in people: a key cannot do it.').refusal;

/** One's own session and password. */
export function sessionFeature({ database }: Pick<SessionDeps, 'database'>): Feature<typeof ownRoutes> {
  return defineFeature({
    routes: ownRoutes,
    handlers: {
      getSession: async (context) => {
        const info = await describeCaller(database.db, context);
        return info.ok ? { status: 200, body: info.value } : problem(401, info.refusal, context);
      },
      switchOrganization: async (context, { body }) => {
        const { userId, sessionHash, requestId } = context;
        if (userId === null || sessionHash === null) return problem(400, SESSION_REQUIRED, { requestId });
        const known = await organizationsOf(database.db, userId);
        if (!known.some(({ id }) => id === body.organizationId)) return problem(404, NO_ORGANIZATION, { requestId });
        await switchSession(database.db, sessionHash, body.organizationId);
        const info = await describeSession(database.db, sessionHash, context.now);
        return info.ok ? { status: 200, body: info.value } : problem(401, info.refusal, { requestId });
      },
      changePassword: async (context, { body }) => {
        const { userId, sessionHash, requestId } = context;
        if (userId === null) return problem(400, SESSION_REQUIRED, { requestId });
        const user = await userById(database.db, userId);
        if (!(await verifyPassword(body.current, user?.passwordHash)))
          return problem(400, { ...WRONG, text: 'The present password is another one.', path: '/current' });
        const passwordHash = await hashPassword(body.next);
        await database.transaction(async (tx) => {
          await updatePassword(tx, userId, passwordHash, context, context.now);
          await deleteSessions(tx, userId, { except: sessionHash });
        });
        return { status: 204 };
      },
    },
  });
}

const NO_ORGANIZATION = refuse('not_found', 'You belong to no such organization.').refusal;
