/** Owns the SQL of leases: which program alone pulls and sends for a connection, and the fence that proves it. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { ConnectionKey } from './connections.store.ts';

/** The right to work for a connection. `fence` counts up with each new holder. */
export interface Lease extends ConnectionKey {
  readonly owner: string;
  readonly fence: number;
  readonly expiresAt: Instant;
}

const acquire = statement<{ fence: number }>(
  'leaseAcquire',
  `insert into oms.connection_leases as l (organization_id, connection_id, owner, fence, expires_at)
   values ($1, $2, $3, 1, $5)
   on conflict (organization_id, connection_id) do update
     set owner = excluded.owner, fence = l.fence + 1, expires_at = excluded.expires_at
     where l.expires_at <= $4
   returning fence`,
);

/** Takes the lease when nobody holds it, or its holder let it run out; undefined otherwise. */
export async function acquireLease(
  handle: Handle,
  key: ConnectionKey,
  owner: string,
  now: Instant,
  ttlMs: number,
): Promise<Lease | undefined> {
  const { organizationId, connectionId } = key;
  const expiresAt = now + ttlMs;
  const [taken] = await acquire(handle, [organizationId, connectionId, owner, now, expiresAt]);
  return taken && { organizationId, connectionId, owner, fence: taken.fence, expiresAt };
}

const renew = statement(
  'leaseRenew',
  `update oms.connection_leases set expires_at = $5
   where organization_id = $1 and connection_id = $2 and owner = $3 and fence = $4
   returning fence`,
);

/** The same lease for longer; undefined when another holder took over. */
export async function renewLease(
  handle: Handle,
  lease: Lease,
  now: Instant,
  ttlMs: number,
): Promise<Lease | undefined> {
  const expiresAt = now + ttlMs;
  const kept = await renew(handle, [lease.organizationId, lease.connectionId, lease.owner, lease.fence, expiresAt]);
  return kept.length === 1 ? { ...lease, expiresAt } : undefined;
}

const release = statement(
  'leaseRelease',
  `update oms.connection_leases set expires_at = 0
   where organization_id = $1 and connection_id = $2 and owner = $3 and fence = $4`,
);

/** Lets others take it at once. */
export async function releaseLease(handle: Handle, lease: Lease): Promise<void> {
  await release(handle, [lease.organizationId, lease.connectionId, lease.owner, lease.fence]);
}

const hold = statement(
  'leaseHold',
  `select 1 from oms.connection_leases
   where organization_id = $1 and connection_id = $2 and owner = $3 and fence = $4 and expires_at > $5
   for share`,
);

/**
 * Whether the lease is still ours; until `tx` ends nobody can take it over. To be asked in every transaction that
 * records a sending.
 */
export async function holdLease(tx: Handle, lease: Lease, now: Instant): Promise<boolean> {
  const held = await hold(tx, [lease.organizationId, lease.connectionId, lease.owner, lease.fence, now]);
  return held.length === 1;
}
