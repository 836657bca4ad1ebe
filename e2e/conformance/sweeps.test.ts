import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Constraint, constraintsOfDocument } from './support/constraints.ts';
import { readContract } from './support/contract.ts';
import { openGrounds } from './support/grounds.ts';
import { type Grounds, placesOfOperation, sweepOf, trialKey } from './support/sweep.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';

const { operations, resolve } = readContract('jet');
/** All but those whose request is an address without anything to choose. */
const swept = operations.filter((operation) => placesOfOperation(operation, resolve).length > 0);

let target: Target;
let grounds: Grounds = {};
let call: Target['call'];
/** Keys of all trials. */
const tried = new Set<string>();
beforeAll(async () => {
  target = await openTarget();
  if (!hasOperator) return;
  const opened = await openGrounds(target);
  grounds = opened.grounds;
  call = opened.merchant.call;
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

describe.skipIf(!hasOperator)('A5 every value and every bound of the document', () => {
  test('is swept: each operation has a ground, and what grounds say is about places of their operation', () => {
    expect(Object.keys(grounds).toSorted()).toEqual(swept.map(({ id }) => id).toSorted());
    for (const operation of swept) {
      const names = placesOfOperation(operation, resolve).map(({ name }) => name);
      const { otherwise = {}, named, values, forms, keepsLast = [] } = grounds[operation.id] ?? {};
      const told = [otherwise, named, values, forms].flatMap((one) => Object.keys(one ?? {}));
      expect(names).toEqual(expect.arrayContaining([...told.map((key) => key.split(' ')[0]), ...keepsLast]));
    }
  });

  test.each(swept)(
    '$id takes every listed value in any spelling, and every bound, and answers them as sent',
    async (operation) => {
      const ground = grounds[operation.id];
      if (ground === undefined) throw new Error('no ground');
      expect(await sweepOf(operation, ground, call, resolve, tried).taken()).toEqual([]);
    },
  );

  test.each(swept)(
    '$id refuses what is missing, of a wrong type, not listed or beyond a bound, naming the place',
    async (operation) => {
      const ground = grounds[operation.id];
      if (ground === undefined) throw new Error('no ground');
      expect(await sweepOf(operation, ground, call, resolve, tried).refused()).toEqual([]);
    },
  );

  test('none is left out: each constraint of the document was tried on both sides', () => {
    const constraints = constraintsOfDocument();
    expect(constraints.length).toBeGreaterThan(400);
    expect(constraints.flatMap(untried)).toEqual([]);
  });
});

/** The sides of a constraint that no sweep tried. A member that must be there is taken with every good request. */
function untried({ operation, place, keyword, value, isInPath }: Constraint): string[] {
  const hasNothingBelow = keyword === 'minLength' && (value === 0 || isInPath);
  const sides = keyword === 'required' ? [false] : hasNothingBelow ? [true] : [true, false];
  return sides.map((isTaken) => trialKey(operation, place, keyword, isTaken)).filter((key) => !tried.has(key));
}
