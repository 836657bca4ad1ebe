/** Owns an inventory item as people see it: its locations, and how far its stock got on each connection. */
import type { Instant } from '@jetway/kernel';
import type { ChannelStock, InventoryItem } from '@jetway/oms-api';
import type { DesiredStock } from './desired-stock-reads.store.ts';
import type { ItemRow } from './items.store.ts';
import { totalOf } from './stock-rules.ts';

/** A connection as far as stock is concerned; the connections feature tells. */
export interface StockConnection {
  readonly connectionId: string;
  readonly name: string;
  readonly mode: 'watch' | 'live' | 'stopped';
  /** Whether its settings and lanes let stock be sent. */
  readonly sendsStock: boolean;
}

/** How far a SKU's stock got on a connection. */
export function channelState(
  connection: Pick<StockConnection, 'mode' | 'sendsStock'>,
  desired: DesiredStock,
  now: Instant,
): ChannelStock['state'] {
  const hasNode = Object.keys(desired.desired).length > 0;
  if (connection.mode === 'stopped' || !connection.sendsStock || !hasNode || !desired.switchedOn) return 'off';
  const isConfirmed = desired.confirmedVersion >= desired.desiredVersion;
  if (isConfirmed) return 'confirmed';
  if (connection.mode === 'watch') return 'watching';
  if (desired.claimedUntil !== null && desired.claimedUntil > now) return 'sending';
  return desired.lastError === null ? 'waiting' : 'failed';
}

/** Whether the connection is meant to hear of stock at all, now or once it is switched on. */
export const hearsStock = (connection: StockConnection): boolean =>
  connection.mode !== 'stopped' && connection.sendsStock;

/** Puts an item together from its parts. */
export function toItem(
  row: ItemRow,
  desired: readonly DesiredStock[],
  connections: readonly StockConnection[],
  now: Instant,
): InventoryItem {
  return {
    skuId: row.skuId,
    sku: row.sku,
    title: row.title,
    imageUrl: row.imageUrl,
    active: row.active,
    onHand: row.onHand,
    reserved: row.reserved,
    available: row.available,
    locations: [...row.locations],
    components: [...row.components],
    channels: connections.flatMap((connection) => {
      const found = desired.find((one) => one.skuId === row.skuId && one.connectionId === connection.connectionId);
      return found === undefined ? [] : [toChannel(connection, found, now)];
    }),
    version: row.version,
  };
}

const toChannel = (connection: StockConnection, desired: DesiredStock, now: Instant): ChannelStock => ({
  connectionId: connection.connectionId,
  connectionName: connection.name,
  switchedOn: desired.switchedOn,
  available: totalOf(desired.available),
  rule: desired.rule,
  desired: desired.desired,
  sent: desired.sent,
  state: channelState(connection, desired, now),
  sentAt: desired.sentAt,
  confirmedAt: desired.confirmedAt,
  lastError: desired.lastError,
});
