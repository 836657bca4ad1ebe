/** Owns reading what happened to a thing: orders, returns and refunds keep their events in tables of one form. */
import type { Instant } from '@jetway/kernel';
import { type Handle, statement } from '@jetway/service';
import type { MarketplaceTables } from './tables.ts';

export interface HistoryEvent {
  readonly at: Instant;
  readonly kind: string;
  readonly detail: string;
  readonly actor: string;
  readonly requestId: string;
}

interface EventRow {
  readonly at: number;
  readonly kind: string;
  readonly detail: string;
  readonly actor: string;
  readonly request_id: string;
}

/** Makes the reading of a thing's events, oldest first; of more than 1,000 the newest. */
export function historyOf(thing: 'order' | 'return' | 'refund') {
  const listEvents = statement<EventRow>(
    `${thing}ListEvents`,
    `select at, kind, detail, actor, request_id from marketplace.${thing}_events
     where account_id = $1 and ${thing}_id = $2 order by seq desc limit 1000`,
  );
  return async (handle: Handle<MarketplaceTables>, accountId: string, id: string): Promise<HistoryEvent[]> =>
    (await listEvents(handle, [accountId, id]))
      .map(({ at, kind, detail, actor, request_id: requestId }) => ({ at, kind, detail, actor, requestId }))
      .reverse();
}
