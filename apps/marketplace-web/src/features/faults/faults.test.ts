import type { FaultRule } from '@jetway/marketplace-api';
import { describe, expect, test } from 'vitest';
import {
  checkFault,
  detailText,
  faultName,
  inputOf,
  newFault,
  scheduleText,
  stateOf,
  switched,
  valuesOf,
} from './faults.ts';
import { isChanged, limitsOf, limitsValues } from './limits.ts';

const rule = (chosen: Partial<FaultRule> = {}): FaultRule => ({
  id: 'f',
  kind: 'server_error',
  operation: null,
  schedule: 'always',
  probability: null,
  count: null,
  latencyMinMs: null,
  latencyMaxMs: null,
  retryAfterSeconds: null,
  seed: 1,
  enabled: true,
  until: null,
  seen: 0,
  hits: 0,
  createdAt: 0,
  updatedAt: 0,
  ...chosen,
});

describe('a fault in words', () => {
  test('which requests it hits', () => {
    expect(scheduleText(rule())).toBe('Every request');
    expect(scheduleText(rule({ schedule: 'probability', probability: 0.125 }))).toBe('12.5% of the requests');
    expect([1, 2, 3, 11, 22].map((count) => scheduleText(rule({ schedule: 'every', count })))).toEqual([
      'Every 1st request',
      'Every 2nd request',
      'Every 3rd request',
      'Every 11th request',
      'Every 22nd request',
    ]);
    expect(scheduleText(rule({ schedule: 'next', count: 5, seen: 2 }))).toBe('The next 5, 3 to come');
    expect(scheduleText(rule({ schedule: 'next', count: 5, seen: 9 }))).toBe('The next 5: all were hit');
  });

  test('what it adds, and what it is called', () => {
    expect(detailText(rule({ latencyMinMs: 5, latencyMaxMs: 9 }))).toBe('5 to 9 ms');
    expect(detailText(rule({ latencyMinMs: 5, latencyMaxMs: 5 }))).toBe('5 ms');
    expect(detailText(rule({ retryAfterSeconds: 3 }))).toBe('Retry-After: 3 s');
    expect(detailText(rule())).toBe('');
    expect([faultName('latency'), faultName('one of tomorrow')]).toEqual(['Slow answer', 'one of tomorrow']);
  });

  test('whether it is on', () => {
    expect(stateOf(rule(), 5)).toBe('on');
    expect(stateOf(rule({ until: 6 }), 5)).toBe('on');
    expect(stateOf(rule({ until: 5 }), 5)).toBe('over');
    expect(stateOf(rule({ until: 9, enabled: false }), 5)).toBe('off');
  });
});

describe('a fault in a form', () => {
  test('what the form holds is what is sent', () => {
    const full = rule({
      kind: 'latency',
      operation: 'putPrice',
      schedule: 'probability',
      probability: 0.5,
      latencyMinMs: 1,
      latencyMaxMs: 2,
      seed: 9,
      until: 120_000,
    });
    const { id: _id, seen: _seen, hits: _hits, createdAt: _c, updatedAt: _u, enabled: _e, ...settings } = full;
    expect(inputOf(valuesOf(full, 0), 0)).toEqual(settings);
  });

  test('what its kind and schedule do not ask for is neither checked nor sent', () => {
    const values = { ...newFault, schedule: 'always', count: '', percent: '', latencyMinMs: '', seed: '' } as const;
    expect(checkFault(values)).toEqual({});
    expect(inputOf(values, 0)).toEqual({
      kind: 'server_error',
      operation: null,
      schedule: 'always',
      probability: null,
      count: null,
      latencyMinMs: null,
      latencyMaxMs: null,
      retryAfterSeconds: null,
      seed: 1,
      until: null,
    });
    expect(inputOf({ ...newFault, kind: 'stuck_file', operation: 'putPrice', minutes: 2 }, 5)).toEqual({
      kind: 'stuck_file',
      until: 120_005,
    });
  });

  test('what is missing is asked for', () => {
    expect(checkFault({ ...newFault, schedule: 'every', count: '' })).toEqual({ count: 'Enter a number' });
    expect(checkFault({ ...newFault, schedule: 'probability', percent: '' })).toEqual({ percent: 'Enter a number' });
    expect(Object.keys(checkFault({ ...newFault, kind: 'latency', latencyMinMs: 9, latencyMaxMs: 8 }))).toEqual([
      'latencyMaxMs',
    ]);
  });

  test('a switch changes nothing else', () => {
    expect(switched(rule({ kind: 'latency', latencyMinMs: 1, latencyMaxMs: 2 }), false)).toMatchObject({
      kind: 'latency',
      latencyMinMs: 1,
      latencyMaxMs: 2,
      enabled: false,
    });
  });
});

describe('limits in a form', () => {
  const limits = [{ routeClass: 'read' as const, perSecond: 2, burst: 5 }];

  test('what the form holds is what is set', () => {
    expect(limitsOf(limitsValues(limits))).toEqual(limits);
    expect(limitsOf(limitsValues([]))).toEqual([]);
  });

  test('one that is on must be whole', () => {
    const values = limitsValues(limits);
    expect(limitsOf({ ...values, read: { ...values.read, burst: '' } })).toBeUndefined();
    expect(limitsOf({ ...values, write: { on: false, perSecond: '', burst: '' } })).toEqual(limits);
  });

  test('numbers of a limit that is off change nothing', () => {
    const values = limitsValues(limits);
    expect(isChanged(values, limits)).toBe(false);
    expect(isChanged({ ...values, write: { ...values.write, burst: 7 } }, limits)).toBe(false);
    expect(isChanged({ ...values, write: { ...values.write, on: true } }, limits)).toBe(true);
    expect(isChanged({ ...values, read: { ...values.read, burst: 7 } }, limits)).toBe(true);
  });
});
