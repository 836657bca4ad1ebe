/** Owns settings: each is declared once with type, default and help, and read from flags and environment at start. */
import { ok, type Result, refuse } from '@jetway/kernel';
import { nearest } from './nearest.ts';

interface Common {
  /** What it does, one line, for `--help`. */
  readonly help: string;
  /** Name of the flag without `--`; the key in kebab-case when absent, null when there is no flag. */
  readonly flag?: string | null;
  /** Name of the environment variable; `JETWAY_` and the key in capitals when absent, null when there is none. */
  readonly env?: string | null;
  /** Never shown, not even when wrong. */
  readonly secret?: boolean;
}

/** One setting. Without `default` and `required` its value may be undefined. */
export type Setting =
  | (Common & {
      readonly kind: 'text';
      readonly default?: string;
      readonly required?: true;
      readonly pattern?: RegExp;
      readonly form?: string;
    })
  | (Common & {
      readonly kind: 'integer';
      readonly default?: number;
      readonly required?: true;
      readonly min?: number;
      readonly max?: number;
    })
  | (Common & {
      readonly kind: 'number';
      readonly default?: number;
      readonly required?: true;
      readonly min?: number;
      readonly max?: number;
    })
  | (Common & { readonly kind: 'boolean'; readonly default?: boolean })
  | (Common & {
      readonly kind: 'url';
      readonly default?: string;
      readonly required?: true;
      readonly protocols?: readonly string[];
    })
  | (Common & {
      readonly kind: 'choice';
      readonly choices: readonly string[];
      readonly default?: string;
      readonly required?: true;
    });

export type SettingTable = Readonly<Record<string, Setting>>;

type Bare<S extends Setting> = S extends { readonly kind: 'integer' | 'number' }
  ? number
  : S extends { readonly kind: 'boolean' }
    ? boolean
    : S extends { readonly kind: 'choice'; readonly choices: readonly (infer C)[] }
      ? C
      : string;

type ValueOf<S extends Setting> = S extends
  | { readonly default: string | number | boolean }
  | { readonly required: true }
  | { readonly kind: 'boolean' }
  ? Bare<S>
  : Bare<S> | undefined;

/** The values that a table of settings gives. */
export type SettingsOf<T extends SettingTable> = { readonly [K in keyof T]: ValueOf<T[K]> };

export interface SettingsDefinition<T extends SettingTable> {
  readonly table: T;
  /** Environment variables that other parts read; they are not refused as unknown. */
  readonly alsoKnown: readonly string[];
  /** Beginnings of names that belong to other programs in the same environment. */
  readonly otherPrefixes: readonly string[];
}

/** Declares a program's settings; a boolean without default is false. */
export function defineSettings<const T extends SettingTable>(
  table: T,
  more: { readonly alsoKnown?: readonly string[]; readonly otherPrefixes?: readonly string[] } = {},
): SettingsDefinition<T> {
  return {
    table,
    alsoKnown: ['JETWAY_READY_FD', ...(more.alsoKnown ?? [])],
    otherPrefixes: more.otherPrefixes ?? [],
  };
}

const kebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const flagOf = (key: string, setting: Setting): string | null =>
  setting.flag === undefined ? kebab(key) : setting.flag;
const envOf = (key: string, setting: Setting): string | null =>
  setting.env === undefined ? `JETWAY_${kebab(key).replaceAll('-', '_').toUpperCase()}` : setting.env;

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a command line asks for: to run with these settings, or only for the help text. */
export type Asked<T extends SettingTable> =
  | { readonly help: false; readonly settings: SettingsOf<T> }
  | { readonly help: true };

/**
 * Reads settings: a flag wins over the environment, which wins over the default. Every unknown flag, unknown
 * `JETWAY_` variable and wrong value is named in the refusal's text, one a line.
 */
export function readSettings<T extends SettingTable>(
  definition: SettingsDefinition<T>,
  argv: readonly string[],
  env: Environment,
): Result<Asked<T>, 'settings_wrong'> {
  if (argv.some((word) => word === '--help' || word === '-h')) return ok({ help: true });
  const problems: string[] = [];
  const given = readFlags(definition, argv, problems);
  problems.push(...unknownVariables(definition, env));
  const settings: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries<Setting>(definition.table)) {
    const envName = envOf(key, setting);
    const fromEnv = envName === null ? undefined : env[envName];
    const flag = given.get(key);
    const text = flag ?? (fromEnv === '' ? undefined : fromEnv);
    const name = flag !== undefined || envName === null ? `--${flagOf(key, setting) ?? key}` : envName;
    settings[key] = text === undefined ? absent(setting, key, problems) : parse(setting, text, name, problems);
  }
  if (problems.length > 0) return refuse('settings_wrong', problems.join('\n'));
  return ok({ help: false, settings: settings as SettingsOf<T> });
}

