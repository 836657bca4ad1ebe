/** Owns the guarantees of loops, with a timer that rings only when told. */
import { testDatabase } from '@jetway/testkit';
import { describe, expect, test } from 'vitest';
import { createLog, silentLog } from '../logs/index.ts';
import { createLoop, type LoopOptions, type Timer } from './loop.ts';

/** A timer in the hands of the test. */
function handTimer(): Timer & { readonly waits: number[]; readonly ring: () => Promise<void> } {
  const pending: { ms: number; ring: () => void }[] = [];
  return {
    steadyNowMs: () => 0,
    after: (ms, ring) => {
      const entry = { ms, ring };
      pending.push(entry);
      return () => {
        const at = pending.indexOf(entry);
        if (at >= 0) pending.splice(at, 1);
      };
    },
    get waits() {
      return pending.map(({ ms }) => ms);
    },
    ring: async () => {
      pending.shift()?.ring();
      await settled();
    },
  };
}

/** Lets everything that waits only for promises go on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const loopOf = (options: Partial<LoopOptions> & Pick<LoopOptions, 'run'>) => {
  const timer = handTimer();
  return { timer, loop: createLoop({ name: 'sample', tickMs: 1_000, log: silentLog, timer, ...options }) };
};

describe('a loop', () => {
  test('runs at its start, then rests for a tick; at once again while there is more', async () => {
    const answers = [true, false];
    let runs = 0;
    const { loop, timer } = loopOf({
      run: async () => {
        runs += 1;
        return answers.shift() ?? false;
      },
    });
    loop.start();
    await settled();
    expect([runs, timer.waits]).toEqual([1, [0]]);
    await timer.ring();
    expect([runs, timer.waits]).toEqual([2, [1_000]]);
    await loop.stop();
    expect(timer.waits).toEqual([]);
  });

  test('never runs twice at once: a wake during a run leads to one more run after it', async () => {
    let inside = 0;
    let most = 0;
    let gate = Promise.withResolvers<void>();
    let runs = 0;
    const { loop, timer } = loopOf({
      run: async () => {
        runs += 1;
        inside += 1;
        most = Math.max(most, inside);
        await gate.promise;
        inside -= 1;
        return false;
      },
    });
    loop.start();
    loop.wake();
    loop.wake();
    gate.resolve();
    await settled();
    expect(timer.waits).toEqual([0]);
    gate = Promise.withResolvers<void>();
    gate.resolve();
    await timer.ring();
    expect([runs, most, timer.waits]).toEqual([2, 1, [1_000]]);
    await loop.stop();
  });

  test('errors are logged and waited out, longer each time up to a cap; a wake does not shorten the wait', async () => {
    const lines: string[] = [];
    let runs = 0;
    const { loop, timer } = loopOf({
      longestBackoffMs: 3_000,
      log: createLog({ destination: { write: (line) => void lines.push(line) } }),
      run: async () => {
        runs += 1;
        if (runs < 5) throw new Error(`no ${runs}`);
        return false;
      },
    });
    loop.start();
    const waits: number[][] = [];
    for (let count = 0; count < 4; count += 1) {
      await settled();
      loop.wake();
      await settled();
      waits.push([...timer.waits]);
      await timer.ring();
    }
    expect(waits).toEqual([[1_000], [2_000], [3_000], [3_000]]);
    expect(timer.waits).toEqual([1_000]);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ loop: 'sample', failures: 1, error: { message: 'no 1' } });
    await loop.stop();
  });

  test('woken within a transaction, its run is no part of it', async () => {
    const migrations = new URL('../database/sample-migrations/', import.meta.url);
    const database = await testDatabase<unknown>('sample', migrations);
    const pinged: Promise<void>[] = [];
    const { loop } = loopOf({
      run: async () => {
        pinged.push(database.ping());
        return false;
      },
    });
    await database.transaction(async () => loop.start());
    await settled();
    expect(await Promise.all(pinged)).toEqual([undefined]);
    await loop.stop();
  });

  test('stop waits for the run, and aborts it after a grace', async () => {
    let aborted = false;
    const { loop, timer } = loopOf({
      stopGraceMs: 7,
      run: (signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            resolve(false);
          });
        }),
    });
    loop.start();
    const stopped = loop.stop();
    expect([timer.waits, aborted]).toEqual([[7], false]);
    await timer.ring();
    await stopped;
    expect([aborted, timer.waits]).toEqual([true, []]);
    loop.wake();
    expect(timer.waits).toEqual([]);
  });

  test('drain runs until there is nothing more to do, and shows errors', async () => {
    let left = 3;
    const { loop } = loopOf({
      run: async () => {
        left -= 1;
        return left > 0;
      },
    });
    await loop.drain();
    expect(left).toBe(0);
    const failing = loopOf({ run: async () => Promise.reject(new Error('broken')) });
    await expect(failing.loop.drain()).rejects.toThrow('broken');
  });
});
