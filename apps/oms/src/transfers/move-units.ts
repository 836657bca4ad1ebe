/** Owns what people do with transfers: draft, change, send, receive, cancel; stock moves with them. */
import { type Ids, type Instant, ok, type Refused, type Result, refuse } from '@jetway/kernel';
import type { Database, Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { touch } from '../events/index.ts';
import { adjustStocks, findSkus, type StockChange } from '../inventory/index.ts';
import { loadLocation } from '../locations/index.ts';
import {
  listTransferLines,
  lockTransfer,
  moveTransfer,
  saveTransferLines,
  type TransferDraft,
  type TransferLineRow,
  writeDraft,
} from './transfers.store.ts';
import { type Arrival, receiveUnits, type TransferRow, transferLifecycle, unitsLeft } from './transfers.ts';

export interface TransferDeps {
  readonly database: Database;
  readonly ids: Ids;
}

/** Who asks, in which organization, when. */
export interface Asker extends Actor {
  readonly organizationId: string;
  readonly now: Instant;
}

export interface TransferWish {
  readonly fromLocationId: string;
  readonly toLocationId: string;
  readonly note?: string | null;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

type WishCode = 'unknown_location' | 'same_location' | 'unknown_sku' | 'is_kit' | 'repeated_sku';

const NO_TRANSFER = refuse('not_found', 'There is no such transfer.');

/** What is wished for, in ids. */
async function readWish(
  tx: Handle,
  organizationId: string,
  wish: TransferWish,
): Promise<Result<Omit<TransferDraft, 'transferId'>, WishCode>> {
  const { fromLocationId, toLocationId, note = null } = wish;
  for (const name of ['fromLocationId', 'toLocationId'] as const)
    if ((await loadLocation(tx, organizationId, wish[name])) === undefined)
      return refuse('unknown_location', 'There is no such location.', { path: `/${name}` });
  if (fromLocationId === toLocationId)
    return refuse('same_location', 'Choose two different locations.', { path: '/toLocationId' });
  const skus = await findSkus(
    tx,
    organizationId,
    wish.lines.map(({ sku }) => sku),
  );
  const quantities = new Map<string, number>();
  for (const [index, { sku, quantity }] of wish.lines.entries()) {
    const path = `/lines/${index}/sku`;
    const found = skus.get(sku);
    if (found === undefined) return refuse('unknown_sku', `No SKU here is called ${sku}.`, { path });
    if (found.isKit) return refuse('is_kit', `${sku} is a kit: its components are moved.`, { path });
    if (quantities.has(found.skuId)) return refuse('repeated_sku', `${sku} stands here twice.`, { path });
    quantities.set(found.skuId, quantity);
  }
  const lines = [...quantities].map(([skuId, quantity]) => ({ skuId, quantity }));
  return ok({ fromLocationId, toLocationId, note, lines });
}

/** Drafts a transfer; answers its id. */
export async function draftTransfer(
  { database, ids }: TransferDeps,
  by: Asker,
  wish: TransferWish,
): Promise<Result<string, WishCode>> {
  const { organizationId, now } = by;
  return database.transaction(async (tx) => {
    const read = await readWish(tx, organizationId, wish);
    if (!read.ok) return read;
    const transferId = ids.uuid();
    await writeDraft(tx, organizationId, { transferId, ...read.value }, true, by, now);
    await touch(tx, organizationId, 'stock-work', transferId);
    return ok(transferId);
  });
}

/** Undoes what was written before it turned out that it cannot be. */
class Refusing extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super('refused');
    this.refused = refused;
  }
}

type Event = (typeof transferLifecycle)['events'][number];
type Step<Code extends string> = (tx: Handle, transfer: TransferRow) => Promise<Result<void, Code>>;

/** Locks a transfer in which the event may happen, and lets it happen; a refusal leaves no trace. */
async function step<Code extends string>(
  { database }: TransferDeps,
  { organizationId }: Asker,
  transferId: string,
  event: Event,
  act: Step<Code>,
): Promise<Result<void, Code | 'not_found' | 'not_allowed_now'>> {
  try {
    return await database.transaction(async (tx): Promise<Result<void, 'not_found' | 'not_allowed_now'>> => {
      const transfer = await lockTransfer(tx, organizationId, transferId);
      if (transfer === undefined) return NO_TRANSFER;
      if (!transferLifecycle.allows(transfer.state, event))
        return refuse('not_allowed_now', `The transfer is ${wordOf[transfer.state]}.`);
      const done = await act(tx, transfer);
      if (!done.ok) throw new Refusing(done);
      await touch(tx, organizationId, 'stock-work', transferId);
      return ok(undefined);
    });
  } catch (error) {
    // Only `act` is refused this way, with its own codes.
    if (error instanceof Refusing) return error.refused as Refused<Code>;
    throw error;
  }
}

const wordOf: Readonly<Record<TransferRow['state'], string>> = {
  draft: 'not sent yet',
  sent: 'under way already',
  received: 'received already',
  cancelled: 'cancelled',
};

