import type { Connection } from '@jetway/oms-api';
import { describe, expect, test } from 'vitest';
import { connectionNotices, waitingWords } from './connections.ts';

const aConnection = (over: Partial<Connection> = {}): Connection => ({
  id: 'c1',
  channel: 'jet',
  name: 'Jet',
  baseUrl: 'http://127.0.0.1:4010/api',
  settings: {},
  pullsOrders: true,
  sendsTrackingNumbers: true,
  sendsStock: true,
  nodeId: 'n',
  mode: 'live',
  stoppedLanes: [],
  pullEverySeconds: 60,
  acknowledgePolicy: 'accept-when-covered',
  acknowledgeWithinHours: 24,
  state: 'healthy',
  stateText: null,
  lastPullAt: null,
  nextPullAt: null,
  lastContactAt: null,
  clockOffsetMs: 0,
  waitingIntents: 0,
  waitingStock: 0,
  version: 1,
  ...over,
});

describe('connectionNotices', () => {
  test('a live and healthy connection is no news', () => {
    expect(connectionNotices([aConnection()])).toEqual([]);
  });

  test('watch mode says that nothing is sent, and what is held back', () => {
    const [notice] = connectionNotices([aConnection({ mode: 'watch', waitingIntents: 1, waitingStock: 12 })]);
    expect(notice).toMatchObject({ kind: 'watch', tone: 'info' });
    expect(notice?.text).toContain('nothing is sent');
    expect(notice?.text).toContain('1 message about orders and stock of 12 SKUs');
  });

  test('the gravest comes first', () => {
    const kinds = connectionNotices([
      aConnection({ mode: 'watch' }),
      aConnection({ state: 'failing' }),
      aConnection({ stoppedLanes: ['bulk'] }),
      aConnection({ mode: 'stopped' }),
      aConnection({ state: 'refused', stateText: 'Wrong secret.' }),
    ]).map(({ kind }) => kind);
    expect(kinds).toEqual(['refused', 'stopped', 'failing', 'lanes', 'watch']);
  });

  test('what the channel said stands as a sentence of its own', () => {
    const [notice] = connectionNotices([aConnection({ state: 'refused', stateText: 'Bad Request' })]);
    expect(notice?.text).toBe('Bad Request. Nothing is read or sent until they are right.');
  });

  test('a stopped connection is told as stopped, whatever its state was', () => {
    expect(connectionNotices([aConnection({ mode: 'stopped', state: 'refused' })])[0]?.kind).toBe('stopped');
  });
});

test('waitingWords says nothing when nothing waits', () => {
  expect(waitingWords(aConnection())).toBeUndefined();
  expect(waitingWords(aConnection({ waitingIntents: 3 }))).toBe('3 messages about orders');
});
