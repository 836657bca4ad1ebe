import { describe, expect, test } from 'vitest';
import { countsLine } from './counts.mjs';
import { countResults } from './counts-reporter.ts';

describe('the last line of a test run', () => {
  test('counts what passed and failed, and leaves out what was skipped', () => {
    const counts = countResults(
      [
        { results: ['passed', 'failed', 'skipped'], ok: false },
        { results: ['passed'], ok: true },
      ],
      0,
    );
    expect(countsLine(counts)).toBe('2 passed, 1 failed');
  });

  test('a file that could not be loaded is a failure, though it holds no test', () => {
    expect(countResults([{ results: [], ok: false }], 0)).toEqual({ passed: 0, failed: 1 });
  });

  test('a file whose hook threw after its tests passed is a failure', () => {
    expect(countResults([{ results: ['passed'], ok: false }], 0)).toEqual({ passed: 1, failed: 1 });
  });

  test('an error outside of every test is a failure', () => {
    expect(countResults([{ results: ['passed'], ok: true }], 2)).toEqual({ passed: 1, failed: 2 });
  });
});
