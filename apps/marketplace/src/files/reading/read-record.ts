/** Owns reading one member of a file as a record: its SKU and its body, or what keeps it from being read and where. */
import { isUtf8 } from 'node:buffer';
import { bodyTooLarge, type FilePosition, fileEndsEarly, fileNotWell } from '@jetway/jet-api';
import { BODY_TEXTS } from '@jetway/service';
import { findJsonFault } from './json-fault.ts';
import type { Member } from './split-members.ts';

export type ReadBody =
  | { readonly ok: true; readonly body: unknown; readonly text: string }
  | { readonly ok: false; readonly at: FilePosition; readonly message: string };

/** The SKU that a member names; undefined when its name is no text. */
export function readSku({ name }: Member): string | undefined {
  if (!isUtf8(name)) return undefined;
  try {
    return JSON.parse(textOf(name)) as string;
  } catch {
    return undefined;
  }
}

/** A member's body as its text says it. */
export function readBody(member: Member): ReadBody {
  const { at, name, value, valueAt, beyond } = member;
  if (beyond !== undefined) return { ok: false, at, message: beyond === 'bytes' ? bodyTooLarge : BODY_TEXTS.tooDeep };
  if (!isUtf8(value) || !isUtf8(name)) return { ok: false, at, message: BODY_TEXTS.notUtf8 };
  const text = textOf(value);
  try {
    return { ok: true, body: JSON.parse(text), text };
  } catch {
    return { ok: false, ...faultIn(text, valueAt) };
  }
}

/** What is wrong with a name that is no text. */
export const nameFault = ({ name, at }: Member): { readonly at: FilePosition; readonly message: string } =>
  isUtf8(name) ? faultIn(textOf(name), at) : { at, message: BODY_TEXTS.notUtf8 };

/** A name as it stands in the file, for those that are no text. */
export const shownName = ({ name }: Member): string => textOf(name).slice(1, -1);

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

/** The parser only says that a text is no JSON; where is looked for here. */
function faultIn(text: string, at: FilePosition): { readonly at: FilePosition; readonly message: string } {
  const fault = findJsonFault(text);
  if (fault === undefined) throw new Error('the parser refused a text that is JSON');
  const lines = text.slice(0, fault.index).split('\n');
  const last = lines.at(-1) ?? '';
  const line = at.line + lines.length - 1;
  const column = lines.length === 1 ? at.column + last.length : last.length + 1;
  return { at: { line, column }, message: fault.found === undefined ? fileEndsEarly : fileNotWell(fault.found) };
}
