/** Owns an order's history as people read it: what happened, what they wrote, and where it was to go, in one row. */
import type { TimelineEntry } from '@jetway/oms-api';
import { type NoteRow, type ShipToChangeRow, shipToDifference } from '../order-desk/index.ts';
import type { EventRow } from './events.store.ts';

const toEntry = ({ seq, ...event }: EventRow): TimelineEntry => ({ id: String(seq), ...event });

export const toNoteEntry = ({ noteId, ...note }: NoteRow): TimelineEntry => ({ id: noteId, kind: 'note', ...note });

const changeWords: Readonly<Record<ShipToChangeRow['kind'], string>> = {
  corrected: 'Ship-to corrected',
  undone: 'Ship-to back to the channel’s',
  channel: 'The channel changed the ship-to',
};

function toChangeEntry({ kind, version, before, after, ...change }: ShipToChangeRow): TimelineEntry {
  const what = before === null || after === null ? '' : `: ${shipToDifference(before, after)}`;
  return { id: `ship-to-${version}`, kind: 'ship-to', text: `${changeWords[kind]}${what}.`, ...change };
}

export interface HistoryParts {
  /** As they are numbered, which instants of several programs need not follow. */
  readonly events: readonly EventRow[];
  readonly notes: readonly NoteRow[];
  readonly shipToChanges: readonly ShipToChangeRow[];
}

/** The oldest first. What has no number stands after the numbered entries of its instant. */
export function timelineOf({ events, notes, shipToChanges }: HistoryParts): TimelineEntry[] {
  const others = [...notes.map(toNoteEntry), ...shipToChanges.map(toChangeEntry)].toSorted((a, b) => a.at - b.at);
  const placed = events.map(toEntry).flatMap((entry) => {
    const later = others.findIndex(({ at }) => at >= entry.at);
    return [...others.splice(0, later === -1 ? others.length : later), entry];
  });
  return [...placed, ...others];
}
