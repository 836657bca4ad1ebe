/**
 * Owns the SQL of notes. A note is never changed: others may have acted on it. Who wrote it can take it back, and writes
 * another one.
 */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';

export interface NoteRow extends Actor {
  readonly noteId: string;
  readonly text: string;
  readonly at: Instant;
}

interface NoteRecord {
  note_id: string;
  text: string;
  at: number;
  actor: string;
  request_id: string | null;
}

const toNote = ({ note_id: noteId, request_id: requestId, ...row }: NoteRecord): NoteRow => ({
  noteId,
  requestId,
  ...row,
});

const list = statement<NoteRecord>(
  'orderNoteList',
  `select note_id, text, at, actor, request_id from oms.order_notes
   where organization_id = $1 and order_id = $2 order by at, note_id`,
);

/** The oldest first. */
export async function listNotes(handle: Handle, organizationId: string, orderId: string): Promise<readonly NoteRow[]> {
  return (await list(handle, [organizationId, orderId])).map(toNote);
}

const insert = statement(
  'orderNoteInsert',
  `insert into oms.order_notes (organization_id, order_id, note_id, text, at, actor, request_id)
   values ($1, $2, $3, $4, $5, $6, $7)`,
);

export async function insertNote(tx: Handle, organizationId: string, orderId: string, note: NoteRow): Promise<void> {
  await insert(tx, [organizationId, orderId, note.noteId, note.text, note.at, note.actor, note.requestId]);
}

const remove = statement(
  'orderNoteDelete',
  'delete from oms.order_notes where organization_id = $1 and order_id = $2 and note_id = $3',
);

export async function deleteNote(tx: Handle, organizationId: string, orderId: string, noteId: string): Promise<void> {
  await remove(tx, [organizationId, orderId, noteId]);
}
