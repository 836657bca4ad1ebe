/** Owns sending messages about orders: one per order at a time, in order, each confirmed only by reading back. */
import { MINUTE_MS } from '@jetway/kernel';
import type { ChannelAnswer, ChannelOrder, IntentToSend } from '../channels/index.ts';
import { skusInFlight } from '../inventory/index.ts';
import { recordConfirmed, recordFailed, recordPostponed, recordUnknown } from './intent-outcomes.ts';
import type { CallLane } from './limiter.ts';
import { raiseInvalid, readOrder } from './read-order.ts';
import { askedRun, asRun, type Counter, inParallel } from './running.ts';
import type { OpenRun } from './runs.store.ts';
import { type Sending, settle, waitAfter } from './settling.ts';
import type { StockGate } from './stock-gate.ts';
import type { Work } from './work.ts';

/** Intents taken at once. */
const BATCH = 50;
/** Orders worked on at the same time. */
const AT_ONCE = 16;
/** A message that may be on its way still is not looked for sooner. */
const READ_BACK_AFTER_MS = 2_000;

export interface IntentSender {
  /** Sends what is due. Answers whether there may be more to do at once. */
  readonly run: (signal: AbortSignal) => Promise<boolean>;
}

/** What this process knows of intents beyond what is stored; losing it loses nothing. */
interface Memory {
  /** Intents that the channel accepted and does not show yet: how often they were looked for. */
  readonly accepted: Map<string, number>;
  /** Intents that could not be read back: how often in a row. */
  readonly unread: Map<string, number>;
  /** Intents marked as being sent whose outcome is not written yet; between two runs: whose outcome could not be. */
  readonly marked: Map<string, IntentToSend>;
}

interface Turn {
  readonly work: Work;
  readonly gate: StockGate;
  readonly memory: Memory;
  readonly run: OpenRun;
  readonly signal: AbortSignal;
}

type Outcome = 'done' | 'failed' | 'waits';

export function createIntentSender(work: Work, gate: StockGate): IntentSender {
  const memory: Memory = { accepted: new Map(), unread: new Map(), marked: new Map() };
  return {
    run: async (signal) => {
      const may = work.may();
      if (!may.intents) return false;
      await recoverOwn(work, memory);
      const { database, organizationId, connectionId, orders, clock } = work;
      const asked = await askedRun(work, 'send-intents');
      const taken = await orders.takeIntents(database.db, organizationId, connectionId, {
        now: clock.now(),
        limit: BATCH,
        withShipments: may.shipments,
      });
      const intents = await withoutStockUnderWay(work, taken);
      if (intents.length === 0 && asked === undefined) return false;
      const tally = await asRun(work, asked ?? { kind: 'send-intents', trigger: 'change' }, async (run, counter) => {
        counter.found = intents.length;
        await inParallel(intents, AT_ONCE, (intent) =>
          counted(counter, () => process({ work, gate, memory, run, signal }, intent)),
        );
      });
      // The next message of an order that was dealt with may be due now.
      return tally.done > 0 || taken.length === BATCH;
    },
  };
}

/** The database was away when an outcome was to be written: these messages may have arrived. */
async function recoverOwn(work: Work, memory: Memory): Promise<void> {
  for (const [intentId, intent] of memory.marked) {
    await recordUnknown(work, intent, 'The answer could not be recorded; the order is read back.', 0);
    memory.marked.delete(intentId);
  }
}

async function counted(counter: Counter, work: () => Promise<Outcome>): Promise<void> {
  const outcome = await work();
  if (outcome === 'done') counter.done += 1;
  if (outcome === 'failed') counter.failed += 1;
}

/** Acknowledgements and rejections move what the channel offers; shipments do not. */
const isAnswer = (intent: IntentToSend): boolean =>
  intent.payload.kind === 'acknowledge' || (intent.payload.kind === 'cancel' && intent.payload.mode === 'reject');

/** Leaves out the answers whose SKUs have a stock message on its way; the sender of stock wakes us when it is answered. */
async function withoutStockUnderWay(work: Work, intents: readonly IntentToSend[]): Promise<readonly IntentToSend[]> {
  const skuIds = intents.filter(needsQuietStock).flatMap((intent) => intent.skuIds);
  if (skuIds.length === 0) return intents;
  const { database, organizationId, connectionId, clock } = work;
  const busy = await skusInFlight(database.db, organizationId, connectionId, skuIds, clock.now());
  return intents.filter((intent) => !needsQuietStock(intent) || !intent.skuIds.some((skuId) => busy.has(skuId)));
}

const needsQuietStock = (intent: IntentToSend): boolean => intent.state === 'pending' && isAnswer(intent);

/** One intent from where it stands. What goes wrong on our side leaves it `unknown`: it is read back before all else. */
async function process(turn: Turn, intent: IntentToSend): Promise<Outcome> {
  if (turn.signal.aborted || !turn.work.may().intents) return 'waits';
  try {
    return await (intent.state === 'unknown' ? readBack(turn, intent, { kind: 'uncertain' }) : send(turn, intent));
  } catch (error) {
    turn.work.log.error('a message could not be dealt with', { intentId: intent.intentId, error });
    const text = 'Something went wrong on our side; the log says what.';
    await recordUnknown(turn.work, intent, text, MINUTE_MS);
    turn.memory.marked.delete(intent.intentId);
    await raiseInvalid(turn.work, intent.channelOrderId, text);
    return 'failed';
  }
}

