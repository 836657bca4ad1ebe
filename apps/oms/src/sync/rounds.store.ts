/** Owns the SQL of slow rounds: when each begins next, and where it goes on. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { ConnectionKey } from '../connections/index.ts';
import type { Handle } from '../database/index.ts';
import type { RunKind } from './runs.store.ts';

export interface Round {
  readonly nextAt: Instant;
  /** The thing after which the next part begins; null: at the beginning. */
  readonly position: string | null;
}

interface RoundRecord {
  kind: RunKind;
  next_at: number;
  position: string | null;
}

const list = statement<RoundRecord>(
  'syncRoundList',
  'select kind, next_at, position from oms.sync_rounds where organization_id = $1 and connection_id = $2',
);

/** By kind; a kind that never ran is absent: it is due. */
export async function loadRounds(handle: Handle, key: ConnectionKey): Promise<ReadonlyMap<RunKind, Round>> {
  const rows = await list(handle, [key.organizationId, key.connectionId]);
  return new Map(rows.map((row) => [row.kind, { nextAt: row.next_at, position: row.position }]));
}

const save = statement(
  'syncRoundSave',
  `insert into oms.sync_rounds (organization_id, connection_id, kind, next_at, position) values ($1, $2, $3, $4, $5)
   on conflict (organization_id, connection_id, kind) do update
     set next_at = excluded.next_at, position = excluded.position`,
);

export async function saveRound(handle: Handle, key: ConnectionKey, kind: RunKind, round: Round): Promise<void> {
  await save(handle, [key.organizationId, key.connectionId, kind, round.nextAt, round.position]);
}
