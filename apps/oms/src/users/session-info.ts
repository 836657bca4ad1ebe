/** Owns what a caller is told about who they are. */
import { type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { SessionInfo } from '@jetway/oms-api';
import type { Handle } from '../database/index.ts';
import type { MemberContext } from '../edge/index.ts';
import { presentedKeyById } from './api-keys.store.ts';
import { loadSession } from './sessions.store.ts';
import { sessionEnd } from './sign-in.ts';
import { organizationsOf } from './users.store.ts';

/** 9999-12-31: keys end when they are revoked. */
const NEVER: Instant = 253_370_764_800_000;

/** Tells a session's person and organization. Refusal: `session_ended`. */
export async function describeSession(
  handle: Handle,
  sessionHash: string,
  now: Instant,
): Promise<Result<SessionInfo, 'session_ended'>> {
  const session = await loadSession(handle, sessionHash, now);
  if (session === undefined) return refuse('session_ended', 'The session has ended: sign in again.');
  const { userId, email, name, organizationId, organizationName, role } = session;
  return ok({
    user: { id: userId, email, name },
    organization: { id: organizationId, name: organizationName },
    role,
    organizations: [...(await organizationsOf(handle, userId))],
    expiresAt: sessionEnd({ seenAt: Math.max(session.seenAt, now), expiresAt: session.expiresAt }),
  });
}

/** Tells whoever calls who they are; a key stands for itself. */
export async function describeCaller(
  handle: Handle,
  context: MemberContext,
): Promise<Result<SessionInfo, 'session_ended'>> {
  if (context.sessionHash !== null) return describeSession(handle, context.sessionHash, context.now);
  const found = await presentedKeyById(handle, context.organizationId, context.apiKeyId ?? '');
  if (found === undefined) return refuse('session_ended', 'This key is not valid.');
  const { apiKey, organizationName } = found;
  const organization = { id: context.organizationId, name: organizationName };
  return ok({
    user: { id: apiKey.id, email: '', name: apiKey.name },
    organization,
    role: apiKey.role,
    organizations: [{ ...organization, role: apiKey.role }],
    expiresAt: NEVER,
  });
}
