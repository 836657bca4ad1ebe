/** Owns repeating: which answers are worth another request, how long to wait, and when to leave it to the caller. */
import type { Reading } from './answer.ts';
import type { JetTimer, Resolved } from './settings.ts';

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
    await pause(settings.timer, waitMs, limits.signal);
  }
}

/** Any part of the doubled wait, by chance, so that many clients do not come back together. */
function backoff(settings: Resolved, attempt: number, askedMs: number | undefined): number {
  const fullMs = Math.min(settings.longestBackoffMs, settings.firstBackoffMs * 2 ** (attempt - 1));
  return Math.max(Math.round(fullMs * settings.random()), askedMs ?? 0);
}

/** Waits, or until the signal rings. */
export function pause(timer: JetTimer, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancel = timer.after(ms, done);
    signal?.addEventListener('abort', done, { once: true });
  });
}
