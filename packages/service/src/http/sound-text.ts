/** Owns which text may come in at all: no U+0000, no lone surrogates (PostgreSQL stores neither), no endless nesting. */
import type { Issue } from './dialect.ts';

/** Deepest nesting of arrays and objects that a body may have. */
export const MAX_BODY_DEPTH = 64;

const isUnsound = (text: string): boolean => text.includes('\u0000') || !text.isWellFormed();

/** Whether JSON text can hold an unsound string at all: such strings can only be written as escapes. */
export const mayBeUnsound = (json: string): boolean => /\\u(?:0000|[dD][89a-fA-F])/.test(json);

/** Whether JSON text nests deeper than `limit`; brackets within strings do not count. */
export function nestsDeeperThan(json: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < json.length; index += 1) {
    const code = json.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return false;
}

/** The places of unsound strings (values and names) in a value, at most `limit` of them. */
export function findUnsoundText(value: unknown, place: Issue['place'], limit: number): Issue[] {
  const found: Issue[] = [];
  const visit = (current: unknown, segments: readonly (string | number)[]): void => {
    if (found.length >= limit) return;
    if (typeof current === 'string') {
      if (isUnsound(current)) found.push(unsoundAt(place, segments, current));
    } else if (Array.isArray(current)) {
      for (const [index, item] of current.entries()) visit(item, [...segments, index]);
    } else if (typeof current === 'object' && current !== null) {
      for (const [name, item] of Object.entries(current)) {
        if (isUnsound(name)) found.push(unsoundAt(place, segments, name));
        visit(item, [...segments, name]);
      }
    }
  };
  visit(value, []);
  return found;
}

function unsoundAt(place: Issue['place'], segments: readonly (string | number)[], value: string): Issue {
  return {
    place,
    path: pointer(segments),
    segments,
    code: 'unsound_text',
    message: 'must not contain the character U+0000 or half of a surrogate pair',
    keyword: 'unsoundText',
    params: {},
    schema: {},
    value,
  };
}

/** A JSON pointer (RFC 6901) for a list of names and positions. */
export const pointer = (segments: readonly (string | number)[]): string =>
  segments.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The way Jet writes a place: names after slashes, positions in brackets, as in `/shipments[0]/items[1]/quantity`. */
export const bracketPath = (segments: readonly (string | number)[]): string =>
  segments.map((segment) => (typeof segment === 'number' ? `[${segment}]` : `/${segment}`)).join('');
