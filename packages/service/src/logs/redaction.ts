/** Owns what may never be written to a log or an exchange: values of fields whose name says that they are secret. */

/** Names in lower case without hyphens and underscores. */
const SECRET_NAMES: ReadonlySet<string> = new Set([
  'pass',
  'passwd',
  'passwordhash',
  'secretkey',
  'signingkey',
  'keyhash',
  'session',
  'credentials',
  'databaseurl',
]);

/** How further secret names end: `newPassword`, `api_secret`, `Set-Cookie`, `X-Api-Key`, `id_token`. */
const SECRET_ENDING = /(password|passphrase|secret|token|apikey|privatekey|authorization|cookie)$/;

const REDACTED = '[redacted]';
/** Deeper structures are cut: a log line is no place for them. */
const MAX_DEPTH = 8;

const plainName = (name: string): string => name.replace(/[-_\s]/g, '').toLowerCase();

/**
 * A copy in which the value of every field with a secret name, at any depth, is replaced; errors stay errors.
 * Names are compared without case, hyphens and underscores.
 */
export function redactSecrets<T extends object>(fields: T, more: readonly string[] = []): Record<string, unknown> {
  const names = more.length === 0 ? SECRET_NAMES : new Set([...SECRET_NAMES, ...more.map(plainName)]);
  return copyObject(fields, names, 0);
}

function copyObject(source: object, names: ReadonlySet<string>, depth: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(source)) {
    const isSecret = isSecretName(plainName(name), names) && value !== undefined && value !== null;
    copy[name] = isSecret ? REDACTED : copyValue(value, names, depth);
  }
  return copy;
}

/** Whether a field of this name is secret; names are compared without case, hyphens and underscores. */
export const isSecretField = (name: string): boolean => isSecretName(plainName(name), SECRET_NAMES);

const isSecretName = (name: string, names: ReadonlySet<string>): boolean => names.has(name) || SECRET_ENDING.test(name);

function copyValue(value: unknown, names: ReadonlySet<string>, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Error || value instanceof Date) return value;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if (value instanceof URL) return redactUrl(value.href);
  if (Array.isArray(value)) return value.map((one: unknown) => copyValue(one, names, depth + 1));
  return copyObject(value, names, depth + 1);
}

/** A URL without its password and without the values of its query, for messages about it. */
export function redactUrl(url: string): string {
  if (!URL.canParse(url)) return '[not a URL]';
  const parsed = new URL(url);
  if (parsed.password !== '') parsed.password = 'redacted';
  for (const name of [...parsed.searchParams.keys()]) parsed.searchParams.set(name, 'redacted');
  return parsed.href;
}