async function send(turn: Turn, intent: IntentToSend): Promise<Outcome> {
  const answered = isAnswer(intent) ? turn.gate.beginAcknowledging(intent.skuIds) : () => undefined;
  try {
    const answer = await sendOnce(turn, intent);
    if (answer === 'waits') return 'waits';
    const outcome = await afterSending(turn, intent, answer);
    turn.memory.marked.delete(intent.intentId);
    return outcome;
  } finally {
    answered();
  }
}

/** Waits for its turn, marks the intent as being sent under our fence, and sends it. */
async function sendOnce(turn: Turn, intent: IntentToSend): Promise<ChannelAnswer<void> | 'waits'> {
  const { work, run, signal } = turn;
  const { organizationId, connectionId, database, orders, clock } = work;
  // The stock may have left between the first look and the gate's closing.
  if (isAnswer(intent)) {
    const busy = await skusInFlight(database.db, organizationId, connectionId, intent.skuIds, clock.now());
    if (busy.size > 0) return 'waits';
  }
  let isMarked = false;
  const answer = await work.call(
    laneOf(intent),
    () => work.session.send(intent.payload, work.options(causeOf(intent, run), signal)),
    async () => {
      const { intentId } = intent;
      const mark = work.fenced((tx) => orders.markSending(tx, organizationId, intentId, work.fence, clock.now()));
      isMarked = (await mark) === true;
      if (isMarked) turn.memory.marked.set(intentId, intent);
      return isMarked;
    },
  );
  return isMarked ? answer : 'waits';
}

/** Nobody waits for a tag. */
const laneOf = ({ payload }: IntentToSend): CallLane => (payload.kind === 'tag' ? 'normal' : 'urgent');

const causeOf = (intent: IntentToSend, run: OpenRun) =>
  ({
    runId: run.runId,
    orderId: intent.orderId,
    channelOrderId: intent.channelOrderId,
    intentId: intent.intentId,
    requestId: intent.requestId ?? run.requestId,
    detail: 'whole',
  }) as const;

async function afterSending(turn: Turn, intent: IntentToSend, answer: ChannelAnswer<void>): Promise<Outcome> {
  const { work } = turn;
  switch (answer.kind) {
    case 'ok':
      return readBack(turn, intent, { kind: 'accepted' });
    case 'refused':
      return readBack(turn, intent, { kind: 'refused', text: answer.text });
    case 'unknown':
      await recordUnknown(work, intent, answer.text, READ_BACK_AFTER_MS);
      return 'failed';
    case 'later':
      await recordPostponed(work, intent, answer.text, Math.max(answer.retryAfterMs, waitAfter(intent.attempts + 1)));
      return 'waits';
    case 'credentials':
      await recordPostponed(work, intent, answer.text, 0);
      return 'waits';
  }
}

/** Reads the order and lets it say what became of the message. */
async function readBack(turn: Turn, intent: IntentToSend, sent: Sending): Promise<Outcome> {
  const { work, run, memory, signal } = turn;
  const lookedFor = memory.accepted.get(intent.intentId) ?? 0;
  const sending: Sending = sent.kind === 'uncertain' && lookedFor > 0 ? { kind: 'accepted' } : sent;
  const answer = await readOrder(work, laneOf(intent), intent.channelOrderId, causeOf(intent, run), signal);
  if (answer.kind !== 'ok') return notRead(turn, intent, sending, answer);
  memory.unread.delete(intent.intentId);
  return settleBy(turn, intent, sending, answer.value);
}

async function notRead(
  turn: Turn,
  intent: IntentToSend,
  sending: Sending,
  answer: Exclude<ChannelAnswer<ChannelOrder>, { readonly kind: 'ok' }>,
): Promise<Outcome> {
  const { work, memory } = turn;
  const times = (memory.unread.get(intent.intentId) ?? 0) + 1;
  memory.unread.set(intent.intentId, times);
  if (sending.kind === 'accepted') memory.accepted.set(intent.intentId, 1);
  if (answer.kind === 'refused') await raiseInvalid(work, intent.channelOrderId, answer.text);
  // Kept with the refusal's own words: it is what a person will want to know.
  const text = sending.kind === 'refused' ? sending.text : `It could not be read back: ${answer.text}`;
  await recordUnknown(work, intent, text, answer.kind === 'refused' ? MINUTE_MS : waitAfter(times));
  return 'failed';
}

async function settleBy(turn: Turn, intent: IntentToSend, sending: Sending, order: ChannelOrder): Promise<Outcome> {
  const { work, memory } = turn;
  const { intentId, attempts } = intent;
  const lookedFor = (memory.accepted.get(intentId) ?? 0) + 1;
  const settlement = settle(work.channel.proves(intent.payload, order), sending, attempts, lookedFor);
  if (settlement.kind === 'read-again') memory.accepted.set(intentId, lookedFor);
  else memory.accepted.delete(intentId);
  switch (settlement.kind) {
    case 'confirmed':
      await recordConfirmed(work, intent, order, isAnswer(intent));
      return 'done';
    case 'failed':
      return recordFailed(work, intent, settlement.text, order, isAnswer(intent));
    case 'resend':
      await recordPostponed(work, intent, 'The marketplace does not show it; it is sent again.', settlement.afterMs);
      return 'waits';
    case 'read-again':
      await recordUnknown(work, intent, settlement.text, settlement.afterMs);
      return 'waits';
  }
}
