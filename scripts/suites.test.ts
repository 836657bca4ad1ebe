import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseSuites, findForgotten, listSuites } from './suites.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'jetway-suites-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const write = async (file: string): Promise<void> => {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), '');
};

test('a suite exists when its folder holds a test', async () => {
  await write('e2e/flows/kill/kill.test.ts');
  await write('e2e/web/browser.ts');
  expect(listSuites(root)).toEqual(['flows']);
});

test('tests that no suite covers are found, so that they are not skipped silently', async () => {
  await write('e2e/flows/kill.test.ts');
  await write('e2e/uploads/big.test.ts');
  await write('e2e/loose.test.ts');
  expect(findForgotten(root).toSorted()).toEqual(['loose.test.ts', 'uploads']);
});

describe('the suites that run', () => {
  const existing = ['conformance', 'flows', 'simulation'];

  test('are all that exist but the simulation when none is named', () => {
    expect(chooseSuites(existing, [])).toEqual({
      suites: ['conformance', 'flows'],
      leftOut: ['simulation'],
      rest: [],
    });
  });

  test('are those named; what follows goes to the test runner', () => {
    const args = ['flows', 'simulation', '-t', 'kill', 'conformance'];
    expect(chooseSuites(existing, args)).toEqual({
      suites: ['flows', 'simulation'],
      leftOut: [],
      rest: ['-t', 'kill', 'conformance'],
    });
  });

  test('are refused by name when they do not exist', () => {
    expect(chooseSuites(existing, ['web'])).toEqual({ unknown: 'web' });
    expect(chooseSuites(existing, ['flow'])).toEqual({ unknown: 'flow' });
  });
});
