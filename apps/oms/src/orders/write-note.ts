/** Owns people's notes about an order: written, and taken back by who wrote them. */
import { ok, type Result, refuse } from '@jetway/kernel';
import { touch } from '../events/index.ts';
import { deleteNote, insertNote, listNotes, type NoteRow } from '../order-desk/index.ts';
import { type CommandDeps, type Commander, command, NO_ORDER } from './commands.ts';
import type { OrderWork } from './work.ts';

/** More are a conversation, and that belongs elsewhere. */
export const MOST_NOTES = 200;

type Written<Code extends string, T> = Promise<Result<T, Code | 'not_found'>>;

/** The order is locked, so that those who count its notes and those who erase its buyer do not miss one. */
const onOrder = <Code extends string>(
  deps: CommandDeps,
  by: Commander,
  orderId: string,
  write: (tx: Parameters<typeof listNotes>[0]) => Promise<Result<void, Code>>,
): Written<Code, OrderWork> =>
  command<Code>(deps, by, orderId, async (tx, work) => {
    const written = await write(tx);
    if (!written.ok) return written;
    await touch(tx, by.organizationId, 'orders', orderId);
    return ok(work);
  });

export async function writeNote(
  deps: CommandDeps,
  by: Commander,
  orderId: string,
  given: string,
): Written<'empty_note' | 'too_many_notes', NoteRow> {
  const { organizationId, now: at, actor, requestId } = by;
  const text = given.trim();
  const note: NoteRow = { noteId: deps.ids.uuid(), text, at, actor, requestId };
  const done = await onOrder<'empty_note' | 'too_many_notes'>(deps, by, orderId, async (tx) => {
    if (text === '') return refuse('empty_note', 'The note says nothing.', { path: '/text' });
    if ((await listNotes(tx, organizationId, orderId)).length >= MOST_NOTES)
      return refuse('too_many_notes', `An order has at most ${MOST_NOTES} notes.`);
    await insertNote(tx, organizationId, orderId, note);
    return ok(undefined);
  });
  return done.ok ? ok(note) : done;
}

export const takeBackNote = (
  deps: CommandDeps,
  by: Commander,
  orderId: string,
  noteId: string,
): Written<'not_yours', OrderWork> =>
  onOrder<'not_yours' | 'not_found'>(deps, by, orderId, async (tx) => {
    const note = (await listNotes(tx, by.organizationId, orderId)).find((one) => one.noteId === noteId);
    if (note === undefined) return NO_ORDER;
    if (note.actor !== by.actor) return refuse('not_yours', 'Only who wrote a note can take it back.');
    await deleteNote(tx, by.organizationId, orderId, noteId);
    return ok(undefined);
  });
