/** Owns asking again and again until something far away is finished. */
import type { JetAnswer } from './answer.ts';
import { pause } from './repeating.ts';
import type { JetTimer } from './settings.ts';

export interface Patience {
  readonly timer: JetTimer;
  readonly signal: AbortSignal | undefined;
  /** How long to ask at most, in milliseconds. */
  readonly forMs: number;
}

/** Reports are ready within a second or so, files of many records after minutes. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/**
 * Asks until the value is as wanted, the answer is final, the time is over or the signal rings; answers with what came
 * last. An answer that may be better the next time (`later`, `unknown`) is no reason to stop.
 */
export async function askUntil<T>(
  { timer, signal, forMs }: Patience,
  ask: () => Promise<JetAnswer<T>>,
  isWanted: (value: T) => boolean,
): Promise<JetAnswer<T>> {
  const begun = timer.steadyNowMs();
  const isEnded = (): boolean => signal?.aborted === true;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2)) {
    const answer = await ask();
    if (answer.kind === 'refused' || answer.kind === 'credentials') return answer;
    if (answer.kind === 'ok' && isWanted(answer.value)) return answer;
    const wait = answer.kind === 'ok' ? waitMs : Math.max(waitMs, answer.retryAfterMs ?? 0);
    if (isEnded() || timer.steadyNowMs() - begun + wait > forMs) return answer;
    await pause(timer, wait, signal);
    if (isEnded()) return answer;
  }
}
