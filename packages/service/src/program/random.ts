/** Owns the randomness of a running program, drawn in blocks: asking the system for ten bytes at a time is slow. */
import { randomFillSync } from 'node:crypto';
import type { RandomBytes } from '@jetway/kernel';

const BLOCK_BYTES = 8_192;

/** Cryptographic randomness; each byte is given out once. */
export function createRandom(): RandomBytes {
  const block = new Uint8Array(BLOCK_BYTES);
  let used = BLOCK_BYTES;
  return (length) => {
    if (length > BLOCK_BYTES) return randomFillSync(new Uint8Array(length));
    if (used + length > BLOCK_BYTES) {
      randomFillSync(block);
      used = 0;
    }
    const bytes = block.slice(used, used + length);
    block.fill(0, used, used + length);
    used += length;
    return bytes;
  };
}
