/** Owns waiting for what another program does: asked again until it holds, with a limit and a reason. */

export interface Wait {
  readonly what: string;
  readonly withinMs: number;
  readonly everyMs?: number;
}

/** Asks until there is an answer; throws, telling what was waited for, when there is none in time. */
export async function until<T>(wait: Wait, ask: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + wait.withinMs;
  let last: unknown;
  while (performance.now() < end) {
    try {
      const found = await ask();
      if (found !== undefined) return found;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, wait.everyMs ?? 200));
  }
  throw new Error(`waited ${wait.withinMs / 1000} s for ${wait.what}`, { cause: last });
}
