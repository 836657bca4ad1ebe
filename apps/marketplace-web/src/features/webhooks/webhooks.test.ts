import type { WebhookDelivery, WebhookEndpoint } from '@jetway/marketplace-api';
import { describe, expect, test } from 'vitest';
import {
  deliveryState,
  endpointState,
  inputOf,
  kindName,
  kindsText,
  parseWebhooksSearch,
  switched,
  urlError,
} from './webhooks.ts';

const endpoint: WebhookEndpoint = {
  id: 'e',
  url: 'https://merchant.example/hooks',
  kinds: [],
  enabled: true,
  disabledReason: null,
  failingSince: null,
  previousSecretUntil: null,
  pending: 0,
  createdAt: 0,
  updatedAt: 0,
};
const delivery: WebhookDelivery = {
  eventId: 'v',
  kind: 'order.ready',
  subject: 'order:1',
  occurredAt: 0,
  state: 'pending',
  tries: 0,
  dueAt: 0,
  triedAt: null,
  status: null,
  durationMs: null,
  error: null,
};

describe('what is shown', () => {
  test('of an endpoint: whether it is on, and whether it goes well', () => {
    expect(endpointState(endpoint).text).toBe('On');
    expect(endpointState({ ...endpoint, failingSince: 1 }).text).toBe('Failing');
    expect(endpointState({ ...endpoint, enabled: false, failingSince: 1 }).text).toBe('Off');
    expect([kindsText(endpoint), kindsText({ ...endpoint, kinds: ['order.ready', 'file.processed'] })]).toEqual([
      'Everything',
      'Order ready, File processed',
    ]);
  });

  test('of a delivery: what became of it', () => {
    expect(deliveryState(delivery).text).toBe('Waiting');
    expect(deliveryState({ ...delivery, tries: 3 }).text).toBe('Failed 3 times');
    expect(deliveryState({ ...delivery, state: 'dead' }).text).toBe('Given up');
    expect([kindName('order.ready'), kindName('webhook.test')]).toEqual(['Order ready', 'Test']);
  });
});

test.each([
  ['', 'Enter an address'],
  ['merchant.example', 'Enter an address that begins with https:// or http://'],
  ['ftp://merchant.example', 'Enter an address that begins with https:// or http://'],
  [' https://merchant.example/hooks ', undefined],
])('the address "%s" is checked before it is sent', (url, error) => expect(urlError(url)).toBe(error));

test('what is sent: trimmed, on unless it was off', () => {
  const values = { url: ' https://a.example/ ', kinds: ['order.ready'] as const };
  expect(inputOf(values, undefined)).toEqual({ url: 'https://a.example/', kinds: ['order.ready'], enabled: true });
  expect(inputOf(values, { ...endpoint, enabled: false }).enabled).toBe(false);
  expect(switched(endpoint, false)).toEqual({ url: endpoint.url, kinds: [], enabled: false });
});

test('an address of the page says endpoint and state, or nothing', () => {
  expect(parseWebhooksSearch({ endpoint: 'e', state: 'dead' })).toEqual({ endpoint: 'e', state: 'dead' });
  expect(parseWebhooksSearch({ endpoint: 7, state: 'nonsense' })).toEqual({});
});
