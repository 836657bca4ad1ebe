/** Owns the guarantees of a program's randomness. */
import { describe, expect, test } from 'vitest';
import { createRandom } from './random.ts';

describe('randomness', () => {
  test('gives as many bytes as asked for, across blocks and beyond one, and never the same again', () => {
    const random = createRandom();
    const seen = new Set<string>();
    for (let count = 0; count < 2_000; count += 1) seen.add(Buffer.from(random(16)).toString('hex'));
    expect(seen.size).toBe(2_000);
    expect([random(0).length, random(1).length, random(8_192).length, random(20_000).length]).toEqual([
      0, 1, 8_192, 20_000,
    ]);
    expect(new Set(random(8_000)).size).toBe(256);
  });
});
