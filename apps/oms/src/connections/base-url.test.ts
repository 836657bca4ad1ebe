/** Owns the guarantees of addresses that connections may have. */
import { describe, expect, test } from 'vitest';
import { checkBaseUrl } from './base-url.ts';

describe('the address of a connection', () => {
  test.each([
    ['https://merchant-api.example/api', 'https://merchant-api.example/api'],
    ['HTTPS://Merchant-API.example/api/', 'https://merchant-api.example/api'],
    ['http://127.0.0.1:4010/api//', 'http://127.0.0.1:4010/api'],
    ['http://10.0.0.7/', 'http://10.0.0.7'],
  ])('%s is taken as %s', (text, taken) => {
    expect(checkBaseUrl(text)).toEqual({ ok: true, value: taken });
  });

  test.each([
    'no address',
    'ftp://marketplace.example',
    'file:///etc/passwd',
    'https://user:pass@marketplace.example',
    'https://marketplace.example/api?key=1',
    'https://marketplace.example/api#here',
    'http://169.254.169.254/latest/meta-data',
    'http://169.254.169.254./latest',
    'http://2852039166/',
    'http://0xa9fea9fe/',
    'http://[::ffff:169.254.169.254]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://metadata.google.internal/computeMetadata',
  ])('%s is refused', (text) => {
    expect(checkBaseUrl(text)).toMatchObject({ ok: false, refusal: { code: 'bad_address', path: '/baseUrl' } });
  });
});
