/** Owns what handlers know of the caller, and who stands behind a write. */
import type { Instant } from '@jetway/kernel';
import type { Role } from '@jetway/oms-api';
import type { Log, RequestHeaders } from '@jetway/service';

/** Who writes, and with which request; every write carries both. */
export interface Actor {
  /** `user:<email>`, `key:<name>` or `system`. */
  readonly actor: string;
  /** Null for background work. */
  readonly requestId: string | null;
}

/** Background work of the OMS itself. */
export const systemActor: Actor = { actor: 'system', requestId: null };

/** A signed-in member of an organization, or one of the organization's keys. */
export interface MemberContext extends Actor {
  readonly organizationId: string;
  /** Null for a key. */
  readonly userId: string | null;
  readonly role: Role;
  readonly requestId: string;
  /** Hash of the session's token; null for a key. */
  readonly sessionHash: string | null;
  /** Null for a person. */
  readonly apiKeyId: string | null;
  /** Instant of the request. */
  readonly now: Instant;
  /** The caller's address. */
  readonly ip: string;
  readonly headers: RequestHeaders;
  readonly log: Log;
}
