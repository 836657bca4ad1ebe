/** Owns the HTTP edge of SKUs and stock. */
import { decodeCursor, type Ids, ok, type Result, refuse, toPage } from '@jetway/kernel';
import { inventoryRoutes, type LedgerEntry } from '@jetway/oms-api';
import { BAD_CURSOR, DEFAULT_LIMIT, etagOf, ifMatchVersion, problem, readCursor } from '@jetway/service';
import { defineFeature, type Feature, type MemberContext } from '../edge/index.ts';
import { touch } from '../events/index.ts';
import { ensureDesiredStock, markStockDue } from './desired-stock.store.ts';
import { createItemReader, type ItemReader, type ItemReaderDeps } from './item-reader.ts';
import { listSkuIds, type Movement, type MovementKey, readLedger } from './items.store.ts';
import { hearsStock } from './items.ts';
import { makeSkus } from './save-sku.ts';
import { loadSku, type SkuChange, updateSku } from './skus.store.ts';
import { readSearch } from './skus.ts';
import { adjustStock } from './stock.store.ts';

const { listInventory, createSku, getSku, changeSku, adjustStock: adjust, listLedger } = inventoryRoutes;
const readRoutes = { listInventory, getSku, listLedger };
const routes = { ...readRoutes, createSku, changeSku, adjustStock: adjust };

export interface InventoryDeps extends ItemReaderDeps {
  readonly ids: Ids;
}

const NO_SKU = refuse('not_found', 'There is no such SKU.').refusal;
const VERSION_REQUIRED = refuse('version_required', 'Send the version you have seen in If-Match.').refusal;

/** SKUs, stock and ledger over HTTP. */
export function inventoryFeature(deps: InventoryDeps): Feature<typeof routes> {
  const { database } = deps;
  const reader = createItemReader(deps);
  return defineFeature({
    routes,
    handlers: {
      ...inventoryReads(deps, reader),
      createSku: async (context, { body }) => {
        const { requestId } = context;
        const made = await makeOne(deps, context, body);
        if (!made.ok)
          return made.refusal.code === 'sku_exists'
            ? problem(409, made.refusal, { requestId })
            : problem(400, made.refusal, { requestId });
        const item = await reader.one(context, made.value);
        if (item === undefined) throw new Error('a SKU vanished');
        return { status: 201, body: item, headers: etagOf(item.version) };
      },
      changeSku: async (context, { params, body }) => {
        const { requestId } = context;
        const version = ifMatchVersion(context);
        if (!version.ok) return problem(400, version.refusal, { requestId });
        if (version.value === undefined) return problem(400, VERSION_REQUIRED, { requestId });
        const changed = await changeOne(deps, context, params.skuId, version.value, body);
        if (!changed.ok)
          return changed.refusal.code === 'not_found'
            ? problem(404, changed.refusal, { requestId })
            : problem(409, changed.refusal, { requestId });
        const item = await reader.one(context, params.skuId);
        if (item === undefined) return problem(404, NO_SKU, { requestId });
        return { status: 200, body: item, headers: etagOf(item.version) };
      },
      adjustStock: async (context, { params, body }) => {
        const { organizationId, now, requestId } = context;
        const { skuId } = params;
        const done = await database.transaction(async (tx) =>
          (await loadSku(tx, organizationId, skuId)) === undefined
            ? refuse('not_found', NO_SKU.text)
            : adjustStock(tx, organizationId, { skuId, ...body }, context, now),
        );
        if (!done.ok) {
          if (done.refusal.code === 'not_found') return problem(404, done.refusal, { requestId });
          if (done.refusal.code === 'below_reserved' || done.refusal.code === 'is_kit')
            return problem(409, done.refusal, { requestId });
          return problem(400, done.refusal, { requestId });
        }
        const item = await reader.one(context, skuId);
        return item === undefined ? problem(404, NO_SKU, { requestId }) : { status: 200, body: item };
      },
    },
  });
}

