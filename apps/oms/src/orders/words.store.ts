/** Owns the SQL of the words that orders are found by. */
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';

const insert = statement(
  'orderWordInsert',
  `insert into oms.order_words (organization_id, order_id, word)
   select $1, $2, w.word from unnest($3::text[]) as w(word)
   on conflict do nothing`,
);

export async function insertWords(
  tx: Handle,
  organizationId: string,
  orderId: string,
  words: readonly string[],
): Promise<void> {
  if (words.length > 0) await insert(tx, [organizationId, orderId, words]);
}

const keep = statement(
  'orderWordKeep',
  'delete from oms.order_words where organization_id = $1 and order_id = $2 and not (word = any($3::text[]))',
);

/** Forgets every word of an order but these. */
export async function keepWords(
  tx: Handle,
  organizationId: string,
  orderId: string,
  words: readonly string[],
): Promise<void> {
  await keep(tx, [organizationId, orderId, words]);
}

const drop = statement(
  'orderWordDrop',
  'delete from oms.order_words where organization_id = $1 and order_id = $2 and word = any($3::text[])',
);

/** Forgets these words of an order. */
export async function dropWords(
  tx: Handle,
  organizationId: string,
  orderId: string,
  words: readonly string[],
): Promise<void> {
  if (words.length > 0) await drop(tx, [organizationId, orderId, words]);
}

const names = statement<{ name: string }>(
  'orderListNames',
  `select o.buyer_name as name from oms.orders o where o.organization_id = $1 and o.order_id = $2
   union select o.ship_to ->> 'name' from oms.orders o where o.organization_id = $1 and o.order_id = $2
   union select c.before ->> 'name' from oms.ship_to_changes c
     where c.organization_id = $1 and c.order_id = $2 and c.before is not null`,
);

/** The people whom an order is, or was to be, for. */
export async function listNames(handle: Handle, organizationId: string, orderId: string): Promise<readonly string[]> {
  return (await names(handle, [organizationId, orderId])).map((row) => row.name);
}
