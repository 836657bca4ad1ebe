/** Owns what is remembered of each order of a folder: its rows as they came, and what was written about it. */
import { createHash } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { ChannelOrder, ChannelShipment } from '../index.ts';
import type { CsvSetup } from './csv-settings.ts';
import type { FileTree } from './file-tree.ts';
import { readOrderRows } from './order-rows.ts';

const Line = Type.Object({ merchantSku: Type.String(), shipped: Type.Integer(), cancelled: Type.Integer() });
const Nullable = Type.Union([Type.String(), Type.Null()]);

const OrderRecord = Type.Object({
  version: Type.Literal(1),
  orderId: Type.String(),
  /** Name of the file that it came in. */
  file: Type.String(),
  readAt: Type.Integer(),
  decimal: Type.Union([Type.Literal('.'), Type.Literal(',')]),
  rows: Type.Array(Type.Object({ line: Type.Integer(), values: Type.Record(Type.String(), Type.String()) })),
  answer: Type.Union([
    Type.Null(),
    Type.Object({ altOrderId: Type.String(), status: Type.String(), at: Type.Integer() }),
  ]),
  parcels: Type.Array(
    Type.Object({
      altShipmentId: Type.String(),
      carrier: Nullable,
      method: Nullable,
      trackingNumber: Nullable,
      lines: Type.Array(Line),
    }),
  ),
});
export type OrderRecord = Static<typeof OrderRecord>;

/** An order, or a row without one, that could not be read; kept until somebody was told. */
const BrokenRecord = Type.Object({ orderId: Type.String(), text: Type.String() });
export type BrokenRecord = Static<typeof BrokenRecord>;

/** Name of the files about an order: what of its id a file system takes, and enough of a hash to be its own. */
export function stemOf(orderId: string): string {
  const hash = createHash('sha256').update(orderId).digest('hex').slice(0, 12);
  return `${orderId.replace(/[^A-Za-z0-9_-]+/g, '_').slice(0, 60)}-${hash}`;
}

const WAITING = 'records/waiting';
const ANSWERED = 'records/answered';
const BROKEN = 'records/broken';

const pathOf = (folder: string, orderId: string): string => `${folder}/${stemOf(orderId)}.json`;

async function readJson(tree: FileTree, path: string): Promise<unknown> {
  const bytes = await tree.read(path);
  if (bytes === undefined) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

const asOrder = (content: unknown): OrderRecord | undefined =>
  Value.Check(OrderRecord, content) ? content : undefined;

/** Undefined when the order was never read, or its record is damaged. */
export const loadRecord = async (tree: FileTree, orderId: string): Promise<OrderRecord | undefined> =>
  asOrder(await readJson(tree, pathOf(ANSWERED, orderId))) ?? asOrder(await readJson(tree, pathOf(WAITING, orderId)));

/** Keeps the order with those that wait, or once it was answered, with those that do not. */
export async function saveRecord(tree: FileTree, record: OrderRecord): Promise<void> {
  const { orderId, answer } = record;
  await tree.write(pathOf(answer === null ? WAITING : ANSWERED, orderId), JSON.stringify(record));
  await tree.remove(pathOf(BROKEN, orderId));
  if (answer !== null) await tree.remove(pathOf(WAITING, orderId));
}

/** Orders that wait for an answer, the first read first. */
export async function listWaiting(tree: FileTree): Promise<readonly OrderRecord[]> {
  const waiting: OrderRecord[] = [];
  for (const { name } of await tree.list(WAITING)) {
    const record = asOrder(await readJson(tree, `${WAITING}/${name}`));
    // Left by a crash between the two steps of an answer.
    const isAnswered = record !== undefined && (await tree.read(`${ANSWERED}/${name}`)) !== undefined;
    if (isAnswered) await tree.remove(`${WAITING}/${name}`);
    else if (record !== undefined) waiting.push(record);
  }
  return waiting.toSorted((a, b) => a.readAt - b.readAt || (a.rows[0]?.line ?? 0) - (b.rows[0]?.line ?? 0));
}

export const saveBroken = (tree: FileTree, broken: BrokenRecord): Promise<void> =>
  tree.write(pathOf(BROKEN, broken.orderId), JSON.stringify(broken));

export async function loadBroken(tree: FileTree, orderId: string): Promise<BrokenRecord | undefined> {
  const content = await readJson(tree, pathOf(BROKEN, orderId));
  return Value.Check(BrokenRecord, content) ? content : undefined;
}

export const dropBroken = (tree: FileTree, orderId: string): Promise<void> => tree.remove(pathOf(BROKEN, orderId));

export async function listBroken(tree: FileTree): Promise<readonly BrokenRecord[]> {
  const found = await Promise.all((await tree.list(BROKEN)).map(({ name }) => readJson(tree, `${BROKEN}/${name}`)));
  return found.filter((content): content is BrokenRecord => Value.Check(BrokenRecord, content));
}

export const ACCEPTED = 'accepted';

/** The order as the channel would show it: as it came, and as it stands by what was written. */
export function orderOfRecord(record: OrderRecord, { location }: Pick<CsvSetup, 'location'>): ChannelOrder | undefined {
  const { orderId, rows, decimal, readAt, answer, file } = record;
  const read = readOrderRows(rows, decimal, { orderId, location, readAt });
  if (!read.ok) return undefined;
  const isAccepted = answer?.status === ACCEPTED;
  const ordered = read.value.lines.reduce((sum, line) => sum + line.quantity, 0);
  const dealt = record.parcels
    .flatMap(({ lines }) => lines)
    .reduce((sum, line) => sum + line.shipped + line.cancelled, 0);
  const isComplete = isAccepted && dealt >= ordered;
  const open = isComplete ? 'complete' : dealt > 0 ? 'inprogress' : 'acknowledged';
  return {
    ...read.value,
    channelOrderId: orderId,
    altOrderId: answer?.altOrderId ?? null,
    status: answer === null ? 'ready' : isAccepted ? open : 'complete',
    standing: answer === null ? 'to-answer' : !isAccepted ? 'rejected' : isComplete ? 'complete' : 'accepted',
    exceptionState: null,
    acknowledgementStatus: answer?.status ?? null,
    isCancelRequested: false,
    readyAt: readAt,
    acknowledgedAt: answer?.at ?? null,
    currency: 'USD',
    shipments: record.parcels.map(toShipment),
    unknownValues: [],
    raw: { file, rows: rows.map(({ line, values }) => ({ line, ...values })) },
  };
}

const toShipment = (parcel: OrderRecord['parcels'][number]): ChannelShipment => ({
  channelShipmentId: parcel.altShipmentId,
  altShipmentId: parcel.altShipmentId,
  carrier: parcel.carrier,
  method: parcel.method,
  trackingNumber: parcel.trackingNumber,
  lines: parcel.lines,
});
