/** Owns the SQL of sessions and of sign-in attempts. */
import type { Instant } from '@jetway/kernel';
import type { Role } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import { ATTEMPT_WINDOW_MS, type Attempts, SEEN_EVERY_MS, SESSION_IDLE_MS, SESSION_LONGEST_MS } from './sign-in.ts';

export interface NewSession {
  readonly tokenHash: string;
  readonly userId: string;
  readonly organizationId: string;
  readonly ip: string;
  readonly requestId: string;
}

const insert = statement(
  'sessionInsert',
  `insert into oms.sessions (token_hash, user_id, organization_id, created_at, seen_at, expires_at, ip, request_id)
   values ($1, $2, $3, $4, $4, $5, $6, $7)`,
);

export async function insertSession(tx: Handle, session: NewSession, now: Instant): Promise<void> {
  const { tokenHash, userId, organizationId, ip, requestId } = session;
  await insert(tx, [tokenHash, userId, organizationId, now, now + SESSION_LONGEST_MS, ip, requestId]);
}

export interface Session {
  readonly userId: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly seenAt: Instant;
  readonly expiresAt: Instant;
}

const load = statement<{
  user_id: string;
  organization_id: string;
  organization_name: string;
  email: string;
  name: string;
  role: Role;
  seen_at: number;
  expires_at: number;
}>(
  'sessionLoad',
  `select s.user_id, s.organization_id, o.name as organization_name, u.email, u.name, m.role, s.seen_at, s.expires_at
   from oms.sessions s
   join oms.users u on u.user_id = s.user_id
   join oms.organizations o on o.organization_id = s.organization_id
   join oms.memberships m on m.organization_id = s.organization_id and m.user_id = s.user_id and m.active
   where s.token_hash = $1 and s.expires_at > $2 and s.seen_at > $3`,
);

/** The session with this token, if it has not ended and its person is still let in. */
export async function loadSession(handle: Handle, tokenHash: string, now: Instant): Promise<Session | undefined> {
  const [row] = await load(handle, [tokenHash, now, now - SESSION_IDLE_MS]);
  if (row === undefined) return undefined;
  return {
    userId: row.user_id,
    organizationId: row.organization_id,
    organizationName: row.organization_name,
    email: row.email,
    name: row.name,
    role: row.role,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
  };
}

const seen = statement('sessionSeen', 'update oms.sessions set seen_at = $2 where token_hash = $1 and seen_at <= $3');

/** Writes down that the session is used, at most once a minute. */
export async function markSeen(
  handle: Handle,
  tokenHash: string,
  session: { readonly seenAt: Instant },
  now: Instant,
): Promise<void> {
  if (session.seenAt <= now - SEEN_EVERY_MS) await seen(handle, [tokenHash, now, now - SEEN_EVERY_MS]);
}

const moveTo = statement('sessionSwitch', 'update oms.sessions set organization_id = $2 where token_hash = $1');

export async function switchSession(tx: Handle, tokenHash: string, organizationId: string): Promise<void> {
  await moveTo(tx, [tokenHash, organizationId]);
}

const deleteOne = statement('sessionDelete', 'delete from oms.sessions where token_hash = $1');

export async function deleteSession(handle: Handle, tokenHash: string): Promise<void> {
  await deleteOne(handle, [tokenHash]);
}

const deleteOthers = statement(
  'sessionDeleteOthers',
  `delete from oms.sessions where user_id = $1 and token_hash <> $2
     and ($3::text is null or organization_id = $3)`,
);

/** Ends a person's sessions but this one (or all), everywhere or in one organization. */
export async function deleteSessions(
  tx: Handle,
  userId: string,
  options: { readonly except?: string | null; readonly organizationId?: string },
): Promise<void> {
  await deleteOthers(tx, [userId, options.except ?? '', options.organizationId ?? null]);
}

const attempt = statement<{ subject: string; attempts: number; window_started_at: number }>(
  'signInAttempt',
  `insert into oms.sign_in_attempts as a (subject, attempts, window_started_at)
   select s.subject, 1, $2 from unnest($1::text[]) as s(subject) order by s.subject
   on conflict (subject) do update
     set attempts = case when a.window_started_at <= $3 then 1 else a.attempts + 1 end,
       window_started_at = case when a.window_started_at <= $3 then $2 else a.window_started_at end
   returning subject, attempts, window_started_at`,
);

/** Counts an attempt before it is judged, so that attempts at the same time do not slip through. */
export async function countAttempt(
  handle: Handle,
  email: string,
  ip: string,
  now: Instant,
): Promise<{ readonly email: Attempts; readonly ip: Attempts }> {
  const rows = await attempt(handle, [[`email ${email}`, `ip ${ip}`], now, now - ATTEMPT_WINDOW_MS]);
  const of = (subject: string): Attempts => {
    const row = rows.find((one) => one.subject === subject);
    return { attempts: row?.attempts ?? 0, windowStartedAt: row?.window_started_at ?? now };
  };
  return { email: of(`email ${email}`), ip: of(`ip ${ip}`) };
}

const forget = statement(
  'signInForget',
  `with mine as (delete from oms.sign_in_attempts where subject = $1)
   update oms.sign_in_attempts set attempts = attempts - 1 where subject = $2 and attempts > 0`,
);

/** A sign-in that succeeded was no guess. */
export async function forgetAttempts(handle: Handle, email: string, ip: string): Promise<void> {
  await forget(handle, [`email ${email}`, `ip ${ip}`]);
}

const sweepSessions = statement(
  'sessionSweep',
  'delete from oms.sessions where expires_at <= $1 or seen_at <= $2 returning token_hash',
);
const sweepAttempts = statement('signInSweep', 'delete from oms.sign_in_attempts where window_started_at <= $1');

/** Deletes what has ended; answers how many sessions. */
export async function sweepEnded(handle: Handle, now: Instant): Promise<number> {
  await sweepAttempts(handle, [now - ATTEMPT_WINDOW_MS]);
  return (await sweepSessions(handle, [now, now - SESSION_IDLE_MS])).length;
}
