/** Owns settling a bulk file: SKUs confirmed, told again because they changed, or refused with a problem each. */
import { refuseFileStock, STOCK_FILE_PAGE, settleStockPage } from '../inventory/index.ts';
import { raiseProblem } from '../problems/index.ts';
import { asRun, type Counter, count } from './running.ts';
import { moveStockFile, type OpenFile } from './stock-files.store.ts';
import { refusedStock, settleRefused } from './stock-outcomes.ts';
import type { Work } from './work.ts';

export type FileEnd =
  | { readonly kind: 'failed'; readonly text: string }
  | {
      readonly kind: 'processed';
      readonly refused: readonly { readonly sku: string; readonly text: string }[];
      /** False: some refusals could not be read, so what is not named proves nothing. */
      readonly isComplete: boolean;
    };

/** A person reads no more; every SKU carries its own reason besides. */
const MOST_PROBLEMS = 1_000;

/** Settles page by page: a file whose settling was interrupted is looked at again, and goes on where it was. */
export async function settleFile(work: Work, file: OpenFile, end: FileEnd): Promise<void> {
  await asRun(work, { kind: 'refresh-stock', trigger: 'change' }, async (_run, counter) => {
    if (end.kind === 'processed') await refuseAll(work, file, end.refused, counter);
    await settleRest(work, file, end.kind === 'failed' || !end.isComplete, counter);
    counter.found = counter.done + counter.failed;
    if (end.kind === 'failed') counter.error = end.text;
    await close(work, file, end, counter);
  });
}

async function refuseAll(
  work: Work,
  file: OpenFile,
  refused: readonly { readonly sku: string; readonly text: string }[],
  counter: Counter,
): Promise<void> {
  const { clock, organizationId } = work;
  for (let from = 0; from < refused.length; from += STOCK_FILE_PAGE) {
    const page = refused.slice(from, from + STOCK_FILE_PAGE);
    const texts = new Map(page.map(({ sku, text }) => [sku, text]));
    await work.fenced(async (tx) => {
      const found = await refuseFileStock(tx, file, page, clock.now());
      const shown = found.slice(0, Math.max(0, MOST_PROBLEMS - counter.failed));
      counter.failed += found.length;
      for (const stock of shown) {
        const problem = refusedStock(work, stock, { text: texts.get(stock.sku) ?? '', status: 200 });
        await raiseProblem(tx, organizationId, problem, work, clock.now());
      }
    });
  }
}

async function settleRest(work: Work, file: OpenFile, again: boolean, counter: Counter): Promise<void> {
  for (;;) {
    const page = await work.fenced(async (tx) => {
      const settled = await settleStockPage(tx, file, again, work.clock.now());
      if (settled !== undefined) await settleRefused(tx, work, settled.confirmed, work.clock.now());
      return { settled };
    });
    if (page?.settled === undefined) return;
    counter.done += page.settled.confirmed.length + page.settled.again;
    count(counter, 'toldAgain', page.settled.again);
  }
}

async function close(work: Work, file: OpenFile, end: FileEnd, counter: Counter): Promise<void> {
  const { clock } = work;
  const counts = { refused: counter.failed, toldAgain: counter.details['toldAgain'] ?? 0 };
  await work.fenced((tx) =>
    end.kind === 'failed'
      ? moveStockFile(tx, file, 'fail', { dueAt: null, ...counts, error: end.text }, clock.now())
      : moveStockFile(tx, file, 'finish', { dueAt: null, ...counts }, clock.now()),
  );
}
