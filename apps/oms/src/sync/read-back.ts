/** Owns comparing stock with what the channel shows: a rotating sample, every failure, and repairing what drifted. */
import { MINUTE_MS } from '@jetway/kernel';
import type { ChannelAnswer, NodeQuantities } from '../channels/index.ts';
import { systemActor } from '../edge/index.ts';
import { markStockDue, recordStockConfirmed } from '../inventory/index.ts';
import { type NewProblem, raiseProblem, settleProblems } from '../problems/index.ts';
import {
  type Comparable,
  listDrifting,
  listFailing,
  listResting,
  recordDrift,
  recordRight,
} from './read-back.store.ts';
import { createSchedule } from './rounds.ts';
import { asRun, type Counter, count, inParallel } from './running.ts';
import type { OpenRun } from './runs.store.ts';
import { countStock } from './stock.store.ts';
import { settleRefused } from './stock-outcomes.ts';
import type { Work } from './work.ts';

const EVERY_MS = 5 * MINUTE_MS;
const LEAST = 5;
const MOST = 100;
/** Rounds in a week: so long until every SKU of many was compared once. */
const ROUNDS = (7 * 24 * 60) / 5;
const READ_AT_ONCE = 4;
/** One that drifts so often in a row is somebody else's doing: a person has to look. */
const DRIFTS_BEFORE_PROBLEM = 3;

/** How many SKUs of so many are compared in a round. */
export const sampleSize = (skus: number): number => Math.min(MOST, Math.max(LEAST, Math.ceil(skus / ROUNDS)));

export interface ReadBack {
  /** Compares when it is time, or when somebody asked. Answers whether there may be more to do at once. */
  readonly run: (signal: AbortSignal) => Promise<boolean>;
}

interface Turn {
  readonly work: Work;
  readonly run: OpenRun;
  readonly counter: Counter;
  readonly signal: AbortSignal;
}

/** After which SKUs the sample and the failures go on. */
interface Position {
  readonly sample: string;
  readonly failures: string;
}

export function createReadBack(work: Work): ReadBack {
  const dueRound = createSchedule(work, 'read-back');
  return {
    run: async (signal) => {
      if (!work.may().readBack) return false;
      const round = await dueRound();
      if (round === undefined) return false;
      const [sample = '', failures = ''] = (round.position ?? '').split(' ');
      let position: Position = { sample, failures };
      await asRun(work, round.run, async (run, counter) => {
        position = await compare({ work, run, counter, signal }, position);
      });
      await round.next(work.clock.now() + EVERY_MS, `${position.sample} ${position.failures}`);
      return false;
    },
  };
}

/** Where the next page begins: after the last, or anew where there was no full page. */
const after = (page: readonly Comparable[], size: number): string =>
  page.length < size ? '' : (page.at(-1)?.skuId ?? '');

async function compare(turn: Turn, { sample, failures }: Position): Promise<Position> {
  const { work, counter } = turn;
  const { db } = work.database;
  const size = sampleSize(await countStock(db, work));
  const again = await listDrifting(db, work, work.clock.now(), size);
  const resting = await listResting(db, work, sample, size);
  const failing = await listFailing(db, work, failures, size);
  const chosen = new Map([...again, ...resting].map((one) => [one.skuId, one]));
  counter.found = chosen.size + failing.length;
  const told = await readAll(turn, [...chosen.values()]);
  const tried = await readAll(turn, failing);
  await settleResting(turn, told);
  await settleFailing(
    turn,
    tried.filter(({ isRight }) => isRight).map(({ stock }) => stock),
  );
  return { sample: after(resting, size), failures: after(failing, size) };
}

interface Compared {
  readonly stock: Comparable;
  readonly isRight: boolean;
}

async function readAll(turn: Turn, stocks: readonly Comparable[]): Promise<readonly Compared[]> {
  const { work, run, counter, signal } = turn;
  const compared: Compared[] = [];
  await inParallel(stocks, READ_AT_ONCE, async (stock) => {
    if (signal.aborted) return;
    const cause = { runId: run.runId, skuId: stock.skuId, requestId: run.requestId, detail: 'short' } as const;
    const answer: ChannelAnswer<NodeQuantities> = await work.call('bulk', () =>
      work.session.readStock(stock.sku, work.options(cause, signal)),
    );
    if (answer.kind !== 'ok') {
      counter.failed += 1;
      if (answer.kind !== 'refused') counter.error ??= answer.text;
      return;
    }
    counter.done += 1;
    const shown = answer.value;
    const isRight = Object.entries(stock.quantities).every(([node, quantity]) => (shown[node] ?? 0) === quantity);
    compared.push({ stock, isRight });
  });
  return compared;
}

const driftSubject = (work: Work, skuId: string): string => `${work.connectionId} ${skuId}`;

async function settleResting({ work, counter }: Turn, compared: readonly Compared[]): Promise<void> {
  const { organizationId, connectionId, clock } = work;
  const wrong = compared.filter(({ isRight }) => !isRight).map(({ stock }) => stock);
  const mended = compared.filter(({ isRight, stock }) => isRight && stock.drifts > 0).map(({ stock }) => stock.skuId);
  if (wrong.length === 0 && mended.length === 0) return;
  await work.fenced(async (tx) => {
    const now = clock.now();
    const drifts = await recordDrift(tx, work, wrong, now);
    count(counter, 'drifted', drifts.size);
    await markStockDue(tx, organizationId, [...drifts.keys()], now, connectionId);
    for (const stock of wrong) {
      const times = drifts.get(stock.skuId) ?? 0;
      if (times >= DRIFTS_BEFORE_PROBLEM)
        await raiseProblem(tx, organizationId, lastingDrift(work, stock, times), work, now);
    }
    await recordRight(tx, work, mended);
    for (const skuId of mended) {
      const filter = { kind: 'stock-drift', subject: driftSubject(work, skuId) } as const;
      await settleProblems(tx, organizationId, filter, 'The marketplace shows our number.', systemActor, now);
    }
  });
}

const lastingDrift = (work: Work, { skuId, sku }: Comparable, times: number): NewProblem => ({
  kind: 'stock-drift',
  subject: driftSubject(work, skuId),
  title: `The stock of ${sku} keeps changing on ${work.connection().name}`,
  text: `${times} times in a row the marketplace showed another number than it had confirmed. We send ours each time; look who else changes it: another program, or somebody in the portal.`,
  skuId,
  connectionId: work.connectionId,
  actions: ['retry', 'dismiss'],
});

/** A message that failed, and counted all the same: the channel shows what it said. */
async function settleFailing({ work, counter }: Turn, right: readonly Comparable[]): Promise<void> {
  const { organizationId, connectionId, clock } = work;
  if (right.length === 0) return;
  count(counter, 'countedAfterAll', right.length);
  await work.fenced(async (tx) => {
    const now = clock.now();
    const confirmed = right.map(({ skuId, version, quantities }) => ({ skuId, version, quantities }));
    await recordStockConfirmed(tx, organizationId, connectionId, confirmed, now);
    await settleRefused(
      tx,
      work,
      right.map(({ skuId }) => skuId),
      now,
    );
  });
}
