import { describe, expect, test } from 'vitest';
import { describeSizes, findTooLong, measureText } from './sizes.ts';

const body = (lines: number): string => '  step();\n'.repeat(lines);

describe('measuring', () => {
  test('finds every kind of function with its name, place and length', () => {
    const source = [
      '/** Ein Satz mit Umlauten: äöü – und mehr. */',
      'export const short = (): void => {',
      '  step();',
      '};',
      'function long<T>(value: T): T {',
      '',
      '  return value;',
      '}',
      'class Shelf {',
      '  empty(): void {',
      '    this.full = false;',
      '  }',
      '}',
      "export const view = <Box onClick={() => {\n  long('é');\n}} />;",
      '',
    ].join('\n');
    const { lines, functions } = measureText('shelf.tsx', source);
    expect(lines).toBe(16);
    expect(functions).toEqual([
      { name: 'short', line: 2, lines: 3 },
      { name: 'long', line: 5, lines: 4 },
      { name: 'empty', line: 10, lines: 3 },
      { name: 'view', line: 14, lines: 3 },
    ]);
  });

  test('is right in the second file too', () => {
    const source = 'export const one = () => {\n  step();\n};\n';
    expect(measureText('a.ts', source).functions).toEqual(measureText('b.ts', source).functions);
  });
});

describe('too long', () => {
  test('is a function of more than 80 lines', () => {
    const fits = measureText('fits.ts', `const a = () => {\n${body(78)}};\n`);
    const long = measureText('long.ts', `const a = () => {\n${body(79)}};\n`);
    expect(findTooLong([fits, long])).toEqual(['long.ts:1: a has 81 lines; at most 80']);
  });

  test('is a file of more than 400 lines', () => {
    const fits = measureText('fits.ts', 'step();\n'.repeat(400));
    const long = measureText('long.ts', 'step();\n'.repeat(401));
    expect(findTooLong([fits, long])).toEqual(['long.ts: 401 lines; a file has at most 400']);
  });
});

test('the figures leave out functions of one line', () => {
  const size = measureText('a.ts', `const b = [1].map((n) => n);\nconst c = () => {\n${body(3)}};\n`);
  expect(describeSizes([size])).toBe(
    '1 files, lines: median 6, nine in ten up to 6, longest 6\n1 functions, lines: median 5, nine in ten up to 5, longest 5',
  );
});
