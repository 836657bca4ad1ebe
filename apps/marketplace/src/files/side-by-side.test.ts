/** Owns the guarantees of work side by side: some at once, none overtaken by another about the same SKU. */
import { describe, expect, test } from 'vitest';
import { SideBySide } from './side-by-side.ts';

/** Work that ends when it is told to; `log` says what began and ended. */
function gates() {
  const log: string[] = [];
  const open = new Map<string, PromiseWithResolvers<void>>();
  return {
    log,
    end: (name: string) => open.get(name)?.resolve(),
    fail: (name: string) => open.get(name)?.reject(new Error(name)),
    work: (name: string) => async () => {
      log.push(`${name} begins`);
      const gate = Promise.withResolvers<void>();
      open.set(name, gate);
      await gate.promise;
      log.push(`${name} ends`);
    },
  };
}

describe('batches side by side', () => {
  test('are as many as may be, and the next begins when one of them has ended', async () => {
    const { log, end, work } = gates();
    const running = new SideBySide(2);
    await running.begin(['a'], work('first'));
    await running.begin(['b'], work('second'));
    const third = running.begin(['c'], work('third'));
    end('second');
    await third;
    expect(log).toEqual(['first begins', 'second begins', 'second ends', 'third begins']);
    end('first');
    end('third');
    await running.end();
    expect(log).toHaveLength(6);
  });

  test('never share a SKU: the later one waits for the earlier', async () => {
    const { log, end, work } = gates();
    const running = new SideBySide(3);
    await running.begin(['a', 'b'], work('first'));
    await running.begin(['c'], work('second'));
    const third = running.begin(['b', 'd'], work('third'));
    end('second');
    await Promise.resolve();
    expect(log).not.toContain('third begins');
    end('first');
    await third;
    expect(log.at(-1)).toBe('third begins');
    end('third');
    await running.end();
  });

  test('stop at the first that fails, and all that ran have ended by then', async () => {
    const { log, end, fail, work } = gates();
    const running = new SideBySide(2);
    await running.begin(['a'], work('first'));
    await running.begin(['b'], work('second'));
    fail('first');
    await expect(running.begin(['c'], work('third'))).rejects.toThrow('first');
    const over = running.end();
    end('second');
    await expect(over).rejects.toThrow('first');
    expect(log).toEqual(['first begins', 'second begins', 'second ends']);
  });
});
