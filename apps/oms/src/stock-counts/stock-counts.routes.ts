/** Owns the HTTP edge of stock counts. */
import { type Refusal, type Result, refuse, toPage } from '@jetway/kernel';
import { stockCountRoutes as routes, type StockCount, type StockCountLine } from '@jetway/oms-api';
import { DEFAULT_LIMIT, etagOf, problem, readCursor } from '@jetway/service';
import { defineFeature, type Feature, type MemberContext } from '../edge/index.ts';
import { applyCount, beginCount, type CountDeps, cancelCount, enterFound } from './count-stock.ts';
import { listLines } from './lines.store.ts';
import { listCounts, loadCount } from './stock-counts.store.ts';
import type { CountRow, CountSums } from './stock-counts.ts';

const NO_COUNT = refuse('not_found', 'There is no such stock count.').refusal;

const toCount = ({ countId, ...row }: CountRow & CountSums): StockCount => ({ id: countId, ...row });

/** What was sent is wrong in itself; every other refusal is about where the count stands. */
const WRONG_INPUT: ReadonlySet<string> = new Set(['unknown_sku', 'is_kit', 'too_many_units']);

function refusedStep(refusal: Refusal, requestId: string) {
  return refusal.code === 'not_found' ? problem(404, refusal, { requestId }) : problem(409, refusal, { requestId });
}

const keyOf = (sort: 'sku' | 'difference') => (line: StockCountLine) => ({
  at: sort === 'sku' ? 0 : Math.abs(line.difference ?? 0),
  id: line.skuId,
});

/** Stock counts over HTTP. */
export function stockCountsFeature(deps: CountDeps): Feature<typeof routes> {
  const { database } = deps;
  const read = async ({ organizationId }: MemberContext, countId: string): Promise<StockCount> => {
    const count = await loadCount(database.db, organizationId, countId);
    if (count === undefined) throw new Error('a stock count vanished');
    return toCount(count);
  };
  const stepped = async (context: MemberContext, countId: string, done: Result<void>) =>
    done.ok
      ? ({ status: 200, body: await read(context, countId) } as const)
      : refusedStep(done.refusal, context.requestId);
  return defineFeature({
    routes,
    handlers: {
      listStockCounts: async ({ organizationId, requestId }, { query }) => {
        const after = readCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        const limit = query.limit ?? DEFAULT_LIMIT;
        const wanted = { state: query.state, after: after.value, limit: limit + 1 };
        const found = await listCounts(database.db, organizationId, wanted);
        const { items, next } = toPage(found, limit, (row) => ({ at: row.createdAt, id: row.countId }));
        return { status: 200, body: { items: items.map(toCount), next } };
      },
      createStockCount: async (context, { body }) => {
        const made = await beginCount(deps, context, body);
        if (!made.ok) return problem(400, made.refusal, { requestId: context.requestId });
        const count = await read(context, made.value);
        return { status: 201, body: count, headers: etagOf(count.version) };
      },
      getStockCount: async ({ organizationId, requestId }, { params }) => {
        const count = await loadCount(database.db, organizationId, params.countId);
        if (count === undefined) return problem(404, NO_COUNT, { requestId });
        return { status: 200, body: toCount(count), headers: etagOf(count.version) };
      },
      listStockCountLines: async ({ organizationId, requestId }, { params, query }) => {
        const after = readCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        if ((await loadCount(database.db, organizationId, params.countId)) === undefined)
          return problem(404, NO_COUNT, { requestId });
        const limit = query.limit ?? DEFAULT_LIMIT;
        const sort = query.sort ?? 'sku';
        const wanted = { state: query.state, sort, after: after.value, limit: limit + 1 };
        const found = await listLines(database.db, organizationId, params.countId, wanted);
        const { items, next } = toPage(found, limit, keyOf(sort));
        return { status: 200, body: { items: [...items], next } };
      },
      countStock: async (context, { params, body }) => {
        const done = await enterFound(deps, context, params.countId, body);
        if (done.ok) return { status: 200, body: done.value };
        const { requestId } = context;
        return WRONG_INPUT.has(done.refusal.code)
          ? problem(400, done.refusal, { requestId })
          : refusedStep(done.refusal, requestId);
      },
      applyStockCount: async (context, { params }) =>
        stepped(context, params.countId, await applyCount(deps, context, params.countId)),
      cancelStockCount: async (context, { params }) =>
        stepped(context, params.countId, await cancelCount(deps, context, params.countId)),
    },
  });
}
