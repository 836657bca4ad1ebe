/** Owns recording the answers to stock messages as they come in: many at once, but none waits for a slow one. */
import { HOUR_MS, type Instant } from '@jetway/kernel';
import type { ChannelAnswer } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import { systemActor } from '../edge/index.ts';
import { type DueStock, recordStockConfirmed, recordStockFailed } from '../inventory/index.ts';
import { type NewProblem, raiseProblem, settleProblems } from '../problems/index.ts';
import { listRefusedStock } from './stock.store.ts';
import type { Work } from './work.ts';

export interface StockOutcome {
  readonly stock: DueStock;
  readonly answer: ChannelAnswer<void>;
}

/** A SKU that the channel does not know is tried again, since it may be listed meanwhile. */
const UNLISTED_AGAIN_MS = HOUR_MS;
const LONGEST_WAIT_MS = 5 * 60_000;

export interface StockOutcomes {
  readonly add: (outcome: StockOutcome) => void;
  /** Resolves when everything added is written. */
  readonly settle: () => Promise<void>;
}

/** Writes what has come in while the last write was going on. */
export function createStockOutcomes(work: Work): StockOutcomes {
  let pending: StockOutcome[] = [];
  let writing: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    while (pending.length > 0) {
      const batch = pending;
      pending = [];
      await record(work, batch);
    }
    writing = undefined;
  };
  return {
    add: (outcome) => {
      pending.push(outcome);
      writing ??= write();
      // Whoever settles hears of a failure; nobody else has to.
      writing.catch(() => undefined);
    },
    settle: async () => writing,
  };
}

async function record(work: Work, outcomes: readonly StockOutcome[]): Promise<void> {
  const { organizationId, connectionId, clock } = work;
  const now = clock.now();
  const confirmed = outcomes.filter(({ answer }) => answer.kind === 'ok').map(({ stock }) => stock);
  const failed = outcomes.filter(({ answer }) => answer.kind !== 'ok');
  await work.fenced(async (tx) => {
    if (confirmed.length > 0) {
      await recordStockConfirmed(tx, organizationId, connectionId, confirmed, now);
      await settleRefused(
        tx,
        work,
        confirmed.map(({ skuId }) => skuId),
        now,
      );
    }
    if (failed.length > 0)
      await recordStockFailed(
        tx,
        organizationId,
        connectionId,
        failed.map(({ stock, answer }) => ({
          skuId: stock.skuId,
          version: stock.version,
          text: answer.kind === 'ok' ? '' : answer.text,
          retryAt: retryAt(stock, answer, now),
        })),
        now,
      );
    for (const { stock, answer } of failed)
      if (answer.kind === 'refused')
        await raiseProblem(tx, organizationId, refusedStock(work, stock, answer), work, now);
  });
}

/** When to send again; null: not before the stock changes, or the daily refresh. */
function retryAt(stock: DueStock, answer: ChannelAnswer<void>, now: Instant): Instant | null {
  switch (answer.kind) {
    case 'ok':
      return null;
    case 'refused':
      return answer.status === 404 ? now + UNLISTED_AGAIN_MS : null;
    case 'credentials':
      return now;
    case 'later':
      return now + Math.max(answer.retryAfterMs, backoff(stock));
    case 'unknown':
      return now + backoff(stock);
  }
}

const backoff = (stock: DueStock): number => Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** Math.min(stock.attempts, 10));

const subjectOf = (work: Work, skuId: string): string => `${work.connectionId} ${skuId}`;

/** The channel took the stock of these SKUs: what it refused of them before is no problem any more. */
export async function settleRefused(tx: Handle, work: Work, skuIds: readonly string[], now: Instant): Promise<void> {
  for (const skuId of await listRefusedStock(tx, work, skuIds)) {
    const filter = { kind: 'stock-refused', subject: subjectOf(work, skuId) } as const;
    await settleProblems(tx, work.organizationId, filter, 'The marketplace took the stock.', systemActor, now);
  }
}

/** What a person is told of stock that was refused. */
export function refusedStock(
  work: Work,
  stock: Pick<DueStock, 'skuId' | 'sku'>,
  answer: { readonly text: string; readonly status: number },
): NewProblem {
  const isUnlisted = answer.status === 404;
  return {
    kind: 'stock-refused',
    subject: subjectOf(work, stock.skuId),
    title: isUnlisted ? `${stock.sku} is not listed` : `The stock of ${stock.sku} was refused`,
    text: isUnlisted
      ? `${work.connection().name} says: ${answer.text} Upload the product there, or set the SKU inactive. We try again every hour.`
      : `${work.connection().name} says: ${answer.text} Mend what is wrong and try again.`,
    skuId: stock.skuId,
    connectionId: work.connectionId,
    actions: ['retry', 'dismiss'],
  };
}
