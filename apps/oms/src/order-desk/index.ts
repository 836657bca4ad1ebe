/** What people put on an order beside its course: tags, notes, holds, a corrected ship-to. Orders change them. */
export { EMPTY_DESK, eraseDesk, type Hold, type HoldColumns, listDesks, type OrderDesk, toHold } from './desk.store.ts';
export { deleteNote, insertNote, listNotes, type NoteRow } from './notes.store.ts';
export { orderDeskFeature } from './order-desk.routes.ts';
export { differingFields, emptyField, isSameShipTo, shipToDifference, trimShipTo } from './ship-to.ts';
export {
  insertShipToChanges,
  listShipToChanges,
  type ShipToChange,
  type ShipToChangeKind,
  type ShipToChangeRow,
} from './ship-to-changes.store.ts';
export { loadTagMirror } from './tag-mirrors.store.ts';
export { listTags, saveTags } from './tags.store.ts';
export { changeTags, type TagWish, tagWords } from './tags.ts';
