/** Owns which questions are asked again when the server says that something changed. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { LiveBatch, Topic } from './batches.ts';
import { useLiveBatches } from './live-provider.tsx';

/**
 * The first words of the query keys that depend on a topic. Lists that must not move while somebody reads
 * them (orders, runs, problems) are missing on purpose: their heads are asked for, which tells what is new.
 */
const dependents: Readonly<Record<Topic, readonly string[]>> = {
  orders: ['order-counts', 'order-heads'],
  inventory: ['inventory', 'sku', 'ledger'],
  problems: ['problem-heads', 'order-problems', 'problem-counts'],
  sync: ['run-heads', 'run', 'connections', 'waiting', 'exchanges'],
  connections: ['connections', 'waiting'],
  carriers: ['carrier-mappings', 'carrier-match'],
};

export function refresh(client: QueryClient, batch: LiveBatch): void {
  const names = new Set([...batch.keys()].flatMap((topic) => dependents[topic]));
  for (const name of names) void client.invalidateQueries({ queryKey: [name] });
  const orders = batch.get('orders');
  if (orders === undefined) return;
  if (orders.size === 0) void client.invalidateQueries({ queryKey: ['order'] });
  for (const id of orders) void client.invalidateQueries({ queryKey: ['order', id] });
}

/** Shows nothing; keeps what is shown true. */
export function LiveRefresh() {
  const client = useQueryClient();
  useLiveBatches((batch) => refresh(client, batch));
  return null;
}
