/** Owns what people do in a stock count: begin it, say what they found, have the differences applied, give it up. */
import { type Ids, type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { StockCountLine } from '@jetway/oms-api';
import type { Database, Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { touch } from '../events/index.ts';
import { adjustStocks, findSkus } from '../inventory/index.ts';
import { loadLocation } from '../locations/index.ts';
import { addLines, dueLines, enterCount, loadLine, settleLines, tryRefusedAgain } from './lines.store.ts';
import { insertCount, loadCount, lockCount, moveCount } from './stock-counts.store.ts';
import { type CountRow, countLifecycle } from './stock-counts.ts';

export interface CountDeps {
  readonly database: Database;
  readonly ids: Ids;
}

/** Who asks, in which organization, when. */
export interface Asker extends Actor {
  readonly organizationId: string;
  readonly now: Instant;
}

export interface CountWish {
  readonly locationId: string;
  readonly name: string;
  readonly of: 'all' | 'stocked' | 'list';
  readonly skus?: readonly string[];
}

const NO_COUNT = refuse('not_found', 'There is no such stock count.');

const isOver = (count: CountRow) => refuse('not_allowed_now', `The count is ${count.state} already.`);

/** Begins a count; answers its id. */
export async function beginCount(
  { database, ids }: CountDeps,
  by: Asker,
  { locationId, name, of, skus = [] }: CountWish,
): Promise<Result<string, 'unknown_location' | 'unknown_sku' | 'is_kit' | 'nothing_to_count'>> {
  const { organizationId, now } = by;
  return database.transaction(async (tx) => {
    if ((await loadLocation(tx, organizationId, locationId)) === undefined)
      return refuse('unknown_location', 'There is no such location.', { path: '/locationId' });
    const named = of === 'list' ? await idsOf(tx, organizationId, skus) : ok([]);
    if (!named.ok) return named;
    if (of === 'list' && named.value.length === 0)
      return refuse('nothing_to_count', 'Name the SKUs to count.', { path: '/skus' });
    const countId = ids.uuid();
    await insertCount(tx, organizationId, { countId, locationId, name }, by, now);
    await addLines(tx, organizationId, countId, of === 'list' ? { skuIds: named.value } : { locationId, which: of });
    await touch(tx, organizationId, 'stock-work', countId);
    return ok(countId);
  });
}

async function idsOf(
  tx: Handle,
  organizationId: string,
  skus: readonly string[],
): Promise<Result<readonly string[], 'unknown_sku' | 'is_kit'>> {
  const known = await findSkus(tx, organizationId, skus);
  const unknown = skus.findIndex((sku) => !known.has(sku));
  if (unknown !== -1)
    return refuse('unknown_sku', `No SKU here is called ${skus[unknown]}.`, { path: `/skus/${unknown}` });
  const kit = skus.findIndex((sku) => known.get(sku)?.isKit === true);
  if (kit !== -1) return refuse('is_kit', kitText(skus[kit] ?? ''), { path: `/skus/${kit}` });
  return ok([...new Set([...known.values()].map(({ skuId }) => skuId))]);
}

const kitText = (sku: string): string => `${sku} is a kit: its components are counted.`;

export interface Entry {
  readonly sku: string;
  readonly kind: 'set' | 'add';
  readonly quantity: number;
}

const MOST_UNITS = 1_000_000;

/** Remembers what somebody found; several may count at once. */
export async function enterFound(
  { database }: CountDeps,
  by: Asker,
  countId: string,
  { sku, kind, quantity }: Entry,
): Promise<Result<StockCountLine, 'not_found' | 'unknown_sku' | 'is_kit' | 'too_many_units' | 'not_allowed_now'>> {
  const { organizationId, now } = by;
  return database.transaction(async (tx) => {
    const count = await lockCount(tx, organizationId, countId, 'share');
    if (count === undefined) return NO_COUNT;
    if (!countLifecycle.allows(count.state, 'count')) return isOver(count);
    const found = (await findSkus(tx, organizationId, [sku])).get(sku);
    if (found === undefined) return refuse('unknown_sku', `No SKU here is called ${sku}.`, { path: '/sku' });
    if (found.isKit) return refuse('is_kit', kitText(sku), { path: '/sku' });
    const before = kind === 'add' ? await loadLine(tx, organizationId, countId, found.skuId) : undefined;
    if ((before?.counted ?? 0) + quantity > MOST_UNITS)
      return refuse('too_many_units', `No more than ${MOST_UNITS} units can be counted.`, { path: '/quantity' });
    const entry = { skuId: found.skuId, locationId: count.locationId, kind, quantity };
    await enterCount(tx, organizationId, countId, entry, by, now);
    await touch(tx, organizationId, 'stock-work', countId);
    const line = await loadLine(tx, organizationId, countId, found.skuId);
    return line === undefined ? NO_COUNT : ok(line);
  });
}

/** Lines of one transaction: the shelves of a large location are corrected in several. */
const BATCH = 1_000;

type ApplyCode = 'not_found' | 'not_allowed_now' | 'nothing_counted';

/**
 * Applies every difference found, batch by batch; asked for again after a crash, it goes on with the rest. Lines that
 * orders forbid are refused and stay open, and the count with them.
 */
export async function applyCount(deps: CountDeps, by: Asker, countId: string): Promise<Result<void, ApplyCode>> {
  const { database } = deps;
  const { organizationId } = by;
  const begun = await database.transaction(async (tx): Promise<Result<void, ApplyCode>> => {
    const count = await lockCount(tx, organizationId, countId, 'update');
    if (count === undefined) return NO_COUNT;
    if (!countLifecycle.allows(count.state, 'apply')) return isOver(count);
    await tryRefusedAgain(tx, organizationId, countId);
    const sums = await loadCount(tx, organizationId, countId);
    if (sums === undefined || sums.lines.counted + sums.lines.applied === 0)
      return refuse('nothing_counted', 'Nothing has been counted yet.');
    return ok(undefined);
  });
  if (!begun.ok) return begun;
  while (await database.transaction((tx) => applyBatch(tx, by, countId)));
  return ok(undefined);
}

/** Answers whether there may be more. */
async function applyBatch(tx: Handle, by: Asker, countId: string): Promise<boolean> {
  const { organizationId, now } = by;
  const count = await lockCount(tx, organizationId, countId, 'update');
  if (count === undefined || !countLifecycle.allows(count.state, 'apply')) return false;
  const lines = await dueLines(tx, organizationId, countId, BATCH);
  const { locationId } = count;
  const note = `Stock count ${count.name}`;
  const changes = lines.map(
    ({ skuId, difference }) => ({ skuId, locationId, kind: 'change', quantity: difference, note }) as const,
  );
  const refused = await adjustStocks(tx, organizationId, changes, 'counted', by, now);
  const bySku = new Map(refused.map((one) => [one.skuId, one]));
  const settled = lines.map(({ skuId }) => {
    const one = bySku.get(skuId);
    const refusal = one === undefined ? null : `Orders hold ${one.reserved} of the ${one.onHand} on hand.`;
    return { skuId, refusal };
  });
  await settleLines(tx, organizationId, countId, settled);
  await touch(tx, organizationId, 'stock-work', countId);
  if (lines.length === BATCH) return true;
  const sums = await loadCount(tx, organizationId, countId);
  const isDone = sums?.lines.refused === 0;
  await moveCount(tx, organizationId, countId, isDone ? 'applied' : 'counting', by, now);
  return false;
}

/** Gives a count up; what was applied of it stays. */
export async function cancelCount(
  { database }: CountDeps,
  by: Asker,
  countId: string,
): Promise<Result<void, 'not_found' | 'not_allowed_now'>> {
  const { organizationId, now } = by;
  return database.transaction(async (tx) => {
    const count = await lockCount(tx, organizationId, countId, 'update');
    if (count === undefined) return NO_COUNT;
    const [to] = countLifecycle.targets(count.state, 'cancel');
    if (to === undefined) return isOver(count);
    await moveCount(tx, organizationId, countId, to, by, now);
    await touch(tx, organizationId, 'stock-work', countId);
    return ok(undefined);
  });
}
