/** Owns the rows of the addresses where accounts hear of events. */
import type { Instant, Keyset } from '@jetway/kernel';
import type { WebhookEventKind } from '@jetway/marketplace-api';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';

/** Endpoints of one account; each costs every event a request. */
export const MOST_ENDPOINTS = 20;

export interface EndpointRow {
  readonly accountId: string;
  readonly id: string;
  readonly url: string;
  readonly kinds: readonly WebhookEventKind[];
  readonly enabled: boolean;
  readonly disabledReason: string | null;
  readonly failingSince: Instant | null;
  readonly previousSecretUntil: Instant | null;
  readonly pending: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

interface Row {
  readonly account_id: string;
  readonly id: string;
  readonly url: string;
  readonly kinds: WebhookEventKind[];
  readonly enabled: boolean;
  readonly disabled_reason: string | null;
  readonly failing_since: number | null;
  readonly previous_secret_until: number | null;
  readonly pending: number;
  readonly created_at: number;
  readonly updated_at: number;
}

const COLUMNS = `w.account_id, w.id, w.url, w.kinds, w.enabled, w.disabled_reason, w.failing_since,
  w.previous_secret_until, w.created_at, w.updated_at,
  (select count(*) from marketplace.webhook_deliveries d
   where d.account_id = w.account_id and d.endpoint_id = w.id and d.state = 'pending') as pending`;

const fromRow = (row: Row): EndpointRow => ({
  accountId: row.account_id,
  id: row.id,
  url: row.url,
  kinds: row.kinds,
  enabled: row.enabled,
  disabledReason: row.disabled_reason,
  failingSince: row.failing_since,
  previousSecretUntil: row.previous_secret_until,
  pending: row.pending,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const webhookEndpointInsert = statement<Row>(
  'webhookEndpointInsert',
  `with w as (
     insert into marketplace.webhook_endpoints
       (account_id, id, url, kinds, enabled, secret_encrypted, created_at, updated_at, updated_by, request_id)
     select $1, $2, $3, $4, $5, $6, $7, $7, $8, $9
     where (select count(*) from marketplace.webhook_endpoints e where e.account_id = $1) < $10
     returning *)
   select ${COLUMNS} from w`,
);
const webhookEndpointChange = statement<Row>(
  'webhookEndpointChange',
  `with w as (
     update marketplace.webhook_endpoints
     set url = $3, kinds = $4, enabled = $5, disabled_reason = null, failing_since = null,
       updated_at = $6, updated_by = $7, request_id = $8
     where account_id = $1 and id = $2 returning *),
   woken as (
     update marketplace.webhook_deliveries d set due_at = null, tries = 0, first_tried_at = null
     from w where d.account_id = w.account_id and d.endpoint_id = w.id and d.state = 'pending')
   select ${COLUMNS} from w`,
);
const webhookEndpointDelete = statement<{ id: string }>(
  'webhookEndpointDelete',
  `with attempts as (
     delete from marketplace.webhook_attempts where account_id = $1 and endpoint_id = $2),
   deliveries as (
     delete from marketplace.webhook_deliveries where account_id = $1 and endpoint_id = $2)
   delete from marketplace.webhook_endpoints where account_id = $1 and id = $2 returning id`,
);
const webhookEndpointFind = statement<Row>(
  'webhookEndpointFind',
  `select ${COLUMNS} from marketplace.webhook_endpoints w where w.account_id = $1 and w.id = $2`,
);
const webhookEndpointListPage = statement<Row>(
  'webhookEndpointListPage',
  `select ${COLUMNS} from marketplace.webhook_endpoints w
   where w.account_id = $1 and (w.created_at, w.id) > ($2::bigint, $3::text) order by w.created_at, w.id limit $4`,
);
/** What was the secret keeps signing for a while; the one before it does not. */
const webhookEndpointRotate = statement<{ id: string }>(
  'webhookEndpointRotate',
  `update marketplace.webhook_endpoints
   set previous_secret_encrypted = secret_encrypted, previous_secret_until = $4, secret_encrypted = $3,
     updated_at = $5, updated_by = $6, request_id = $7
   where account_id = $1 and id = $2 returning id`,
);

interface Written {
  readonly realNow: Instant;
  readonly author: Author;
}

export type EndpointSettings = Pick<EndpointRow, 'accountId' | 'id' | 'url' | 'kinds' | 'enabled'>;

/** Undefined when the account has as many as it may have. */
export async function insertEndpoint(
  tx: MarketplaceHandle,
  { accountId, id, url, kinds, enabled }: EndpointSettings,
  sealedSecret: string,
  { realNow, author }: Written,
): Promise<EndpointRow | undefined> {
  const values = [accountId, id, url, kinds, enabled, sealedSecret, realNow, author.actor, author.requestId];
  const [row] = await webhookEndpointInsert(tx, [...values, MOST_ENDPOINTS]);
  return row && fromRow(row);
}

/** What waited is due at once, whatever it waited for. Undefined when there is no such endpoint. */
export async function changeEndpoint(
  tx: MarketplaceHandle,
  { accountId, id, url, kinds, enabled }: EndpointSettings,
  { realNow, author }: Written,
): Promise<EndpointRow | undefined> {
  const values = [accountId, id, url, kinds, enabled, realNow, author.actor, author.requestId];
  const [row] = await webhookEndpointChange(tx, values);
  return row && fromRow(row);
}

/** False when there was none. What happened stays until it is too old. */
export async function deleteEndpoint(tx: MarketplaceHandle, accountId: string, id: string): Promise<boolean> {
  return (await webhookEndpointDelete(tx, [accountId, id])).length === 1;
}

export async function findEndpoint(
  handle: MarketplaceHandle,
  accountId: string,
  id: string,
): Promise<EndpointRow | undefined> {
  const [row] = await webhookEndpointFind(handle, [accountId, id]);
  return row && fromRow(row);
}

/** In the order in which they were made. */
export async function listEndpointPage(
  handle: MarketplaceHandle,
  accountId: string,
  after: Keyset | undefined,
  limit: number,
): Promise<EndpointRow[]> {
  const rows = await webhookEndpointListPage(handle, [accountId, after?.at ?? -1, after?.id ?? '', limit]);
  return rows.map(fromRow);
}

/** False when there is no such endpoint. */
export async function rotateSecret(
  tx: MarketplaceHandle,
  endpoint: { readonly accountId: string; readonly id: string },
  sealed: { readonly secret: string; readonly previousUntil: Instant },
  { realNow, author }: Written,
): Promise<boolean> {
  const { accountId, id } = endpoint;
  const values = [accountId, id, sealed.secret, sealed.previousUntil, realNow, author.actor, author.requestId];
  return (await webhookEndpointRotate(tx, values)).length === 1;
}
