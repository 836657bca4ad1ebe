/** Owns ending what takes too long, or what the caller ends. */
import type { JetTimer } from './settings.ts';

export interface Limits {
  readonly timer: JetTimer;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * The work is told by its signal to stop when time is up or the caller's signal rings; work that does not listen is not
 * waited for. Rejects with the reason.
 */
export async function withinTime<T>(limits: Limits, work: (ending: AbortSignal) => Promise<T>): Promise<T> {
  const { timer, timeoutMs, signal } = limits;
  const ending = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    ending.signal.addEventListener('abort', () => reject(ending.signal.reason), { once: true });
  });
  // Somebody must hear the rejection even when the work wins the race.
  stopped.catch(() => undefined);
  const cancel = timer.after(timeoutMs, () => ending.abort(new Error(`nothing came within ${timeoutMs} ms`)));
  const onAbort = (): void => ending.abort(new Error('the call was ended'));
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted === true) onAbort();
  try {
    return await Promise.race([work(ending.signal), stopped]);
  } finally {
    cancel();
    signal?.removeEventListener('abort', onAbort);
  }
}
