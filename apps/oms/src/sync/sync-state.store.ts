/** Owns the reads behind how a connection is in step: lag, requests, refresh, drift, files. */
import { DAY_MS, type Instant, MINUTE_MS } from '@jetway/kernel';
import type { SyncState } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { ConnectionKey } from '../connections/index.ts';
import type { Handle } from '../database/index.ts';

interface StepRecord {
  skus: number;
  told: number;
  never_told: number;
  refused: number;
  drifted: number;
  lasting: number;
  drifted_at: number | null;
}

const step = statement<StepRecord>(
  'syncStateStock',
  `select count(*)::int as skus, (count(*) filter (where sent_at >= $3))::int as told,
     (count(*) filter (where sent_at is null))::int as never_told,
     (count(*) filter (where last_error is not null))::int as refused,
     (count(*) filter (where drifted_at >= $3))::int as drifted,
     (count(*) filter (where drifts > 1))::int as lasting, max(drifted_at) as drifted_at
   from oms.desired_stock where organization_id = $1 and connection_id = $2`,
);

const lag = statement<{ intents_since: number | null; stock_since: number | null }>(
  'syncStateLag',
  `select
     (select min(created_at) from oms.intents
      where organization_id = $1 and connection_id = $2 and state in ('pending', 'sending', 'unknown')) as intents_since,
     (select min(due_at) from oms.desired_stock
      where organization_id = $1 and connection_id = $2 and due_at <= $3) as stock_since`,
);

const requests = statement<{ requests: number }>(
  'syncStateRequests',
  `select count(*)::int as requests from oms.exchanges
   where organization_id = $1 and connection_id = $2 and at > $3`,
);

const files = statement<{ waiting: number; under_way: number }>(
  'syncStateFiles',
  `select (count(*) filter (where state = 'waiting'))::int as waiting,
     (count(*) filter (where state <> 'waiting'))::int as under_way
   from oms.stock_files where organization_id = $1 and connection_id = $2 and due_at is not null`,
);

type Figures = Pick<SyncState, 'lag' | 'requestsLastMinute' | 'drift' | 'files'> & {
  readonly refresh: Omit<SyncState['refresh'], 'byFileFrom'>;
};

/** The figures of one connection at an instant. */
export async function readSyncFigures(handle: Handle, key: ConnectionKey, now: Instant): Promise<Figures> {
  const of = [key.organizationId, key.connectionId];
  const [stock] = await step(handle, [...of, now - DAY_MS]);
  const [since] = await lag(handle, [...of, now]);
  const [asked] = await requests(handle, [...of, now - MINUTE_MS]);
  const [open] = await files(handle, of);
  return {
    lag: { intentsSince: since?.intents_since ?? null, stockSince: since?.stock_since ?? null },
    requestsLastMinute: asked?.requests ?? 0,
    refresh: {
      skus: stock?.skus ?? 0,
      told: stock?.told ?? 0,
      neverTold: stock?.never_told ?? 0,
      refused: stock?.refused ?? 0,
    },
    drift: { lastDay: stock?.drifted ?? 0, lasting: stock?.lasting ?? 0, lastAt: stock?.drifted_at ?? null },
    files: { waiting: open?.waiting ?? 0, underWay: open?.under_way ?? 0 },
  };
}
