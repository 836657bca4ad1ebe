/** Owns what is kept of an exchange: whole for messages and failures, in short for the rest, secrets never. */
import type { Exchange } from '@jetway/oms-api';
import { redactSecrets } from '@jetway/service';
import { type ChannelExchange, soundJson, soundText } from '../channels/index.ts';

/** What an exchange was made for. */
export interface Cause {
  readonly organizationId: string;
  readonly connectionId: string;
  readonly runId?: string | null;
  readonly orderId?: string | null;
  readonly channelOrderId?: string | null;
  readonly skuId?: string | null;
  readonly intentId?: string | null;
  /** `whole`: messages and what is read back of them. `short`: reads and updates in bulk. */
  readonly detail: 'whole' | 'short';
}

/** An exchange as it is written. */
export interface ExchangeRecord {
  readonly organization_id: string;
  readonly exchange_id: string;
  readonly connection_id: string;
  readonly run_id: string | null;
  readonly order_id: string | null;
  readonly channel_order_id: string | null;
  readonly sku_id: string | null;
  readonly intent_id: string | null;
  readonly at: number;
  readonly duration_ms: number;
  readonly method: string;
  readonly url: string;
  readonly status: number | null;
  readonly request_body: unknown;
  readonly response_body: unknown;
  readonly error: string | null;
  readonly failed: boolean;
  readonly request_id: string;
}

export const isFailed = (exchange: Pick<ChannelExchange, 'status' | 'error'>): boolean =>
  exchange.status === null || exchange.status >= 400 || exchange.error !== null;

export function toRecord(exchangeId: string, cause: Cause, exchange: ChannelExchange): ExchangeRecord {
  const failed = isFailed(exchange);
  const keep = cause.detail === 'whole' || failed ? whole : short;
  return {
    organization_id: cause.organizationId,
    exchange_id: exchangeId,
    connection_id: cause.connectionId,
    run_id: cause.runId ?? null,
    order_id: cause.orderId ?? null,
    channel_order_id: cause.channelOrderId ?? null,
    sku_id: cause.skuId ?? null,
    intent_id: cause.intentId ?? null,
    at: exchange.at,
    duration_ms: exchange.durationMs,
    method: exchange.method,
    url: soundText(exchange.url),
    status: exchange.status,
    request_body: keep(soundJson(withoutSecrets(exchange.requestBody))),
    response_body: keep(soundJson(withoutSecrets(exchange.responseBody))),
    error: exchange.error === null ? null : soundText(exchange.error).slice(0, 2_000),
    failed,
    request_id: soundText(exchange.requestId).slice(0, 200),
  };
}

/** The channel took the credentials out already; this is the second lock on the door. */
const withoutSecrets = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? redactSecrets(body) : body;

/** Longer bodies are kept in short after all. */
const LONGEST_BODY = 200_000;
const LONGEST_TEXT = 200;

function whole(body: unknown): unknown {
  if (body === null || body === undefined) return null;
  return JSON.stringify(body).length <= LONGEST_BODY ? body : short(body);
}

/** The fields of the outermost level, with how much is inside. */
function short(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return shortValue(body);
  if (Array.isArray(body)) return shortValue(body);
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, shortValue(value)]));
}

function shortValue(value: unknown): unknown {
  if (typeof value === 'string') return value.length <= LONGEST_TEXT ? value : `${value.slice(0, LONGEST_TEXT)}…`;
  if (Array.isArray(value)) return `[${value.length} ${value.length === 1 ? 'entry' : 'entries'}]`;
  if (typeof value === 'object' && value !== null) return '{…}';
  return value ?? null;
}

/** An exchange as people see it. */
export const toExchange = (row: Omit<ExchangeRecord, 'organization_id' | 'failed'>): Exchange => ({
  id: row.exchange_id,
  connectionId: row.connection_id,
  runId: row.run_id,
  orderId: row.order_id,
  skuId: row.sku_id,
  intentId: row.intent_id,
  at: row.at,
  durationMs: row.duration_ms,
  method: row.method,
  url: row.url,
  status: row.status,
  requestBody: row.request_body ?? null,
  responseBody: row.response_body ?? null,
  error: row.error,
  requestId: row.request_id,
});
