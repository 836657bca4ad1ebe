/** Owns the SQL of how connections are doing: their state, last pull, last contact, the channel's clock. */
import type { Instant } from '@jetway/kernel';
import { notify, statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import { touch } from '../events/index.ts';
import { type ConnectionKey, connectionsChannel } from './connections.store.ts';
import type { ConnectionState } from './connections.ts';

export interface StateChange {
  readonly state: ConnectionState;
  readonly text: string | null;
  readonly failingSince: Instant | null;
}

const setState = statement(
  'connectionStateSet',
  `update oms.connection_states set state = $3, state_text = $4, failing_since = $5
   where organization_id = $1 and connection_id = $2
     and (state, coalesce(state_text, ''), coalesce(failing_since, 0)) is distinct from ($3, coalesce($4, ''), coalesce($5::bigint, 0))
   returning connection_id`,
);

/** Answers whether anything changed; open pages are told. */
export async function recordState(tx: Handle, key: ConnectionKey, to: StateChange): Promise<boolean> {
  const { organizationId, connectionId } = key;
  const changed = await setState(tx, [organizationId, connectionId, to.state, to.text, to.failingSince]);
  if (changed.length > 0) await touch(tx, organizationId, 'connections', connectionId);
  return changed.length > 0;
}

const reset = statement(
  'connectionStateReset',
  `update oms.connection_states set state = 'idle', state_text = null, failing_since = null
   where organization_id = $1 and connection_id = $2 and state in ('refused', 'failing')
   returning connection_id`,
);

/** Somebody changed the settings or wants another try: what was refused is tried again at once. */
export async function resetState(tx: Handle, key: ConnectionKey): Promise<void> {
  const changed = await reset(tx, [key.organizationId, key.connectionId]);
  if (changed.length === 0) return;
  await notify(tx, connectionsChannel, key.connectionId);
  await touch(tx, key.organizationId, 'connections', key.connectionId);
}

const pulled = statement(
  'connectionStatePulled',
  'update oms.connection_states set last_pull_at = $3 where organization_id = $1 and connection_id = $2',
);

export async function recordPull(tx: Handle, key: ConnectionKey, at: Instant): Promise<void> {
  await pulled(tx, [key.organizationId, key.connectionId, at]);
  await touch(tx, key.organizationId, 'connections', key.connectionId);
}

const contacted = statement(
  'connectionStateContacted',
  `update oms.connection_states set last_contact_at = $3, clock_offset_ms = coalesce($4::bigint, clock_offset_ms)
   where organization_id = $1 and connection_id = $2`,
);

/** The channel answered, with this clock; null: it did not tell its time. */
export async function recordContact(
  handle: Handle,
  key: ConnectionKey,
  at: Instant,
  clockOffsetMs: number | null,
): Promise<void> {
  await contacted(handle, [key.organizationId, key.connectionId, at, clockOffsetMs]);
}
