/** Owns the conversation with one folder: what a marketplace would answer, told by files that were read and written. */
import {
  type CallOptions,
  type ChannelAnswer,
  type ChannelOrder,
  type ChannelSession,
  type ChannelTools,
  cancelledLine,
  type IntentPayload,
  parcelLine,
} from '../index.ts';
import { claim } from './claim.ts';
import type { CsvSetup } from './csv-settings.ts';
import { testFolder } from './csv-test.ts';
import { type FileTree, FolderTrouble } from './file-tree.ts';
import { INBOX, type Sightings, takeIn } from './inbox.ts';
import { type FiledIntent, fileOf, statusOf, textOf } from './outgoing.ts';
import {
  ACCEPTED,
  dropBroken,
  listBroken,
  listWaiting,
  loadBroken,
  loadRecord,
  type OrderRecord,
  orderOfRecord,
  saveRecord,
} from './records.ts';
import { createStockSnapshot, STOCK_FILE, type StockSnapshot } from './stock-snapshot.ts';

export interface Folder {
  readonly connectionId: string;
  readonly tree: FileTree;
  readonly setup: CsvSetup;
  readonly tools: Pick<ChannelTools, 'clock' | 'ids'>;
}

interface Open extends Folder {
  readonly sightings: Sightings;
  /** Broken orders that were told: they are not told again. */
  readonly told: Set<string>;
  readonly stock: StockSnapshot;
}

export function openCsvSession(folder: Folder): ChannelSession {
  const { tree, setup, connectionId } = folder;
  let claimed: Promise<void> | undefined;
  const attempt = async <T>(what: 'read' | 'write', work: () => Promise<ChannelAnswer<T>>) =>
    asAnswer(what, async () => {
      claimed ??= claim(tree, connectionId);
      // A folder in trouble is asked again at the next call.
      await claimed.catch((error: unknown) => {
        claimed = undefined;
        throw error;
      });
      return work();
    });
  const open: Open = {
    ...folder,
    sightings: new Map(),
    told: new Set(),
    stock: createStockSnapshot(tree, setup),
  };
  return {
    listReady: (options) => attempt('read', () => listReady(open, options)),
    readOrder: (orderId, options) => attempt('read', () => readOrder(open, orderId, options)),
    send: (intent, options) => attempt('write', () => send(open, intent, options)),
    sendStock: (sku, quantities, options) =>
      attempt('write', async () => {
        await open.stock.tell(sku, quantities);
        exchanged(open, options, { method: 'WRITE', path: STOCK_FILE, request: { sku, quantities } });
        return done(undefined);
      }),
    readStock: (sku) => attempt('read', async () => done(await open.stock.read(sku))),
    test: async () => testFolder(tree, connectionId),
  };
}

const done = <T>(value: T): ChannelAnswer<T> => ({ kind: 'ok', value });

/** Wait before a folder that was in trouble is tried again. */
const LATER_MS = 5_000;

/** What a file system throws, as an answer; after a write it is not known what came of it. */
async function asAnswer<T>(what: 'read' | 'write', work: () => Promise<ChannelAnswer<T>>): Promise<ChannelAnswer<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FolderTrouble) return { kind: 'credentials', text: error.message };
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const text = `The folder cannot be used just now: ${error.message}.`;
    return what === 'write' ? { kind: 'unknown', text } : { kind: 'later', text, retryAfterMs: LATER_MS };
  }
}

interface Exchanged {
  readonly method: 'READ' | 'WRITE';
  readonly path: string;
  readonly request?: unknown;
  readonly response?: unknown;
}

/** Kept like a request to a marketplace, so that pages show what was read and written. */
function exchanged({ tools: { clock, ids } }: Open, options: CallOptions | undefined, what: Exchanged): void {
  options?.onExchange?.({
    isSignIn: false,
    at: clock.now(),
    durationMs: 0,
    method: what.method,
    url: what.path,
    status: 200,
    requestBody: what.request ?? null,
    responseBody: what.response ?? null,
    error: null,
    requestId: options.requestId ?? ids.uuid(),
    clockOffsetMs: null,
  });
}

