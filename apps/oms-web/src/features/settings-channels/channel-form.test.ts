import type { ChannelSetting } from '@jetway/oms-api';
import { expect, test } from 'vitest';
import {
  type ConnectionValues,
  changeBody,
  formErrors,
  isBaseUrl,
  settingGroups,
  settingsBody,
  triedBody,
} from './channel-form.ts';

const aSetting = (key: string, kind: ChannelSetting['kind'], group = 'Account'): ChannelSetting => ({
  key,
  label: key,
  help: '',
  kind,
  required: false,
  default: null,
  part: null,
  group,
  choices: [],
});

const channel = {
  address: { label: 'Base address', help: '' },
  settings: [
    aSetting('user', 'text'),
    aSetting('secret', 'secret'),
    aSetting('pulls', 'yes-no', 'Work'),
    aSetting('most', 'number'),
  ],
};

const someValues = (over: Partial<ConnectionValues> = {}): ConnectionValues => ({
  name: 'Jet',
  baseUrl: 'http://127.0.0.1:4010/api',
  settings: { user: ' user ', secret: '', pulls: true, most: '3' },
  pullEverySeconds: 60,
  acknowledgePolicy: 'accept-when-covered',
  acknowledgeWithinHours: 24,
  ...over,
});

test('a secret that was not typed is not sent, so that the kept one stays', () => {
  expect(settingsBody(someValues(), channel)).toEqual({ user: 'user', pulls: true, most: 3 });
  const typed = someValues({ settings: { secret: ' with blanks ' } });
  expect(settingsBody(typed, channel)).toHaveProperty('secret', ' with blanks ');
});

test('numbers typed as text are sent as numbers', () => {
  expect(changeBody(someValues({ pullEverySeconds: '30' }), channel).pullEverySeconds).toBe(30);
});

test('a channel without an address is sent none, and asked for none', () => {
  const folder = { ...channel, address: null };
  expect(triedBody(someValues(), folder)).not.toHaveProperty('baseUrl');
  expect(formErrors(someValues({ baseUrl: '' }), folder)).toEqual({});
});

test('an address must be one, without secrets or a query in it', () => {
  expect(isBaseUrl('https://merchant-api.example/api')).toBe(true);
  for (const text of ['merchant-api.example', 'ftp://x/api', 'https://user:pw@x/api', 'https://x/api?y=1', ''])
    expect(isBaseUrl(text)).toBe(false);
});

test('each field says what is wrong with it', () => {
  expect(formErrors(someValues(), channel)).toEqual({});
  const wrong = someValues({ name: ' ', baseUrl: 'x', settings: { most: '' }, pullEverySeconds: 1 });
  expect(Object.keys(formErrors({ ...wrong, acknowledgeWithinHours: '' }, channel))).toEqual([
    'name',
    'baseUrl',
    'settings.most',
    'pullEverySeconds',
    'acknowledgeWithinHours',
  ]);
});

test('settings stand under their titles in the channel’s order', () => {
  expect(settingGroups(channel).map(({ title, settings }) => [title, settings.length])).toEqual([
    ['Account', 3],
    ['Work', 1],
  ]);
});
