import { expect, test } from 'vitest';
import { createBatcher, type LiveBatch } from './batches.ts';

test('a burst of events is told once, with every id by topic', () => {
  const told: LiveBatch[] = [];
  const windows: (() => void)[] = [];
  const batcher = createBatcher(
    500,
    (run) => {
      windows.push(run);
      return () => {};
    },
    (batch) => told.push(batch),
  );
  batcher.add({ topic: 'orders', id: 'a' });
  batcher.add({ topic: 'orders', id: 'b' });
  batcher.add({ topic: 'orders', id: 'a' });
  batcher.add({ topic: 'sync', id: null });
  expect(windows).toHaveLength(1);
  windows[0]?.();
  expect(told.map((batch) => [...batch].map(([topic, ids]) => [topic, [...ids]]))).toEqual([
    [
      ['orders', ['a', 'b']],
      ['sync', []],
    ],
  ]);
  batcher.add({ topic: 'orders', id: 'c' });
  expect(windows).toHaveLength(2);
});