async function listReady(open: Open, options: CallOptions | undefined): Promise<ChannelAnswer<readonly string[]>> {
  const { tree, setup, tools, sightings, told } = open;
  await tree.make(INBOX);
  for (const orderId of told) await dropBroken(tree, orderId);
  told.clear();
  const files = await takeIn({ tree, setup, clock: tools.clock, sightings });
  exchanged(open, options, { method: 'READ', path: INBOX, response: { files } });
  const waiting = await listWaiting(tree);
  const broken = await listBroken(tree);
  return done([...waiting, ...broken].map(({ orderId }) => orderId));
}

async function readOrder(
  open: Open,
  orderId: string,
  options: CallOptions | undefined,
): Promise<ChannelAnswer<ChannelOrder>> {
  const { tree, setup, told } = open;
  const record = await loadRecord(tree, orderId);
  if (record === undefined) {
    const broken = await loadBroken(tree, orderId);
    if (broken === undefined) return { kind: 'refused', text: `No file told of order ${orderId}.`, status: 404 };
    told.add(orderId);
    return { kind: 'refused', text: broken.text, status: 200 };
  }
  const order = orderOfRecord(record, setup);
  if (order === undefined) return { kind: 'refused', text: `The record of order ${orderId} is damaged.`, status: 200 };
  exchanged(open, options, { method: 'READ', path: `${INBOX}/${record.file}`, response: order.raw });
  return done(order);
}

/** Writes the file, then remembers that it was: a crash between the two writes the same file once more. */
async function send(open: Open, intent: IntentPayload, options: CallOptions | undefined): Promise<ChannelAnswer<void>> {
  const { tree, setup, tools } = open;
  if (intent.kind === 'tag') return { kind: 'refused', text: 'There is no file for tags.', status: 404 };
  const record = await loadRecord(tree, intent.channelOrderId);
  if (record === undefined)
    return { kind: 'refused', text: `No file told of order ${intent.channelOrderId}.`, status: 404 };
  const next = after(record, intent, tools.clock.now());
  if (typeof next === 'string') return { kind: 'refused', text: next, status: 409 };
  const file = fileOf(intent);
  const isWritten = intent.kind === 'ship' || setup.writesAnswers;
  if (isWritten) await tree.write(file.path, textOf(file, setup));
  await saveRecord(tree, next);
  if (isWritten) exchanged(open, options, { method: 'WRITE', path: file.path, request: file.rows });
  return done(undefined);
}

/** The record once the message was told, or why it cannot be. */
function after(record: OrderRecord, intent: FiledIntent, at: number): OrderRecord | string {
  const { answer, parcels } = record;
  if (intent.kind !== 'ship' && !('altShipmentId' in intent)) {
    const status = statusOf(intent);
    if (answer !== null && answer.status !== status) return `The order was ${answer.status} before.`;
    return { ...record, answer: answer ?? { altOrderId: intent.altOrderId, status, at } };
  }
  if (answer?.status !== ACCEPTED) return 'The order was not accepted.';
  const { altShipmentId } = intent;
  if (parcels.some((parcel) => parcel.altShipmentId === altShipmentId)) return record;
  const nothing = { carrier: null, method: null, trackingNumber: null };
  const parcel =
    intent.kind === 'ship'
      ? { ...pick(intent), lines: intent.lines.map(parcelLine) }
      : { ...nothing, lines: intent.lines.map(cancelledLine) };
  return { ...record, parcels: [...parcels, { altShipmentId, ...parcel }] };
}

const pick = ({ carrier, method, trackingNumber }: Extract<IntentPayload, { readonly kind: 'ship' }>) => ({
  carrier,
  method,
  trackingNumber,
});
