/** Owns the guarantees of settings: nothing unknown or wrong goes unnoticed. */
import { describe, expect, test } from 'vitest';
import { defineSettings, readSettings, settingsHelp } from './settings.ts';

const definition = defineSettings(
  {
    port: { kind: 'integer', min: 1, max: 65_535, default: 4_000, help: 'Port to listen on' },
    publicUrl: { kind: 'url', help: 'Public address' },
    rate: { kind: 'number', default: 1.5, min: 0, help: 'Orders a minute' },
    role: { kind: 'choice', choices: ['all', 'http'], default: 'all', help: 'What it does' },
    isQuiet: { kind: 'boolean', flag: 'quiet', help: 'Says less' },
    shoppers: { kind: 'boolean', default: true, help: 'Shoppers order' },
    fixtures: { kind: 'text', env: null, help: 'File of fixtures' },
    secretKey: { kind: 'text', flag: null, env: 'JETWAY_SECRET_KEY', secret: true, pattern: /^\w{4}$/, help: 'Key' },
  },
  { alsoKnown: ['JETWAY_OMS_URL'], otherPrefixes: ['JETWAY_MARKETPLACE_'] },
);

const read = (argv: readonly string[], env: Record<string, string> = {}) => readSettings(definition, argv, env);
const settingsOf = (argv: readonly string[], env: Record<string, string> = {}) => {
  const result = read(argv, env);
  return result.ok && !result.value.help ? result.value.settings : undefined;
};
const problemsOf = (argv: readonly string[], env: Record<string, string> = {}) => {
  const result = read(argv, env);
  return result.ok ? [] : result.refusal.text.split('\n');
};

describe('settings', () => {
  test('have their defaults', () => {
    expect(settingsOf([])).toEqual({
      port: 4_000,
      publicUrl: undefined,
      rate: 1.5,
      role: 'all',
      isQuiet: false,
      shoppers: true,
      fixtures: undefined,
      secretKey: undefined,
    });
  });

  test('come from flags in each spelling, which win over the environment', () => {
    const argv = ['--port=5000', '--quiet', '--no-shoppers', '--public-url', 'https://a.example', '--rate', '0.25'];
    expect(settingsOf(argv, { JETWAY_PORT: '6000', JETWAY_ROLE: 'http', JETWAY_FIXTURES_X: '' })).toBeUndefined();
    expect(settingsOf(argv, { JETWAY_PORT: '6000', JETWAY_ROLE: 'http' })).toMatchObject({
      port: 5_000,
      isQuiet: true,
      shoppers: false,
      publicUrl: 'https://a.example',
      rate: 0.25,
      role: 'http',
    });
  });

  test('an empty variable counts as none; those of others are left alone', () => {
    expect(
      settingsOf([], { JETWAY_PORT: '', JETWAY_OMS_URL: 'x', JETWAY_MARKETPLACE_PORT: 'x', PATH: '/' })?.port,
    ).toBe(4_000);
  });

  test.each([
    [['--prot', '5'], 'unknown option --prot, did you mean --port?'],
    [['--nonsense'], 'unknown option --nonsense'],
    [['stray'], 'unexpected argument "stray"'],
    [['--port'], '--port needs a value: a whole number from 1 to 65535'],
    [['--port', '--quiet'], '--port needs a value: a whole number from 1 to 65535'],
    [['--port', '4e3'], '--port is "4e3": it must be a whole number from 1 to 65535'],
    [['--port', '70000'], '--port is "70000": it must be a whole number from 1 to 65535'],
    [['--rate', '-1'], '--rate is "-1": it must be a number, at least 0'],
    [['--public-url', 'ftp://a'], '--public-url is "ftp://a": it must be an absolute URL (http, https)'],
    [['--role', 'boss'], '--role is "boss": it must be one of all, http'],
    [['--quiet=maybe'], '--quiet is "maybe": it must be true or false'],
    [['--secret-key', 'x'], 'unknown option --secret-key'],
  ])('%j is refused by name', (argv, problem) => {
    expect(problemsOf(argv)[0]).toBe(problem);
  });

  test('a wrong variable is named, a secret one without its value', () => {
    expect(problemsOf([], { JETWAY_PORT: 'x', JETWAY_SECRET_KEY: 'hunter2', JETWAY_ROEL: 'all' })).toEqual([
      'unknown environment variable JETWAY_ROEL, did you mean JETWAY_ROLE?',
      'JETWAY_PORT is "x": it must be a whole number from 1 to 65535',
      'JETWAY_SECRET_KEY: it must be a text',
    ]);
  });

  test('help shows each with what it wants, its default and its variable', () => {
    const help = settingsHelp(definition);
    expect(help).toMatch(/--port <number> +Port to listen on \(default 4000\) \[JETWAY_PORT\]/);
    expect(help).toMatch(/--role <all\|http> +What it does/);
    expect(read(['--port', 'x', '--help'])).toEqual({ ok: true, value: { help: true } });
  });
});
