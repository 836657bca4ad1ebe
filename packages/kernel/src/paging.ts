/** Owns keyset paging: an opaque cursor that stands for the last row seen. */
import type { Instant } from './clock.ts';

/** Where a page begins: after this instant and, within it, after this id. */
export interface Keyset {
  readonly at: Instant;
  readonly id: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Cursor of the next page; null at the end. */
  readonly next: string | null;
}

const toBase64Url = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const fromBase64Url = (text: string): string =>
  new TextDecoder().decode(
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)),
  );

export const encodeCursor = (keyset: Keyset): string => toBase64Url(`${keyset.at}:${keyset.id}`);

/** Undefined when the text is no cursor of ours; the caller then refuses it by name. */
export function decodeCursor(cursor: string): Keyset | undefined {
  try {
    const text = fromBase64Url(cursor);
    const at = Number(text.slice(0, text.indexOf(':')));
    const id = text.slice(text.indexOf(':') + 1);
    return Number.isSafeInteger(at) && text.includes(':') && id !== '' ? { at, id } : undefined;
  } catch {
    return undefined;
  }
}

/** Makes a page from one row more than asked for. */
export function toPage<T>(rows: readonly T[], limit: number, keyOf: (row: T) => Keyset): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}
