import { describe, expect, test } from 'vitest';
import { defineLifecycle } from './lifecycle.ts';

const parcel = defineLifecycle({
  name: 'parcel',
  initial: 'packed',
  states: ['packed', 'sent', 'delivered', 'lost'],
  transitions: {
    send: [{ from: ['packed'], to: 'sent' }],
    settle: [
      { from: ['sent'], to: 'delivered' },
      { from: ['sent'], to: 'lost' },
    ],
  },
});

describe('a lifecycle', () => {
  test('tells which events may happen in a state and where they lead', () => {
    expect(parcel.allows('packed', 'send')).toBe(true);
    expect(parcel.allows('packed', 'settle')).toBe(false);
    expect(parcel.targets('sent', 'settle')).toEqual(['delivered', 'lost']);
    expect(parcel.allows('sent', 'settle', 'packed')).toBe(false);
    expect(parcel.sources('settle')).toEqual(['sent']);
  });

  test('knows its final states', () => {
    expect([...parcel.final]).toEqual(['delivered', 'lost']);
  });

  test('refuses a table with a state that no way leads to', () => {
    expect(() =>
      defineLifecycle({
        name: 'x',
        initial: 'a',
        states: ['a', 'b', 'c'],
        transitions: { go: [{ from: ['a'], to: 'b' }] },
      }),
    ).toThrow('no way leads to c');
  });

  test('refuses a table that names an unknown state', () => {
    const transitions = { go: [{ from: ['a'], to: 'z' as 'a' }] } as const;
    expect(() => defineLifecycle({ name: 'x', initial: 'a', states: ['a'], transitions })).toThrow('unknown state z');
  });

  test('refuses an event without a transition', () => {
    expect(() => defineLifecycle({ name: 'x', initial: 'a', states: ['a'], transitions: { go: [] } })).toThrow(
      'the event go has no transition',
    );
  });
});
