import { expect, test } from 'vitest';
import { jetChannel } from '../channels/jet/index.ts';
import { allowed as allowedOn } from './connections.ts';

const entered = {
  mode: 'live',
  stoppedLanes: [],
  state: 'idle',
  nodeId: '',
  ownSettings: { jet_api_user: 'user' },
  sealedSecrets: { jet_api_secret: 'sealed' },
  pullsOrders: true,
  sendsTrackingNumbers: true,
  sendsStock: true,
} as const;
const allowed = (connection: Parameters<typeof allowedOn>[0]) => allowedOn(connection, jetChannel);
const nothing = { pull: false, intents: false, shipments: false, stock: false, refresh: false };

test('a connection that is entered and switched on does everything', () => {
  expect(allowed(entered)).toEqual({ pull: true, intents: true, shipments: true, stock: true, refresh: true });
});

test('a connection without user or without secret calls nobody', () => {
  expect(allowed({ ...entered, ownSettings: {} })).toEqual(nothing);
  expect(allowed({ ...entered, sealedSecrets: {} })).toEqual(nothing);
});

test('one whose credentials were refused, or that is stopped, calls nobody', () => {
  expect(allowed({ ...entered, state: 'refused' })).toEqual(nothing);
  expect(allowed({ ...entered, mode: 'stopped' })).toEqual(nothing);
});

test('in watch mode orders are pulled and nothing is sent', () => {
  expect(allowed({ ...entered, mode: 'watch' })).toEqual({ ...nothing, pull: true });
});

test('a stopped lane stops what goes by it', () => {
  expect(allowed({ ...entered, stoppedLanes: ['urgent'] })).toMatchObject({
    intents: false,
    shipments: false,
    stock: true,
  });
  expect(allowed({ ...entered, stoppedLanes: ['normal'] })).toMatchObject({
    intents: true,
    stock: false,
    refresh: false,
  });
  expect(allowed({ ...entered, stoppedLanes: ['bulk'] })).toMatchObject({ stock: true, refresh: false });
});
