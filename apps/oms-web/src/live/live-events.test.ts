import { type LiveEvent, liveTopics } from '@jetway/oms-api';
import { describe, expect, test } from 'vitest';
import { type EventStream, type LiveState, listenLive, parseLiveEvent } from './live-events.ts';

/** The far side: streams that the test opens, feeds and breaks. */
function farSide() {
  const streams: { emit: (type: string, data?: unknown) => void; closed: boolean }[] = [];
  const timers: { run: () => void; cancelled: boolean }[] = [];
  const events: LiveEvent[] = [];
  const states: LiveState[] = [];
  const open = (): EventStream => {
    const listeners: [string, (event: { readonly data?: unknown }) => void][] = [];
    const stream = {
      closed: false,
      emit: (type: string, data?: unknown) => {
        for (const [listened, heard] of listeners) if (listened === type) heard({ data });
      },
    };
    streams.push(stream);
    return {
      addEventListener: (type, heard) => listeners.push([type, heard]),
      close: () => {
        stream.closed = true;
      },
    };
  };
  const stop = listenLive({
    open,
    onEvent: (event) => events.push(event),
    onState: (state) => states.push(state),
    pollMs: 15_000,
    setTimer: (run) => {
      const timer = { run, cancelled: false };
      timers.push(timer);
      return () => {
        timer.cancelled = true;
      };
    },
  });
  return { streams, timers, events, states, stop };
}

describe('listenLive', () => {
  test('tells events as they come, whether they are named or not', () => {
    const { streams, events, states } = farSide();
    streams[0]?.emit('open');
    streams[0]?.emit('message', '{"topic":"orders","id":"o1"}');
    streams[0]?.emit('problems', '{"topic":"problems","id":null}');
    expect(states).toEqual(['connecting', 'live']);
    expect(events).toEqual([
      { topic: 'orders', id: 'o1' },
      { topic: 'problems', id: null },
    ]);
  });

  test('without a stream it asks for everything now and then, and tries the stream again each time', () => {
    const { streams, timers, events, states } = farSide();
    streams[0]?.emit('error');
    expect(states.at(-1)).toBe('polling');
    expect(streams[0]?.closed).toBe(true);
    timers[0]?.run();
    expect(events.map(({ topic }) => topic)).toEqual([...liveTopics]);
    expect(streams).toHaveLength(2);
  });

  test('what was missed while the stream was away is made good when it is back', () => {
    const { streams, timers, events } = farSide();
    streams[0]?.emit('open');
    streams[0]?.emit('error');
    timers[0]?.run();
    events.length = 0;
    streams[1]?.emit('open');
    expect(events).toHaveLength(liveTopics.length);
  });

  test('after stopping nothing is opened any more', () => {
    const { streams, timers, stop } = farSide();
    streams[0]?.emit('error');
    stop();
    expect(timers[0]?.cancelled).toBe(true);
    expect(streams).toHaveLength(1);
  });
});

test('a message that is no event of ours is passed over', () => {
  expect(parseLiveEvent('{"topic":"weather","id":null}')).toBeUndefined();
  expect(parseLiveEvent('not json')).toBeUndefined();
  expect(parseLiveEvent('null')).toBeUndefined();
  expect(parseLiveEvent('{"topic":"sync"}')).toEqual({ topic: 'sync', id: null });
});
