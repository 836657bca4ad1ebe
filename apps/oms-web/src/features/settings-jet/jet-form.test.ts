import { expect, test } from 'vitest';
import { changeBody, isBaseUrl, type JetValues, jetErrors, settingsBody } from './jet-form.ts';

const someValues = (over: Partial<JetValues> = {}): JetValues => ({
  name: 'Jet',
  baseUrl: 'http://127.0.0.1:4010/api',
  jet_api_user: ' user ',
  jet_api_secret: '',
  jet_pull_orders: true,
  jet_send_tracking_numbers: true,
  jet_soj_enabled: false,
  jet_fulfillment_node_id: 'node',
  pullEverySeconds: 60,
  acknowledgePolicy: 'accept-when-covered',
  acknowledgeWithinHours: 24,
  ...over,
});

test('a secret that was not typed is not sent, so that the kept one stays', () => {
  expect(settingsBody(someValues())).not.toHaveProperty('jet_api_secret');
  expect(settingsBody(someValues({ jet_api_secret: ' with blanks ' }))).toHaveProperty(
    'jet_api_secret',
    ' with blanks ',
  );
});

test('numbers typed as text are sent as numbers', () => {
  expect(changeBody(someValues({ pullEverySeconds: '30' })).pullEverySeconds).toBe(30);
});

test('an address must be one, without secrets or a query in it', () => {
  expect(isBaseUrl('https://merchant-api.example/api')).toBe(true);
  for (const text of ['merchant-api.example', 'ftp://x/api', 'https://user:pw@x/api', 'https://x/api?y=1', ''])
    expect(isBaseUrl(text)).toBe(false);
});

test('each field says what is wrong with it', () => {
  expect(jetErrors(someValues())).toEqual({});
  expect(
    Object.keys(jetErrors(someValues({ name: ' ', baseUrl: 'x', pullEverySeconds: 1, acknowledgeWithinHours: '' }))),
  ).toEqual(['name', 'baseUrl', 'pullEverySeconds', 'acknowledgeWithinHours']);
});
