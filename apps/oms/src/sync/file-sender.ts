/** Owns bulk files of stock on their way: written as they are sent, followed to their end, settled SKU by SKU. */
import type { ChannelAnswer, StockFileProgress, StockFiles, StockRecord } from '../channels/index.ts';
import { writeStockPage } from '../inventory/index.ts';
import { settleFile } from './file-settling.ts';
import { asRun } from './running.ts';
import type { OpenRun } from './runs.store.ts';
import { dueStockFile, moveStockFile, noteStockFile, type OpenFile } from './stock-files.store.ts';
import { isGivenUp, MOST_FILE_ATTEMPTS, nextAttempt, nextLook } from './stock-files.ts';
import type { Work } from './work.ts';

export interface FileSender {
  /** Works on the file that is due, if any. Answers whether there may be more to do at once. */
  readonly run: (signal: AbortSignal) => Promise<boolean>;
}

interface Turn {
  readonly work: Work;
  readonly files: StockFiles;
  readonly file: OpenFile;
  readonly signal: AbortSignal;
}

export function createFileSender(work: Work): FileSender {
  return {
    run: async (signal) => {
      const files = work.session.stockFiles;
      if (files === undefined || !work.may().refresh) return false;
      const file = await dueStockFile(work.database.db, work, work.clock.now());
      if (file === undefined) return false;
      const turn = { work, files, file, signal };
      await (file.channelFileId !== null && file.state === 'processing' ? look(turn, file.channelFileId) : send(turn));
      return true;
    },
  };
}

/** Written while it goes out: memory holds one page of it. */
async function* recordsOf({ work, file }: Turn, onWritten: (skus: number) => void): AsyncGenerator<StockRecord> {
  let total = 0;
  for (let after = ''; ; ) {
    const page = await work.fenced(async (tx) => ({
      found: await writeStockPage(tx, file, after, work.clock.now()),
    }));
    if (page === undefined) throw new Error('the lease was lost while a file was written');
    if (page.found === undefined) return;
    after = page.found.last;
    total += page.found.rows.length;
    onWritten(total);
    for (const { sku, quantities } of page.found.rows) yield [sku, quantities];
  }
}

async function send(turn: Turn): Promise<void> {
  const { work, files, file, signal } = turn;
  const { clock } = work;
  const isTaken = await work.fenced((tx) => moveStockFile(tx, file, 'take', { dueAt: clock.now() }, clock.now()));
  if (isTaken !== true) return;
  await asRun(work, { kind: 'refresh-stock', trigger: 'schedule' }, async (run, counter) => {
    const upload = {
      name: `stock-${file.fileId}.json`,
      records: () => recordsOf(turn, (skus) => (counter.found = skus)),
      onStored: async (channelFileId: string) => {
        const stored = { channelFileId, skus: counter.found };
        await work.fenced((tx) => noteStockFile(tx, file, clock.now(), stored));
      },
    };
    const answer = await work.call('bulk', () => files.send(upload, optionsOf(work, run, signal)));
    if (answer.kind === 'ok') counter.done = counter.found;
    else counter.error = answer.text;
    await afterSending(turn, answer, counter.found);
  });
}

const optionsOf = (work: Work, run: OpenRun | undefined, signal: AbortSignal) =>
  work.options({ runId: run?.runId ?? null, requestId: run?.requestId ?? null, detail: 'short' }, signal);

async function afterSending({ work, file }: Turn, answer: ChannelAnswer<void>, skus: number): Promise<void> {
  const now = work.clock.now();
  const attempts = file.attempts + 1;
  const mayRepeat = answer.kind === 'later' || answer.kind === 'credentials';
  if (answer.kind === 'ok' || answer.kind === 'unknown') {
    await work.fenced((tx) => moveStockFile(tx, file, 'stored', { dueAt: nextLook(now, now), skus }, now));
  } else if (mayRepeat && attempts < MOST_FILE_ATTEMPTS) {
    const retryAfterMs = answer.kind === 'later' ? answer.retryAfterMs : 0;
    const dueAt = nextAttempt(attempts, retryAfterMs, now);
    const change = { dueAt, channelFileId: null, skus, error: answer.text };
    await work.fenced((tx) => moveStockFile(tx, file, 'postpone', change, now));
  } else await settleFile(work, file, { kind: 'failed', text: answer.text });
}

/** Asks how far the file is, and settles it when the channel is done with it. */
async function look({ work, files, file, signal }: Turn, channelFileId: string): Promise<void> {
  const now = work.clock.now();
  const answer = await work.call('bulk', () => files.progress(channelFileId, optionsOf(work, undefined, signal)));
  if (answer.kind === 'ok' && answer.value.kind === 'processed') return settleProcessed(work, file, answer.value);
  if (answer.kind === 'refused') return afterRefusal(work, file, answer);
  const sentAt = file.sentAt ?? now;
  if (isGivenUp(sentAt, now))
    return settleFile(work, file, { kind: 'failed', text: 'The marketplace did not process the file within a day.' });
  await work.fenced((tx) => noteStockFile(tx, file, nextLook(sentAt, now)));
}

/** The channel knows no such file: it was stored and never handed over. */
async function afterRefusal(
  work: Work,
  file: OpenFile,
  { status, text }: { readonly status: number; readonly text: string },
): Promise<void> {
  const now = work.clock.now();
  if (status !== 404 || file.attempts >= MOST_FILE_ATTEMPTS) return settleFile(work, file, { kind: 'failed', text });
  const change = { dueAt: nextAttempt(file.attempts, 0, now), channelFileId: null, error: text };
  await work.fenced((tx) => moveStockFile(tx, file, 'postpone', change, now));
}

function settleProcessed(
  work: Work,
  file: OpenFile,
  progress: Extract<StockFileProgress, { kind: 'processed' }>,
): Promise<void> {
  const { fileError, refused, isComplete } = progress;
  if (fileError !== null) return settleFile(work, file, { kind: 'failed', text: fileError });
  return settleFile(work, file, { kind: 'processed', refused, isComplete });
}