/** Changes a draft that is still at `version`. */
export const changeDraft = (
  deps: TransferDeps,
  by: Asker,
  transferId: string,
  version: number,
  wish: TransferWish,
): Promise<Result<void, WishCode | 'changed_meanwhile' | 'not_found' | 'not_allowed_now'>> =>
  step<WishCode | 'changed_meanwhile'>(deps, by, transferId, 'change', async (tx, transfer) => {
    if (transfer.version !== version)
      return refuse('changed_meanwhile', 'The transfer was changed meanwhile: look at it again.');
    const read = await readWish(tx, by.organizationId, wish);
    if (!read.ok) return read;
    await writeDraft(tx, by.organizationId, { transferId, ...read.value }, false, by, by.now);
    return ok(undefined);
  });

/** Adds to (or takes from) the shelves of a location. */
const changesOf = (
  lines: readonly { readonly skuId: string; readonly units: number }[],
  locationId: string,
  note: string,
): readonly StockChange[] =>
  lines
    .filter(({ units }) => units !== 0)
    .map(({ skuId, units }) => ({ skuId, locationId, kind: 'change', quantity: units, note }));

/** Takes the units off the shelf: all of them, or none when orders hold too many of some SKU. */
export const sendTransfer = (
  deps: TransferDeps,
  by: Asker,
  transferId: string,
): Promise<Result<void, 'below_reserved' | 'not_found' | 'not_allowed_now'>> =>
  step<'below_reserved'>(deps, by, transferId, 'send', async (tx, transfer) => {
    const { organizationId, now } = by;
    const lines = await listTransferLines(tx, organizationId, transferId);
    const gone = lines.map(({ skuId, quantity }) => ({ skuId, units: -quantity }));
    const changes = changesOf(gone, transfer.fromLocationId, `To ${transfer.toLocationName}`);
    const refused = await adjustStocks(tx, organizationId, changes, 'transfer-sent', by, now);
    if (refused.length > 0) return refuse('below_reserved', tooFew(lines, refused));
    await moveTransfer(tx, organizationId, transferId, 'sent', by, now);
    return ok(undefined);
  });

/** More SKUs than this are counted and not named. */
const MOST_NAMED = 5;

function tooFew(lines: readonly TransferLineRow[], refused: Awaited<ReturnType<typeof adjustStocks>>): string {
  const named = refused.slice(0, MOST_NAMED).map(({ skuId, onHand, reserved }) => {
    const line = lines.find((one) => one.skuId === skuId);
    return `${line?.sku ?? skuId}: ${onHand - reserved} available, ${line?.quantity ?? 0} to send`;
  });
  const more = refused.length - named.length;
  return `There is too little. ${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}

/** Puts units that arrived on the shelf and gives up those that will not; ends the transfer when none is left. */
export const receiveTransfer = (
  deps: TransferDeps,
  by: Asker,
  transferId: string,
  arrivals: readonly Arrival[],
): Promise<ReceiveResult> =>
  step<ArrivalCode>(deps, by, transferId, 'receive', async (tx, transfer) => {
    const { organizationId, now } = by;
    const before = await listTransferLines(tx, organizationId, transferId);
    const received = receiveUnits(before, arrivals);
    if (!received.ok) return received;
    const notes = new Map(arrivals.map(({ skuId, note }) => [skuId, note?.trim() || null]));
    const lines = received.value.map((line) => ({ ...line, note: notes.get(line.skuId) ?? null }));
    await saveTransferLines(tx, organizationId, transferId, lines);
    const arrived = arrivals.map(({ skuId, received: units }) => ({ skuId, units }));
    const changes = changesOf(arrived, transfer.toLocationId, `From ${transfer.fromLocationName}`);
    await adjustStocks(tx, organizationId, changes, 'transfer-received', by, now);
    const isOver = lines.every((line) => unitsLeft(line) === 0);
    await moveTransfer(tx, organizationId, transferId, isOver ? 'received' : 'sent', by, now);
    return ok(undefined);
  });

type ArrivalCode = Extract<ReturnType<typeof receiveUnits>, { readonly ok: false }>['refusal']['code'];
type ReceiveResult = Result<void, ArrivalCode | 'not_found' | 'not_allowed_now'>;

/** Gives a transfer up; units that are still on the way are put back where they came from. */
export const cancelTransfer = (
  deps: TransferDeps,
  by: Asker,
  transferId: string,
): Promise<Result<void, 'not_found' | 'not_allowed_now'>> =>
  step<never>(deps, by, transferId, 'cancel', async (tx, transfer) => {
    const { organizationId, now } = by;
    if (transferLifecycle.allows(transfer.state, 'receive')) {
      const lines = await listTransferLines(tx, organizationId, transferId);
      const back = lines.map((line) => ({ skuId: line.skuId, units: unitsLeft(line) }));
      const changes = changesOf(back, transfer.fromLocationId, `Back from the way to ${transfer.toLocationName}`);
      await adjustStocks(tx, organizationId, changes, 'transfer-returned', by, now);
      const returned = lines.map((line) => ({ ...line, returned: line.returned + unitsLeft(line) }));
      await saveTransferLines(tx, organizationId, transferId, returned);
    }
    await moveTransfer(tx, organizationId, transferId, 'cancelled', by, now);
    return ok(undefined);
  });
