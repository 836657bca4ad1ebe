/** Owns what a process remembers of the database for some seconds, so that a hot path need not ask for it again. */
import type { Clock, Instant } from '@jetway/kernel';

export interface RememberedOptions<T> {
  readonly read: (key: string) => Promise<T>;
  /** Real time. */
  readonly clock: Clock;
  /** What is read is asked for again after this time at the latest, even when the notice of a change was lost. */
  readonly ms: number;
  /** Beyond this many keys the oldest are dropped. */
  readonly most: number;
}

export interface Remembered<T> {
  readonly find: (key: string) => Promise<T>;
  /** Drops everything; for when something changed. */
  readonly forget: () => void;
}

/** Remembers by key. What failed is asked for again by the next request. */
export function createRemembered<T>({ read, clock, ms, most }: RememberedOptions<T>): Remembered<T> {
  const known = new Map<string, { readonly found: Promise<T>; readonly readAt: Instant }>();
  const readAnew = (key: string): Promise<T> => {
    const found = read(key);
    known.delete(key);
    known.set(key, { found, readAt: clock.now() });
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    found.catch(() => known.delete(key));
    return found;
  };
  return {
    find: (key) => {
      const one = known.get(key);
      const age = one === undefined ? Number.POSITIVE_INFINITY : clock.now() - one.readAt;
      return one !== undefined && age >= 0 && age < ms ? one.found : readAnew(key);
    },
    forget: () => known.clear(),
  };
}
