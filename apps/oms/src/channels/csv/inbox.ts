/** Owns taking in files of orders: each once, whole ones only, with what was wrong told beside them. */
import { createHash } from 'node:crypto';
import type { Clock, Instant } from '@jetway/kernel';
import { stringify } from 'csv-stringify/sync';
import type { CsvSetup } from './csv-settings.ts';
import type { FileEntry, FileTree } from './file-tree.ts';
import { type OrderFile, readOrderFile } from './order-files.ts';
import { faultText, type OrderRow, type RowFault } from './order-rows.ts';
import { loadRecord, saveBroken, saveRecord } from './records.ts';

export const INBOX = 'orders';
const DONE = 'orders/done';
const ERRORS = 'orders/errors';

/** A file that did not change between two looks so far apart is whole; so is one that nobody touched for longer. */
const SETTLED_MS = 2_000;
const UNTOUCHED_MS = 10_000;
/** A larger file is given to a person. */
const MOST_BYTES = 20_000_000;

/** Of what is wrong with an order, as much is told. */
const MOST_LETTERS = 1_500;

/** What was seen of files that may still be growing. */
export type Sightings = Map<string, Omit<FileEntry, 'name'> & { readonly since: Instant }>;

/** A file that was taken in, for the record of what was exchanged. */
export interface TakenFile {
  readonly name: string;
  readonly orders: number;
  readonly faults: readonly string[];
}

export interface InboxDeps {
  readonly tree: FileTree;
  readonly setup: CsvSetup;
  readonly clock: Clock;
  readonly sightings: Sightings;
}

/** Takes in what is whole. After a crash the same file gives the same records again. */
export async function takeIn(deps: InboxDeps): Promise<readonly TakenFile[]> {
  const { tree, clock, sightings } = deps;
  const files = (await tree.list(INBOX)).filter(({ name }) => /^[^.].*\.csv$/i.test(name));
  const names = new Set(files.map(({ name }) => name));
  for (const name of sightings.keys()) if (!names.has(name)) sightings.delete(name);
  const taken: TakenFile[] = [];
  for (const file of files) {
    if (!isSettled(sightings, file, clock.now())) continue;
    const bytes = file.bytes > MOST_BYTES ? new Uint8Array() : await tree.read(`${INBOX}/${file.name}`);
    if (bytes === undefined || (bytes.length !== file.bytes && file.bytes <= MOST_BYTES)) continue;
    taken.push(await takeFile(deps, file, bytes));
    sightings.delete(file.name);
  }
  return taken;
}

function isSettled(sightings: Sightings, { name, bytes, changedAt }: FileEntry, now: Instant): boolean {
  const seen = sightings.get(name);
  const isSame = seen !== undefined && seen.bytes === bytes && seen.changedAt === changedAt;
  if (!isSame) sightings.set(name, { bytes, changedAt, since: now });
  return now - changedAt >= UNTOUCHED_MS || (isSame && now - seen.since >= SETTLED_MS);
}

async function takeFile(deps: InboxDeps, file: FileEntry, bytes: Uint8Array): Promise<TakenFile> {
  const { tree, setup, clock } = deps;
  const readAt = clock.now();
  const read = decode(file, bytes, (text) => readOrderFile(text, setup, { location: setup.location, readAt }));
  const broken = [...read.broken];
  for (const { orderId, rows } of read.orders) {
    const known = await loadRecord(tree, orderId);
    if (known === undefined)
      await saveRecord(tree, {
        version: 1,
        orderId,
        file: file.name,
        readAt,
        decimal: setup.decimal,
        rows: rows.map(({ line, values }) => ({ line, values: { ...values } })),
        answer: null,
        parcels: [],
      });
    else if (!isSame(known.rows, rows)) broken.push({ orderId: null, rows, faults: [otherContent(orderId, rows)] });
  }
  for (const { orderId, faults } of broken) await report(deps, file.name, orderId, faults);
  // With its hash: another file of the same name has a place of its own, and the same one has the same.
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  const keptAs = `${file.name.replace(/\.csv$/i, '')}.${hash}.csv`;
  if (broken.length > 0) await tree.write(`${ERRORS}/${keptAs}`, errorText(broken, setup));
  await tree.move(`${INBOX}/${file.name}`, `${DONE}/${keptAs}`);
  return { name: file.name, orders: read.orders.length, faults: broken.flatMap(({ faults }) => faults.map(faultText)) };
}

function decode(file: FileEntry, bytes: Uint8Array, read: (text: string) => OrderFile): OrderFile {
  const wrong = (text: string): OrderFile => ({
    orders: [],
    broken: [{ orderId: null, rows: [], faults: [{ line: 1, column: 'all', text }] }],
  });
  if (file.bytes > MOST_BYTES) return wrong(`the file has more than ${MOST_BYTES / 1_000_000} MB.`);
  try {
    return read(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof TypeError) return wrong('the file is not written in UTF-8.');
    throw error;
  }
}

/** Lines may have moved, and columns that are empty may have come or gone. */
function isSame(known: readonly OrderRow[], rows: readonly OrderRow[]): boolean {
  const key = (all: readonly OrderRow[]): string =>
    JSON.stringify(
      all.map(({ values }) =>
        Object.entries(values)
          .filter(([, value]) => value !== '')
          .toSorted(),
      ),
    );
  return key(known) === key(rows);
}

const otherContent = (orderId: string, rows: readonly OrderRow[]): RowFault => ({
  line: rows[0]?.line ?? 1,
  column: 'order_id',
  text: `order ${orderId} was read before with other content, which stays as it is.`,
});

/** Named by the order where there is one: mended and dropped anew, it settles what is said of it. */
async function report(
  { tree }: InboxDeps,
  file: string,
  orderId: string | null,
  faults: readonly RowFault[],
): Promise<void> {
  const name = orderId ?? `${file} line ${faults[0]?.line ?? 1}`;
  const why = `${file}: ${faults.map(faultText).join(' ')}`.slice(0, MOST_LETTERS);
  const text = `${why} Mend the rows and drop them into ${INBOX}/ again; ${ERRORS}/ holds them.`;
  await saveBroken(tree, { orderId: name, text });
}

/** The rows as they came, with what is wrong: mended there, the file can be dropped anew. */
function errorText(broken: OrderFile['broken'], { separator }: CsvSetup): string {
  const columns = [...new Set(broken.flatMap(({ rows }) => rows.flatMap(({ values }) => Object.keys(values))))];
  const rows = broken.flatMap(({ rows: of, faults }) => {
    const fault = faults.map(faultText).join(' ');
    return of.length === 0 ? [[fault]] : of.map(({ values }) => [fault, ...columns.map((name) => values[name] ?? '')]);
  });
  return stringify([['error', ...columns], ...rows], { delimiter: separator, record_delimiter: '\r\n' });
}
