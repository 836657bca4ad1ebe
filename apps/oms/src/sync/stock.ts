/** Owns telling the channel the stock: what changed within seconds, every SKU once a day. */
import { type DueStock, recordStockSent, takeDueStock } from '../inventory/index.ts';
import { createRefreshPlanner } from './file-planner.ts';
import { askedRun, asRun, type Counter, inParallel } from './running.ts';
import type { OpenRun } from './runs.store.ts';
import type { StockGate } from './stock-gate.ts';
import { createStockOutcomes, type StockOutcomes } from './stock-outcomes.ts';
import type { Work } from './work.ts';

/** SKUs taken at once. */
const BATCH = 100;
const SEND_AT_ONCE = 16;
export interface StockSender {
  /** Sends what is due. Answers whether there may be more to do at once. */
  readonly run: (signal: AbortSignal) => Promise<boolean>;
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
  const planner = createRefreshPlanner(work);
  return {
    run: async (signal) => {
      if (!work.may().stock) return false;
      // Before anything is taken: what goes by file does not go one by one.
      await planner.run();
      const asked = await askedRun(work, 'send-stock');
      const due = await take(work);
      if (due.length === 0 && asked === undefined) return false;
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
