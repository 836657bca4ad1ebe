/** Owns the SQL of exchanges: written in batches, listed newest first, without the buyer when asked, dropped by age. */
import type { Instant, Keyset } from '@jetway/kernel';
import { statement } from '@jetway/service';
import { type RawBuilder, sql } from 'kysely';
import type { Handle } from '../database/index.ts';
import type { ExchangeRecord } from './exchanges.ts';

const insert = statement(
  'exchangeInsert',
  `insert into oms.exchanges (organization_id, exchange_id, connection_id, run_id, order_id, channel_order_id, sku_id,
     intent_id, at, duration_ms, method, url, status, request_body, response_body, error, failed, request_id)
   select organization_id, exchange_id, connection_id, run_id, order_id, channel_order_id, sku_id, intent_id, at,
     duration_ms, method, url, status, request_body, response_body, error, failed, request_id
   from jsonb_to_recordset($1::jsonb) as e(organization_id text, exchange_id text, connection_id text, run_id text,
     order_id text, channel_order_id text, sku_id text, intent_id text, at bigint, duration_ms integer, method text,
     url text, status integer, request_body jsonb, response_body jsonb, error text, failed boolean, request_id text)
   on conflict do nothing`,
);

export async function insertExchanges(handle: Handle, rows: readonly ExchangeRecord[]): Promise<void> {
  if (rows.length > 0) await insert(handle, [JSON.stringify(rows)]);
}

export interface ExchangeQuery {
  readonly connectionId?: string | undefined;
  readonly runId?: string | undefined;
  readonly skuId?: string | undefined;
  readonly failed?: boolean | undefined;
  /** All about one order: what was read before it was imported is known by the channel's id only. */
  readonly order?: { readonly connectionId: string; readonly channelOrderId: string } | undefined;
  readonly after?: Keyset | undefined;
  readonly limit: number;
}

export type ExchangeRow = Omit<ExchangeRecord, 'organization_id' | 'failed'>;

/** Newest first, beginning after one already seen. */
export async function listExchanges(
  handle: Handle,
  organizationId: string,
  query: ExchangeQuery,
): Promise<readonly ExchangeRow[]> {
  const conditions: RawBuilder<unknown>[] = [sql`organization_id = ${organizationId}`];
  const { connectionId, runId, skuId, failed, order, after, limit } = query;
  if (order !== undefined)
    conditions.push(sql`connection_id = ${order.connectionId}`, sql`channel_order_id = ${order.channelOrderId}`);
  if (connectionId !== undefined) conditions.push(sql`connection_id = ${connectionId}`);
  if (runId !== undefined) conditions.push(sql`run_id = ${runId}`);
  if (skuId !== undefined) conditions.push(sql`sku_id = ${skuId}`);
  if (failed !== undefined) conditions.push(failed ? sql`failed` : sql`not failed`);
  if (after !== undefined) conditions.push(sql`(at, exchange_id) < (${after.at}, ${after.id})`);
  const { rows } = await sql<ExchangeRow>`
    select exchange_id, connection_id, run_id, order_id, channel_order_id, sku_id, intent_id, at, duration_ms, method,
      url, status, request_body, response_body, error, request_id
    from oms.exchanges where ${sql.join(conditions, sql` and `)}
    order by at desc, exchange_id desc limit ${limit}`.execute(handle);
  return rows;
}

const ofOrder = statement<{ exchange_id: string; request_body: unknown; response_body: unknown }>(
  'exchangeOfOrder',
  `select exchange_id, request_body, response_body from oms.exchanges
   where organization_id = $1 and connection_id = $2 and channel_order_id = $3 and exchange_id > $4
   order by exchange_id limit 200`,
);

const replace = statement(
  'exchangeReplaceBodies',
  `update oms.exchanges e set request_body = r.request_body, response_body = r.response_body
   from jsonb_to_recordset($2::jsonb) as r(exchange_id text, request_body jsonb, response_body jsonb)
   where e.organization_id = $1 and e.exchange_id = r.exchange_id`,
);

/** Takes the buyer's data out of everything exchanged about an order; `erase` is the channel's `withoutBuyer`. */
export async function eraseExchangesOfOrder(
  tx: Handle,
  organizationId: string,
  order: { readonly connectionId: string; readonly channelOrderId: string },
  erase: (body: unknown) => unknown,
): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await ofOrder(tx, [organizationId, order.connectionId, order.channelOrderId, after]);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.exchange_id;
    const erased = rows.map((row) => ({
      exchange_id: row.exchange_id,
      request_body: erase(row.request_body),
      response_body: erase(row.response_body),
    }));
    await replace(tx, [organizationId, JSON.stringify(erased)]);
  }
}

const drop = statement<{ exchange_id: string }>(
  'exchangeDrop',
  `delete from oms.exchanges where (organization_id, exchange_id) in (
     select organization_id, exchange_id from oms.exchanges where at < $1 order by at limit 2000)
   returning exchange_id`,
);

/** Drops what is older, in bites that hold nobody up; answers how many. */
export async function dropExchanges(handle: Handle, before: Instant): Promise<number> {
  for (let total = 0; ; ) {
    const dropped = (await drop(handle, [before])).length;
    total += dropped;
    if (dropped === 0) return total;
  }
}
