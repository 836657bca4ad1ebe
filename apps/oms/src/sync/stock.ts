/** Owns telling the channel the stock: what changed within seconds, every SKU once a day, a sample read back. */
import { HOUR_MS, type Instant, MINUTE_MS } from '@jetway/kernel';
import { type DueStock, markStockDue, recordStockSent, takeDueStock } from '../inventory/index.ts';
import { askedRun, asRun, type Counter, inParallel } from './running.ts';
import type { OpenRun } from './runs.store.ts';
import { countStock, listStaleStock, sampleConfirmedStock } from './stock.store.ts';
import type { StockGate } from './stock-gate.ts';
import { createStockOutcomes, type StockOutcomes } from './stock-outcomes.ts';
import type { Work } from './work.ts';

/** SKUs taken at once. */
const BATCH = 100;
const SEND_AT_ONCE = 16;
/** Jet wants to hear of every SKU each day; we begin early enough to be done in time. */
const REFRESH_AFTER_MS = 20 * HOUR_MS;
const REFRESH_EVERY_MS = MINUTE_MS;
/** The four hours left, in minutes: each minute its part, so that a refresh never crowds out what changed. */
const REFRESH_PARTS = 240;
const SAMPLE_EVERY_MS = 5 * MINUTE_MS;
const SAMPLE_SIZE = 5;

export interface StockSender {
  /** Sends what is due. Answers whether there may be more to do at once. */
  readonly run: (signal: AbortSignal) => Promise<boolean>;
}

interface Memory {
  refreshAt: Instant;
  sampleAt: Instant;
  /** The SKU compared last; the next sample begins after it. */
  sampledTo: string;
}

interface Turn {
  readonly work: Work;
  readonly gate: StockGate;
  readonly run: OpenRun;
  readonly counter: Counter;
  readonly outcomes: StockOutcomes;
  readonly signal: AbortSignal;
}

/** @param onAnswered called after stock messages were answered: acknowledgements may have waited for them */
export function createStockSender(work: Work, gate: StockGate, onAnswered: () => void): StockSender {
  const now = work.clock.now();
  const memory: Memory = { refreshAt: now, sampleAt: now + SAMPLE_EVERY_MS, sampledTo: '' };
  return {
    run: async (signal) => {
      if (!work.may().stock) return false;
      await refresh(work, memory);
      const asked = await askedRun(work, 'send-stock');
      const due = await take(work);
      if (due.length === 0 && asked === undefined) {
        // What changed goes first: looking is for when there is nothing to tell.
        return compareSample(work, memory, signal);
      }
      await asRun(work, asked ?? { kind: 'send-stock', trigger: 'change' }, async (run, counter) => {
        const outcomes = createStockOutcomes(work);
        counter.found = due.length;
        await inParallel(due, SEND_AT_ONCE, (stock) => tell({ work, gate, run, counter, outcomes, signal }, stock));
        await outcomes.settle();
      });
      if (due.length > 0) onAnswered();
      return due.length > 0;
    },
  };
}

/** Takes what is due and says that it goes out, before the first message does. */
async function take(work: Work): Promise<readonly DueStock[]> {
  const { organizationId, connectionId, fence, clock } = work;
  const taken = await work.fenced(async (tx) => {
    const now = clock.now();
    const due = await takeDueStock(tx, organizationId, connectionId, { limit: BATCH, now, fence });
    if (due.length > 0) await recordStockSent(tx, organizationId, connectionId, due, now);
    return due;
  });
  return taken ?? [];
}

async function tell(turn: Turn, stock: DueStock): Promise<void> {
  const { work, gate, run, counter, outcomes, signal } = turn;
  await gate.untilAnswered(stock.skuId);
  const cause = { runId: run.runId, skuId: stock.skuId, requestId: run.requestId, detail: 'short' } as const;
  const answer = await work.call('normal', () =>
    work.session.sendStock(stock.sku, stock.quantities, work.options(cause, signal)),
  );
  outcomes.add({ stock, answer });
  if (answer.kind === 'ok') counter.done += 1;
  else counter.failed += 1;
  if (answer.kind !== 'ok' && answer.kind !== 'refused') counter.error ??= answer.text;
}

/** Makes a part of what was told long ago due again. */
async function refresh(work: Work, memory: Memory): Promise<void> {
  const { database, organizationId, connectionId, clock } = work;
  const now = clock.now();
  if (now < memory.refreshAt || !work.may().refresh) return;
  memory.refreshAt = now + REFRESH_EVERY_MS;
  const limit = Math.ceil((await countStock(database.db, work)) / REFRESH_PARTS);
  const skuIds = await listStaleStock(database.db, work, now - REFRESH_AFTER_MS, limit);
  if (skuIds.length === 0) return;
  await database.transaction((tx) => markStockDue(tx, organizationId, skuIds, now, connectionId));
}

/** Reads a few SKUs back; one that shows something else than was confirmed is told again. Answers whether one did. */
async function compareSample(work: Work, memory: Memory, signal: AbortSignal): Promise<boolean> {
  const { database, organizationId, connectionId, clock, log } = work;
  const now = clock.now();
  if (now < memory.sampleAt || !work.may().refresh) return false;
  memory.sampleAt = now + SAMPLE_EVERY_MS;
  const sample = await sampleConfirmedStock(database.db, work, memory.sampledTo, SAMPLE_SIZE);
  memory.sampledTo = sample.length < SAMPLE_SIZE ? '' : (sample.at(-1)?.skuId ?? '');
  const wrong: string[] = [];
  await inParallel(sample, SAMPLE_SIZE, async ({ skuId, sku, quantities }) => {
    const cause = { skuId, detail: 'short' } as const;
    const answer = await work.call('bulk', () => work.session.readStock(sku, work.options(cause, signal)));
    if (answer.kind !== 'ok') return;
    const differs = Object.entries(quantities).some(([node, quantity]) => (answer.value[node] ?? 0) !== quantity);
    if (!differs) return;
    log.warn('the channel shows other stock than it was told', { sku, told: quantities, shown: answer.value });
    wrong.push(skuId);
  });
  if (wrong.length > 0)
    await database.transaction((tx) => markStockDue(tx, organizationId, wrong, clock.now(), connectionId));
  return wrong.length > 0;
}
