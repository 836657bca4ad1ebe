/** Owns gathering events for a moment, so that a burst of them asks the server once. */
import type { LiveEvent } from '@jetway/oms-api';

export type Topic = LiveEvent['topic'];

/** What changed since the last flush: the ids by topic; a topic may have no ids when nobody said which. */
export type LiveBatch = ReadonlyMap<Topic, ReadonlySet<string>>;

export interface Batcher {
  readonly add: (event: LiveEvent) => void;
  readonly stop: () => void;
}

/** The first event opens a window of `windowMs`; everything within it is told at its end. */
export function createBatcher(
  windowMs: number,
  setTimer: (run: () => void, ms: number) => () => void,
  onBatch: (batch: LiveBatch) => void,
): Batcher {
  let gathered = new Map<Topic, Set<string>>();
  let cancel: (() => void) | undefined;
  const flush = () => {
    const batch = gathered;
    gathered = new Map();
    cancel = undefined;
    onBatch(batch);
  };
  return {
    add: ({ topic, id }) => {
      const ids = gathered.get(topic) ?? new Set();
      if (id !== null) ids.add(id);
      gathered.set(topic, ids);
      cancel ??= setTimer(flush, windowMs);
    },
    stop: () => cancel?.(),
  };
}
