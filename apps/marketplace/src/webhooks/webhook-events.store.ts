/** Owns the rows of what happened and should be told, and that each endpoint that wants it has a delivery to come. */
import type { Instant } from '@jetway/kernel';
import { type WebhookEventKind, webhookEventKinds } from '@jetway/marketplace-api';
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';

/** What merchants' software can hear of. */
export const webhookKinds = webhookEventKinds;
export type WebhookKind = WebhookEventKind;

/** Something that happened in an account. */
export interface WebhookEvent {
  readonly accountId: string;
  /** Made by the caller's ids. */
  readonly id: string;
  readonly kind: WebhookKind;
  /** `order:<id>`, `return:<id>`, `refund:<id>`, `file:<id>`, `sku:<sku>`: events of one subject are told in order. */
  readonly subject: string;
  /** World time. */
  readonly at: Instant;
  /** As the merchant's software is told, in the API's own words: ids, states, and the link to read. */
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Events of one subject come from transactions that hold its row, one after the other, so that their numbers are in the
 * order in which they happened, whatever others do meanwhile.
 */
const webhookEventInsertMany = statement(
  'webhookEventInsertMany',
  `with told as (
     insert into marketplace.webhook_events (account_id, id, kind, subject, at, data)
     select e.account_id, e.id, e.kind, e.subject, e.at, e.data
     from jsonb_to_recordset($1::jsonb)
       as e(account_id text, id text, kind text, subject text, at bigint, data jsonb, position integer)
     where exists (
       select from marketplace.webhook_endpoints w
       where w.account_id = e.account_id and w.enabled and (cardinality(w.kinds) = 0 or e.kind = any (w.kinds)))
     order by e.position
     returning account_id, id, seq, kind, subject)
   insert into marketplace.webhook_deliveries (account_id, endpoint_id, event_id, seq, kind, subject)
   select t.account_id, w.id, t.id, t.seq, t.kind, t.subject
   from told t join marketplace.webhook_endpoints w on w.account_id = t.account_id
   where w.enabled and (cardinality(w.kinds) = 0 or t.kind = any (w.kinds))`,
);

/** Writes down what happened, in the transaction in which it happens; what nobody wants to hear is left out. */
export async function recordEvents(tx: MarketplaceHandle, events: readonly WebhookEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ accountId, ...rest }, position) => ({ account_id: accountId, position, ...rest }));
  await webhookEventInsertMany(tx, [JSON.stringify(rows)]);
}
