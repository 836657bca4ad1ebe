/** Owns printing: asking for a document, and making its pages from the orders as they are now. */
import { type Ids, type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { DocumentKind, PrintedDocument } from '@jetway/oms-api';
import type { Timer } from '@jetway/service';
import type { Database, Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { isTimeZone } from '../locations/index.ts';
import { type PaperOrder, readPaperOrders } from '../orders/index.ts';
import { insertDocument, loadDocument } from './documents.store.ts';
import { chooseOrders, picksOf } from './documents.ts';
import { drawSlip } from './packing-slips.ts';
import { createPaper, readFonts } from './paper.ts';
import { paperDates } from './paper-dates.ts';
import { drawPickList } from './pick-list.ts';

export interface DocumentDeps {
  readonly database: Database;
  readonly ids: Ids;
  readonly timer: Timer;
}

export interface Wanted {
  readonly kind: DocumentKind;
  readonly orderIds: readonly string[];
  readonly timeZone?: string;
}

export type PrintCode = 'not_found' | 'unknown_time_zone' | 'nothing_to_print';

/** Notes that these orders are to be printed; what cannot stand in the document is told. */
export async function askForDocument(
  { database, ids }: Pick<DocumentDeps, 'database' | 'ids'>,
  organizationId: string,
  { kind, orderIds, timeZone = 'UTC' }: Wanted,
  by: Actor,
  now: Instant,
): Promise<Result<PrintedDocument, PrintCode>> {
  if (!isTimeZone(timeZone))
    return refuse('unknown_time_zone', `There is no time zone ${timeZone}.`, { path: '/timeZone' });
  const named = await readPaperOrders(database.db, organizationId, orderIds);
  if (named === undefined) return refuse('not_found', 'One of these orders does not exist.', { path: '/orderIds' });
  const { orders, leftOut } = chooseOrders(kind, named);
  if (orders.length === 0)
    return refuse('nothing_to_print', 'None of these orders is released with units that are wanted.');
  const documentId = ids.uuid();
  const row = { documentId, kind, orderIds: orders.map(({ orderId }) => orderId), timeZone, createdAt: now };
  await insertDocument(database.db, organizationId, row, by);
  return ok({ id: documentId, kind, createdAt: now, orderCount: orders.length, leftOut: [...leftOut] });
}

export interface PrintedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Slips that are drawn in one go; other requests are heard in between. */
const AT_ONCE = 10;

/** Makes the pages of a document; undefined when the organization has none with this id. */
export async function printDocument(
  { database, timer }: Pick<DocumentDeps, 'database' | 'timer'>,
  organizationId: string,
  documentId: string,
): Promise<PrintedFile | undefined> {
  const document = await loadDocument(database.db, organizationId, documentId);
  if (document === undefined) return undefined;
  const { kind, createdAt, timeZone, organization: seller } = document;
  const orders = await ordersNow(database.db, organizationId, document);
  const dates = paperDates(timeZone);
  const printed = dates.moment(createdAt);
  const paper = await createPaper(`${TITLES[kind]}, ${seller}`, createdAt, await readFonts());
  if (kind === 'pick-list') drawPickList(paper, picksOf(orders), { seller, printed, orderCount: orders.length });
  else
    for (const [index, order] of orders.entries()) {
      if (index % AT_ONCE === AT_ONCE - 1) await new Promise<void>((resolve) => timer.after(0, resolve));
      drawSlip(paper, order, { seller, printed, dates });
    }
  return { name: `${kind}-${new Date(createdAt).toISOString().slice(0, 10)}.pdf`, bytes: await paper.finish() };
}

const TITLES: Readonly<Record<DocumentKind, string>> = { 'pick-list': 'Pick list', 'packing-slips': 'Packing slips' };

/** What was asked for, less what ended or was shipped since. */
async function ordersNow(
  handle: Handle,
  organizationId: string,
  { kind, orderIds }: { readonly kind: DocumentKind; readonly orderIds: readonly string[] },
): Promise<readonly PaperOrder[]> {
  const named = await readPaperOrders(handle, organizationId, orderIds);
  return named === undefined ? [] : chooseOrders(kind, named).orders;
}
