/** Owns the guarantees of the log: what is written, and what never is. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLog, type LogOptions } from './logs.ts';
import { redactSecrets, redactUrl } from './redaction.ts';

const logInto = (options: LogOptions = {}) => {
  const lines: string[] = [];
  return { lines, log: createLog({ ...options, destination: { write: (line) => void lines.push(line) } }) };
};
const parsed = (line: string | undefined): unknown => JSON.parse(line ?? '');

describe('the log', () => {
  test('writes a line of JSON with level, message, fields and those of its parents', () => {
    const { log, lines } = logInto({ fields: { app: 'oms' } });
    log.child({ requestId: 'r1' }).warn('late', { orders: 3 });
    expect(parsed(lines[0])).toMatchObject({ level: 'warn', message: 'late', app: 'oms', requestId: 'r1', orders: 3 });
  });

  test('leaves out what is less important than its level', () => {
    const { log, lines } = logInto({ level: 'warn' });
    log.info('unheard');
    log.debug('unheard');
    log.error('heard');
    expect(lines).toHaveLength(1);
  });

  test('writes an error with its code, stack and causes', () => {
    const { log, lines } = logInto();
    const error = Object.assign(new Error('outer', { cause: new Error('inner') }), { code: 'E1' });
    log.error('failed', { error });
    expect(parsed(lines[0])).toMatchObject({
      error: { name: 'Error', message: 'outer', code: 'E1', stack: expect.any(String), cause: { message: 'inner' } },
    });
  });

  test('for people, it is a line that can be read', () => {
    const { log, lines } = logInto({ pretty: true });
    log.info('ready', { url: 'http://127.0.0.1:4000' });
    expect(lines.join('')).toMatch(/INFO.*ready[\s\S]*http:\/\/127\.0\.0\.1:4000/);
  });
});

describe('secrets', () => {
  test('are taken out at any depth, in children and lists, by name in any spelling', () => {
    const { log, lines } = logInto({ redact: ['tax-number'] });
    log.child({ cookie: 'c00kie' }).info('exchange', {
      request: {
        headers: { Authorization: 'Bearer abc', 'x-request-id': 'r' },
        body: [{ api_secret: 'abc', pass: 'abc' }],
      },
      taxNumber: 'abc',
      password: undefined,
    });
    expect(lines[0]).not.toMatch(/abc|c00kie/);
    expect(parsed(lines[0])).toMatchObject({
      request: { headers: { 'x-request-id': 'r' }, body: [{ pass: '[redacted]' }] },
    });
  });

  test('never come through, whatever is around them', () => {
    const secret = 'S3CR3T-VALUE';
    fc.assert(
      fc.property(
        fc.constantFrom(
          'password',
          'Pass',
          'API_SECRET',
          'x-api-key',
          'authorization',
          'Set-Cookie',
          'id_token',
          'secretKey',
        ),
        fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { maxLength: 5 }),
        (name, path) => {
          const fields = path.reduce<object>((inner, key) => ({ [key]: inner }), { [name]: secret });
          expect(JSON.stringify(redactSecrets(fields))).not.toContain(secret);
        },
      ),
    );
  });

  test('a URL loses its password and the values of its query', () => {
    expect(redactUrl('postgres://user:pw@host/db?sslmode=require')).toBe(
      'postgres://user:redacted@host/db?sslmode=redacted',
    );
    expect(redactUrl('nonsense pw')).toBe('[not a URL]');
  });
});
