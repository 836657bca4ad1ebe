/** Owns how lists are paged at the edge: the cursor that came, the limit that counts. */
import { decodeCursor, type Keyset, ok, type Result, refuse } from '@jetway/kernel';

/** What a list without a `limit` answers at most. */
export const DEFAULT_LIMIT = 50;

/** For lists whose cursors stand for more than a row. */
export const BAD_CURSOR = refuse('bad_cursor', 'This cursor is none of this list.', { path: '/query/cursor' });

/** The row to begin after; undefined on the first page. Refusal: `bad_cursor`. */
export function readCursor(cursor: string | undefined): Result<Keyset | undefined, 'bad_cursor'> {
  if (cursor === undefined) return ok(undefined);
  const keyset = decodeCursor(cursor);
  return keyset === undefined ? BAD_CURSOR : ok(keyset);
}
