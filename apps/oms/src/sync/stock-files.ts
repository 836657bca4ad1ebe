/** Owns the rules of bulk files of stock: their life, when stock goes by file, and how files are spaced. */
import { DAY_MS, defineLifecycle, HOUR_MS, type Instant, MINUTE_MS } from '@jetway/kernel';
import { type StockFile, stockFileStates } from '@jetway/oms-api';

export type StockFileState = StockFile['state'];

/**
 * - take: it is written and goes out
 * - stored: the channel was told to process it, or may have been
 * - postpone: nothing of it arrived; it is sent again
 * - finish: the channel processed it
 * - fail: it never will; its SKUs are told one by one
 */
export const stockFileLifecycle = defineLifecycle({
  name: 'stock file',
  initial: 'waiting',
  states: stockFileStates,
  transitions: {
    take: [{ from: ['waiting'], to: 'sending' }],
    stored: [{ from: ['sending'], to: 'processing' }],
    postpone: [{ from: ['sending', 'processing'], to: 'waiting' }],
    finish: [{ from: ['processing'], to: 'done' }],
    fail: [{ from: ['sending', 'processing'], to: 'failed' }],
  },
});

/** Jet's page on bulk files asks for single messages below ten thousand records, */
export const FILE_FROM_SKUS = 10_000;
/** says that files of a hundred thousand are processed best, */
export const MOST_SKUS_OF_FILE = 100_000;
/** and wants half a million or more to be spaced over several hours. */
const SPACED_FROM_SKUS = 500_000;
const SPACE_MS = HOUR_MS;

/** When each of the files that hold so many SKUs goes out. */
export function planFiles(skus: number, now: Instant): readonly { readonly skus: number; readonly dueAt: Instant }[] {
  const spaceMs = skus >= SPACED_FROM_SKUS ? SPACE_MS : 0;
  return Array.from({ length: Math.ceil(skus / MOST_SKUS_OF_FILE) }, (_, index) => ({
    skus: Math.min(MOST_SKUS_OF_FILE, skus - index * MOST_SKUS_OF_FILE),
    dueAt: now + index * spaceMs,
  }));
}

/** A file that failed so often to arrive is given up. */
export const MOST_FILE_ATTEMPTS = 6;
/** The outcome of a file is waited for no longer than this. */
const PATIENCE_MS = DAY_MS;
const FIRST_LOOK_MS = 2_000;

/** When the channel is asked next how far a file is: soon at first, then at a tenth of the time that it took so far. */
export const nextLook = (sentAt: Instant, now: Instant): Instant =>
  now + Math.min(5 * MINUTE_MS, Math.max(FIRST_LOOK_MS, Math.floor((now - sentAt) / 10)));

export const isGivenUp = (sentAt: Instant, now: Instant): boolean => now - sentAt > PATIENCE_MS;

/** When a file that did not arrive is sent again. */
export const nextAttempt = (attempts: number, retryAfterMs: number, now: Instant): Instant =>
  now + Math.max(retryAfterMs, Math.min(30 * MINUTE_MS, MINUTE_MS * 2 ** Math.max(0, attempts - 1)));
