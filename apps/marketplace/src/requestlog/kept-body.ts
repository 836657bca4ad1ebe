/** Owns how much of a body is kept in the request log: no secrets, no buyers' data, not without end. */
import { isSecretField } from '@jetway/service';

/** Longer bodies are cut. */
export const KEPT_CHARACTERS = 16_384;

/** Members of an order that are about the buyer: his name, addresses, telephone (page Check Order Details). */
const PERSONAL: ReadonlySet<string> = new Set([
  'buyer',
  'shippingto',
  'recipient',
  'hashemail',
  'email',
  'phonenumber',
]);

/** Whether a name, or a text that is no JSON, can be or hold what must not be kept; escapes may spell any name. */
const SUSPECT =
  /pass|secret|token|key|authorization|cookie|session|credential|database|buyer|shipping|recipient|mail|phone|\\u/i;

/** Signatures of addresses that carry their permission. */
const SIGNATURE = /((?:\b|u0026)(?:sig|signature)=)[^&"'\\\s]+/gi;

/** An address without the signature in it. */
export const keptPath = (url: string): string => cut(withoutSignatures(url), 2_000);

/** The text of a body as it is kept, cut at `most` characters; null when there is none. */
export function keptBody(text: string | undefined, isJson: boolean): string | null {
  if (text === undefined || text === '') return null;
  if (!isJson && SUSPECT.test(text)) return '[not kept: it is no JSON and may hold secrets]';
  return keptText(isJson ? withoutSecrets(text, KEPT_CHARACTERS) : text, text.length, KEPT_CHARACTERS);
}

/**
 * The same of an answer of ours, which is JSON without blanks.
 * @param hidden the members that it may have and that are not kept; undefined when any could be among them
 */
export function keptAnswer(
  text: string | undefined,
  hidden: readonly string[] | undefined,
  most: number = KEPT_CHARACTERS,
): string | null {
  if (text === undefined || text === '') return null;
  const plain = hidden === undefined ? withoutSecrets(text, most) : withoutMembers(text, hidden, most);
  return keptText(plain, text.length, most);
}

const keptText = (plain: string, length: number, most: number): string =>
  cut(withoutSignatures(plain.slice(0, most)), most, length > most ? length : undefined);

/** A search is cheaper than a pattern that looks at every place. */
const withoutSignatures = (text: string): string =>
  /sig/i.test(text) ? text.replace(SIGNATURE, '$1[redacted]') : text;

/**
 * A text that the database takes, cut at a number of characters. `whole` is how many it had before, where it was cut
 * already.
 */
export function cut(text: string, characters: number, whole?: number): string {
  const length = whole ?? (text.length > characters ? text.length : undefined);
  const kept = length === undefined ? text : `${text.slice(0, characters)}… [${length} characters in all]`;
  return kept.toWellFormed().replaceAll('\u0000', '\ufffd');
}

/**
 * JSON text with the value of each secret or personal member replaced, whatever lies in it; the rest stays as it was
 * written. At least `enough` characters of it, if there are so many: what comes after them is not looked at.
 */
function withoutSecrets(text: string, enough: number): string {
  let kept = '';
  let copied = 0;
  let at = text.indexOf('"');
  while (at !== -1 && kept.length + at - copied < enough) {
    const end = endOfString(text, at);
    const colon = skipBlanks(text, end);
    if (text[colon] === ':' && isHidden(text.slice(at + 1, end - 1))) {
      const value = skipBlanks(text, colon + 1);
      kept += `${text.slice(copied, value)}"[redacted]"`;
      copied = endOfValue(text, value);
      at = text.indexOf('"', copied);
    } else at = text.indexOf('"', end);
  }
  return kept + text.slice(copied, Math.max(copied, copied + enough - kept.length));
}

/**
 * JSON text without blanks, with the value of each member of these names replaced; at least `enough` characters of it, if
 * there are so many. A name within a text cannot be taken for a member: the quote behind it has a backslash there.
 */
function withoutMembers(text: string, names: readonly string[], enough: number): string {
  const found = names.flatMap((name) => valuesOf(text, `"${name}":`)).toSorted((a, b) => a - b);
  let kept = '';
  let copied = 0;
  for (const value of found) {
    if (value < copied) continue;
    if (kept.length + value - copied > enough) break;
    kept += `${text.slice(copied, value)}"[redacted]"`;
    copied = endOfValue(text, value);
  }
  return kept + text.slice(copied, Math.max(copied, copied + enough - kept.length));
}

/** Where the values of a member begin. */
function valuesOf(text: string, member: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(member); at !== -1; at = text.indexOf(member, at + member.length))
    if (text[at - 1] === '{' || text[at - 1] === ',') found.push(at + member.length);
  return found;
}

/** Where a string that begins at `at` is over. */
function endOfString(text: string, at: number): number {
  let end = text.indexOf('"', at + 1);
  while (end !== -1) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return end + 1;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

/** Where a value that begins at `at` is over. */
function endOfValue(text: string, from: number): number {
  if (text[from] === '"') return endOfString(text, from);
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const char = text[at];
    if (char === '"') {
      at = endOfString(text, at);
      continue;
    }
    if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (char === ',' && depth === 0) return at;
    at += 1;
  }
  return at;
}

/** Whether a member is hidden; `written` is its name as it stands in the text, with its escapes. */
function isHidden(written: string): boolean {
  // Most names are out of the question at first sight.
  if (!SUSPECT.test(written)) return false;
  return isHiddenName(written.includes('\\') ? unescaped(written) : written);
}

/** Whether a member of this name is not kept. */
export const isHiddenName = (name: string): boolean =>
  isSecretField(name) || PERSONAL.has(name.replace(/[-_\s]/g, '').toLowerCase());

function unescaped(written: string): string {
  try {
    return String(JSON.parse(`"${written}"`));
  } catch {
    return written;
  }
}