function readFlags(
  definition: SettingsDefinition<SettingTable>,
  argv: readonly string[],
  problems: string[],
): Map<string, string> {
  const byFlag = new Map(
    Object.entries(definition.table).flatMap(([key, setting]) => {
      const flag = flagOf(key, setting);
      return flag === null ? [] : [[flag, { key, setting }] as const];
    }),
  );
  const given = new Map<string, string>();
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    const [name = '', inline] = word.startsWith('--') ? splitOnce(word.slice(2), '=') : [undefined];
    const negated = name.startsWith('no-') ? byFlag.get(name.slice(3)) : undefined;
    const found = byFlag.get(name);
    if (found === undefined && negated?.setting.kind === 'boolean') given.set(negated.key, 'false');
    else if (found === undefined) problems.push(unknownFlag(word, name, [...byFlag.keys()]));
    else if (found.setting.kind === 'boolean') given.set(found.key, inline ?? 'true');
    else {
      const next = argv[index + 1];
      const value = inline ?? (next?.startsWith('--') ? undefined : next);
      if (value === undefined) problems.push(`--${name} needs a value: ${wants(found.setting)}`);
      else given.set(found.key, value);
      if (inline === undefined && value !== undefined) index += 1;
    }
  }
  return given;
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function unknownFlag(word: string, name: string, known: readonly string[]): string {
  if (!word.startsWith('--')) return `unexpected argument "${word}"`;
  const near = nearest(name, known);
  return `unknown option --${name}${near === undefined ? '' : `, did you mean --${near}?`}`;
}

function unknownVariables(definition: SettingsDefinition<SettingTable>, env: Environment): string[] {
  const known = [
    ...definition.alsoKnown,
    ...Object.entries(definition.table).flatMap(([key, setting]) => envOf(key, setting) ?? []),
  ];
  return Object.keys(env)
    .filter((name) => name.startsWith('JETWAY_') && !known.includes(name))
    .filter((name) => !definition.otherPrefixes.some((prefix) => name.startsWith(prefix)))
    .map((name) => {
      const near = nearest(name, known);
      return `unknown environment variable ${name}${near === undefined ? '' : `, did you mean ${near}?`}`;
    });
}

function absent(setting: Setting, key: string, problems: string[]): unknown {
  if (setting.default !== undefined) return setting.default;
  if (setting.kind === 'boolean') return false;
  if (setting.required !== true) return undefined;
  const flag = flagOf(key, setting);
  const names = [...(flag === null ? [] : [`--${flag}`]), ...[envOf(key, setting) ?? []].flat()];
  problems.push(`${names.join(' or ')} is missing: ${wants(setting)}`);
  return undefined;
}

function parse(setting: Setting, text: string, name: string, problems: string[]): unknown {
  const value = parseValue(setting, text);
  if (value !== undefined) return value;
  problems.push(`${name}${setting.secret === true ? '' : ` is "${text}"`}: it must be ${wants(setting)}`);
  return undefined;
}

function parseValue(setting: Setting, text: string): string | number | boolean | undefined {
  switch (setting.kind) {
    case 'text':
      return setting.pattern === undefined || setting.pattern.test(text) ? text : undefined;
    case 'integer':
    case 'number': {
      const form = setting.kind === 'integer' ? /^-?\d{1,15}$/ : /^-?\d{1,15}(\.\d{1,9})?$/;
      const value = form.test(text) ? Number(text) : Number.NaN;
      return value >= (setting.min ?? -Infinity) && value <= (setting.max ?? Infinity) ? value : undefined;
    }
    case 'boolean':
      return /^(true|1|yes|on)$/i.test(text) ? true : /^(false|0|no|off)$/i.test(text) ? false : undefined;
    case 'url':
      return URL.canParse(text) && protocolsOf(setting).includes(new URL(text).protocol.replace(':', ''))
        ? text
        : undefined;
    case 'choice':
      return setting.choices.find((choice) => choice === text);
  }
}

const protocolsOf = (setting: Extract<Setting, { kind: 'url' }>): readonly string[] =>
  setting.protocols ?? ['http', 'https'];

function wants(setting: Setting): string {
  switch (setting.kind) {
    case 'text':
      return setting.form ?? 'a text';
    case 'integer':
    case 'number': {
      const what = setting.kind === 'integer' ? 'a whole number' : 'a number';
      if (setting.min !== undefined && setting.max !== undefined)
        return `${what} from ${setting.min} to ${setting.max}`;
      if (setting.min !== undefined) return `${what}, at least ${setting.min}`;
      return setting.max === undefined ? what : `${what}, at most ${setting.max}`;
    }
    case 'boolean':
      return 'true or false';
    case 'url':
      return `an absolute URL (${protocolsOf(setting).join(', ')})`;
    case 'choice':
      return `one of ${setting.choices.join(', ')}`;
  }
}

/** The text for `--help`: every option with its variable, what it wants and its default. */
export function settingsHelp(definition: SettingsDefinition<SettingTable>): string {
  const lines = Object.entries(definition.table).map(([key, setting]): [string, string] => {
    const flag = flagOf(key, setting);
    const env = envOf(key, setting);
    const left = flag === null ? (env ?? key) : `--${flag}${setting.kind === 'boolean' ? '' : ` <${short(setting)}>`}`;
    const fallback = setting.default === undefined || setting.secret === true ? '' : ` (default ${setting.default})`;
    return [left, `${setting.help}${fallback}${env === null || env === left ? '' : ` [${env}]`}`];
  });
  const width = Math.max(...lines.map(([left]) => left.length), '--help'.length);
  return [...lines, ['--help', 'show this text']]
    .map(([left = '', right = '']) => `  ${left.padEnd(width)}  ${right}`)
    .join('\n');
}

const short = (setting: Setting): string =>
  setting.kind === 'choice' ? setting.choices.join('|') : setting.kind === 'integer' ? 'number' : setting.kind;
