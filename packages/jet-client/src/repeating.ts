/** Owns repeating: which answers are worth another request, how long to wait, and when to leave it to the caller. */
import type { Reading } from './answer.ts';
import type { Resolved } from './settings.ts';

/** Repeats while repeating is safe and of use. `send` is given the number of the request, from 1. */
export async function repeated(
  settings: Resolved,
  limits: { readonly maxAttempts: number; readonly signal: AbortSignal | undefined },
  send: (attempt: number) => Promise<Reading>,
): Promise<Reading> {
  for (let attempt = 1; ; attempt += 1) {
    const reading = await send(attempt);
    if (reading.kind !== 'later' && reading.kind !== 'unknown') return reading;
    const waitMs = backoff(settings, attempt, reading.retryAfterMs);
    if (attempt >= limits.maxAttempts || waitMs > settings.longestBackoffMs || limits.signal?.aborted === true) {
      return reading;
    }
    await pause(settings, waitMs, limits.signal);
  }
}

/** Half of the doubled wait is certain, half is chance, so that many clients do not come back together. */
function backoff(settings: Resolved, attempt: number, askedMs: number | undefined): number {
  const fullMs = Math.min(settings.longestBackoffMs, settings.firstBackoffMs * 2 ** (attempt - 1));
  const spreadMs = Math.round((fullMs / 2) * (1 + settings.random()));
  return Math.max(spreadMs, askedMs ?? 0);
}

function pause(settings: Resolved, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancel = settings.timer.after(ms, done);
    signal?.addEventListener('abort', done, { once: true });
  });
}
