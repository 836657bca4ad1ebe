import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canRetry, fileState, isMoving, parseFilesSearch, recordsText, sharesOf, viewStatus } from './files.ts';

test('an address says which files to show and which one is open, and nothing else', () => {
  expect(parseFilesSearch({ show: 'with-errors', open: 'f1', page: 2 })).toEqual({ show: 'with-errors', open: 'f1' });
  expect(parseFilesSearch({ show: 'all', open: '' })).toEqual({});
  expect(parseFilesSearch({ show: 'nonsense' })).toEqual({});
});

test('each view asks for the status that the merchant is told, and all of them for none', () => {
  expect(viewStatus('all')).toBeUndefined();
  expect(viewStatus('successful')).toBe('Processed successfully');
});

test('a stuck file says so instead of its status, and does not move', () => {
  expect(fileState({ status: 'Processing', isStuck: true })).toMatchObject({ tone: 'danger', text: 'Stuck' });
  expect(fileState({ status: 'Processing', isStuck: false })).toMatchObject({ tone: 'info', text: 'Processing' });
  expect(fileState({ status: 'Something new', isStuck: false })).toMatchObject({ tone: 'neutral' });
  expect(isMoving({ status: 'Processing', isStuck: true })).toBe(false);
  expect(isMoving({ status: 'Processing', isStuck: false })).toBe(true);
});

test('what waits, is stuck or failed may be tried again; what is at its end or goes well may not', () => {
  expect(canRetry({ status: 'Acknowledged', isStuck: false, failures: 0 })).toBe(true);
  expect(canRetry({ status: 'Processing', isStuck: true, failures: 8 })).toBe(true);
  expect(canRetry({ status: 'Processing', isStuck: false, failures: 2 })).toBe(true);
  expect(canRetry({ status: 'Processing', isStuck: false, failures: 0 })).toBe(false);
  expect(canRetry({ status: 'Processed with errors', isStuck: false, failures: 0 })).toBe(false);
});

test('the shares of the records fill the bar exactly, or nothing is done', () => {
  const some = fc.nat({ max: 2_000_000 });
  fc.assert(
    fc.property(some, some, some, (applied, inError, superseded) => {
      const done = applied + inError + superseded;
      const sum = sharesOf({ done, applied, inError, superseded }).reduce((all, { percent }) => all + percent, 0);
      expect(sum).toBeCloseTo(done === 0 ? 0 : 100, 6);
    }),
  );
});

test('records are told by what became of them, and what is nothing is left out', () => {
  const none = { done: 0, applied: 0, inError: 0, superseded: 0 };
  expect(recordsText({ status: 'Processing', records: none })).toBe('No record yet');
  expect(recordsText({ status: 'Processed with errors', records: none })).toBe('No record');
  expect(
    recordsText({ status: 'Processing', records: { done: 1_204, applied: 1_200, inError: 4, superseded: 0 } }),
  ).toBe('1,204 records: 1,200 applied, 4 in error');
  expect(recordsText({ status: 'Processing', records: { done: 1, applied: 0, inError: 0, superseded: 1 } })).toBe(
    '1 record: 1 superseded',
  );
});
