/** Owns how figures are made of measurements, and what everything here waits with. */
import type { OperatorClient } from '@jetway/marketplace-api';

const at = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

export const median = (values: readonly number[]): number => at(values, 0.5);
export const p95 = (values: readonly number[]): number => at(values, 0.95);

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until there is an answer; how often it asked in between is part of no figure. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>, everyMs = 100): Promise<T> {
  const end = performance.now() + 600_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`waited too long for ${what}`);
    await pause(everyMs);
  }
}

interface Answer {
  readonly status: number;
}

export function sure<T extends Answer, S extends T['status']>(answer: T, status: S): Extract<T, { status: S }> {
  if (answer.status !== status) throw new Error(`expected ${status}: ${JSON.stringify(answer)}`);
  return answer as Extract<T, { status: S }>;
}

/** Does something with each, so many at once. */
export async function each<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<unknown>): Promise<void> {
  const left = [...items].toReversed();
  const one = async (): Promise<void> => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

export const advance = async (operator: OperatorClient, worldId: string, advanceMs: number): Promise<void> => {
  sure(await operator.moveClock({ params: { worldId }, body: { advanceMs } }), 200);
};
