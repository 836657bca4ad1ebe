/** Owns how lists are paged at the edge: the cursor that came, the limit that counts. */
import { decodeCursor, type Keyset, ok, type Result, refuse } from '@jetway/kernel';

/** What a list without a `limit` answers at most. */
export const DEFAULT_LIMIT = 50;

/** The row to begin after; undefined on the first page. Refusal: `bad_cursor`. */
export function readCursor(cursor: string | undefined): Result<Keyset | undefined, 'bad_cursor'> {
  if (cursor === undefined) return ok(undefined);
  const keyset = decodeCursor(cursor);
  return keyset === undefined
    ? refuse('bad_cursor', 'This cursor is none of this list.', { path: '/query/cursor' })
    : ok(keyset);
}