/** The part that only reads. */
function inventoryReads({ database, stockConnections }: InventoryDeps, { items, one }: ItemReader) {
  const feature = defineFeature<typeof readRoutes>({
    routes: readRoutes,
    handlers: {
      listInventory: async (context, { query }) => {
        const { organizationId, requestId } = context;
        const after = readCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        const limit = query.limit ?? DEFAULT_LIMIT;
        const filter = query.filter ?? 'all';
        const connections = filter === 'not-sent' ? await stockConnections(database.db, organizationId) : [];
        const found = await listSkuIds(database.db, organizationId, {
          search: readSearch(query.search ?? ''),
          filter,
          connectionIds: connections.filter(hearsStock).map(({ connectionId }) => connectionId),
          after: after.value?.id,
          limit: limit + 1,
        });
        const page = toPage(found, limit, (skuId) => ({ at: 0, id: skuId }));
        return { status: 200, body: { items: await items(context, page.items), next: page.next } };
      },
      getSku: async (context, { params }) => {
        const item = await one(context, params.skuId);
        if (item === undefined) return problem(404, NO_SKU, { requestId: context.requestId });
        return { status: 200, body: item, headers: etagOf(item.version) };
      },
      listLedger: async ({ organizationId, requestId }, { params, query }) => {
        const after = readMovementCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        if ((await loadSku(database.db, organizationId, params.skuId)) === undefined)
          return problem(404, NO_SKU, { requestId });
        const limit = query.limit ?? DEFAULT_LIMIT;
        const { locationId } = query;
        const page = { locationId, after: after.value, limit: limit + 1 };
        const rows = await readLedger(database.db, organizationId, params.skuId, page);
        const { items: shown, next } = toPage(rows, limit, movementKeyset);
        return { status: 200, body: { items: shown.map(toEntry), next } };
      },
    },
  });
  return feature.handlers;
}

const entryId = (movement: MovementKey): string => `${movement.movement}.${movement.locationId}`;
const movementKeyset = (movement: Movement) => ({ at: movement.at, id: entryId(movement) });

function readMovementCursor(cursor: string | undefined): Result<MovementKey | undefined, 'bad_cursor'> {
  if (cursor === undefined) return ok(undefined);
  const keyset = decodeCursor(cursor);
  const [, movement, locationId] = /^(\d{1,15})\.(.+)$/.exec(keyset?.id ?? '') ?? [];
  if (keyset === undefined || movement === undefined || locationId === undefined) return BAD_CURSOR;
  return ok({ at: keyset.at, movement: Number(movement), locationId });
}

const toEntry = ({ movement, ...row }: Movement): LedgerEntry => ({ id: entryId({ movement, ...row }), ...row });

interface SkuBody {
  readonly sku: string;
  readonly title: string;
  readonly imageUrl?: string;
  readonly stock?: readonly { readonly locationId: string; readonly onHand: number }[];
}

async function makeOne(
  { database, ids, stockConnections }: InventoryDeps,
  context: MemberContext,
  body: SkuBody,
): Promise<Result<string, 'sku_exists' | 'unknown_location'>> {
  const { organizationId, now } = context;
  const { sku, title, imageUrl = null, stock = [] } = body;
  return database.transaction(async (tx) => {
    const connectionIds = (await stockConnections(tx, organizationId)).map(({ connectionId }) => connectionId);
    const made = await makeSkus(
      tx,
      organizationId,
      [{ sku, title, imageUrl, stock }],
      connectionIds,
      ids,
      context,
      now,
    );
    if (!made.ok) return made;
    const [first] = made.value;
    return first === undefined
      ? refuse('sku_exists', 'There is a SKU of this name already.', { path: '/sku' })
      : ok(first.skuId);
  });
}

/** What channels should show changes with whether the SKU is sold; its title and image they get elsewhere. */
async function changeOne(
  { database, stockConnections }: InventoryDeps,
  context: MemberContext,
  skuId: string,
  version: number,
  body: SkuChange,
): Promise<Result<void, 'not_found' | 'changed_meanwhile'>> {
  const { organizationId, now } = context;
  return database.transaction(async (tx) => {
    const changed = await updateSku(tx, organizationId, skuId, version, body, context, now);
    if (!changed.ok) return changed;
    const { before, after } = changed.value;
    if (before.active !== after.active) {
      // A connection made while the SKU was not sold has no row of it yet.
      const connectionIds = (await stockConnections(tx, organizationId)).map(({ connectionId }) => connectionId);
      await ensureDesiredStock(tx, organizationId, connectionIds, now, [skuId]);
      await markStockDue(tx, organizationId, [skuId], now);
    } else await touch(tx, organizationId, 'inventory', skuId);
    return ok(undefined);
  });
}
