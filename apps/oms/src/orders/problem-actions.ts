/** Owns what people's answers to problems about orders do. */
import { ok, type Result, refuse } from '@jetway/kernel';
import type { MemberContext } from '../edge/index.ts';
import { loadSku, rememberAlias } from '../inventory/index.ts';
import type { DoProblemAction, ProblemActionCode, ProblemAnswer, StoredProblem } from '../problems/index.ts';
import { acknowledgeOrder, rejectOrder } from './acknowledge-order.ts';
import { cancelOrder } from './cancel-order.ts';
import { declineRequests, unmetRequests } from './cancel-requests.ts';
import { type CommandDeps, command, NO_ORDER } from './commands.ts';
import { decideShipTo } from './correct-ship-to.ts';
import { evaluateAgain } from './evaluate-again.ts';
import { releaseOrder } from './hold-order.ts';
import { unknownSkuSubject } from './order-problems.ts';
import { listUnmatchedOrders, loadOrder } from './orders.store.ts';
import { freeUnits, isOpen, isToAnswer, openUnits } from './orders.ts';
import { retryIntent } from './retry-intent.ts';
import { missingUnits, unmatchedSkus } from './securing.ts';
import { changeLines, type OrderWork, settle } from './work.ts';

export type OrderProblemAction =
  | 'retry'
  | 'map-sku'
  | 'accept'
  | 'reject'
  | 'cancel-units'
  | 'decline'
  | 'release'
  | 'keep-ours'
  | 'take-theirs';

/** Orders re-matched at once when a SKU is mapped; the rest follow when they are read next. */
const MOST_MAPPED = 500;

type Done = Promise<Result<string, ProblemActionCode>>;

/** The answers to problems about orders, for the wiring to hand to the problems feature. */
export function orderProblemActions(deps: CommandDeps): Readonly<Record<OrderProblemAction, DoProblemAction>> {
  return {
    retry: (context, problem) =>
      problem.intentId !== null && problem.kind === 'message-failed'
        ? sendAgain(deps, context, problem, problem.intentId)
        : lookAgain(deps, context, problem),
    'map-sku': (context, problem, answer) => mapSku(deps, context, problem, answer),
    accept: async (context, problem) =>
      worded(
        await acknowledgeOrder(deps, context, orderOf(problem), { evenUncovered: problem.kind === 'not-covered' }),
        'The order is accepted; the channel will be told.',
      ),
    reject: async (context, problem) =>
      worded(await rejectOrder(deps, context, orderOf(problem)), 'The order is rejected; the channel will be told.'),
    'cancel-units': (context, problem, { note }) => cancelRequested(deps, context, orderOf(problem), note),
    decline: (context, problem, { note }) => keepUnits(deps, context, orderOf(problem), note),
    release: async (context, problem) =>
      worded(await releaseOrder(deps, context, orderOf(problem)), 'The order is not on hold any more.'),
    'keep-ours': async (context, problem) =>
      worded(await decideShipTo(deps, context, orderOf(problem), 'ours'), 'The corrected ship-to is kept.'),
    'take-theirs': async (context, problem) =>
      worded(await decideShipTo(deps, context, orderOf(problem), 'theirs'), 'The order goes where the channel says.'),
  };
}

const orderOf = (problem: StoredProblem): string => problem.orderId ?? '';

const CODES: Readonly<Record<string, ProblemActionCode>> = { not_covered: 'not_covered', on_hold: 'on_hold' };

/** A command's outcome in the words of a problem's answer. */
const worded = (done: Result<unknown>, text: string): Result<string, ProblemActionCode> =>
  done.ok ? ok(text) : refuse(CODES[done.refusal.code] ?? 'not_allowed_now', done.refusal.text);

const sendAgain = async (deps: CommandDeps, context: MemberContext, problem: StoredProblem, intentId: string): Done =>
  worded(await retryIntent(deps, context, orderOf(problem), intentId), 'The message is sent again.');

const lookAgain = async (deps: CommandDeps, context: MemberContext, problem: StoredProblem): Done => {
  const done = await command<ProblemActionCode>(deps, context, orderOf(problem), async (tx, work) => {
    if (!isOpen(work.order)) return refuse('not_allowed_now', 'The order is over.');
    const looked = await evaluateAgain(deps, context, tx, work);
    const unknown = unmatchedSkus(looked);
    const isAboutSku = problem.merchantSku !== null;
    if (isAboutSku ? unknown.includes(problem.merchantSku ?? '') : unknown.length > 0)
      return refuse('not_allowed_now', `No SKU here is called ${unknown.join(', ')}.`);
    const isAnswered = looked.intents !== work.intents;
    if (!isAboutSku && !isAnswered && missingUnits(looked).length > 0)
      return refuse('not_covered', 'There is still not enough stock.');
    return ok(looked);
  });
  return worded(done, problem.merchantSku === null ? 'The stock is there now.' : 'The SKU is there now.');
};

/**
 * The text means this SKU: in this order, and when it is remembered in every order, those that wait included. Each
 * order is looked at again in a transaction of its own.
 */
async function mapSku(deps: CommandDeps, context: MemberContext, problem: StoredProblem, answer: ProblemAnswer): Done {
  const { skuId, remember = false } = answer;
  const { merchantSku } = problem;
  const { organizationId, now } = context;
  if (skuId === undefined) return refuse('sku_required', 'Say which SKU it means.', { path: '/skuId' });
  const sku = await loadSku(deps.database.db, organizationId, skuId);
  if (sku === undefined || merchantSku === null)
    return refuse('sku_required', 'There is no such SKU.', { path: '/skuId' });
  if (remember)
    await deps.database.transaction((tx) => rememberAlias(tx, organizationId, merchantSku, skuId, context, now));
  const others = remember ? await listUnmatchedOrders(deps.database.db, organizationId, merchantSku, MOST_MAPPED) : [];
  for (const orderId of new Set([orderOf(problem), ...others]))
    await command(deps, context, orderId, async (tx, work) =>
      ok(await evaluateAgain(deps, context, tx, matched(work, merchantSku, skuId))),
    );
  return ok(
    remember ? `${merchantSku} means ${sku.sku} from now on.` : `${merchantSku} means ${sku.sku} in this order.`,
  );
}

function matched(work: OrderWork, merchantSku: string, skuId: string): OrderWork {
  const subject = unknownSkuSubject(work.order.orderId, merchantSku);
  return settle(
    changeLines(work, (line) => (line.skuId === null && line.merchantSku === merchantSku ? { ...line, skuId } : line)),
    { kind: 'unknown-sku', subject },
    `${merchantSku} is known now.`,
  );
}

/** Cancels what the buyer does not want any more: the whole order when it waits for an answer and nothing else stays. */
async function cancelRequested(
  deps: CommandDeps,
  context: MemberContext,
  orderId: string,
  given: string | undefined,
): Done {
  const state = await loadOrder(deps.database.db, context.organizationId, orderId);
  if (state === undefined) return worded(NO_ORDER, '');
  const units = unmetRequests(state).flatMap(({ line, quantity }) => {
    const free = Math.min(quantity, freeUnits(line, state.intents));
    return free > 0 ? [{ lineId: line.lineId, quantity: free }] : [];
  });
  if (units.length === 0) return refuse('not_allowed_now', 'None of these units are left to cancel.');
  const wanted = new Map(units.map((unit) => [unit.lineId, unit.quantity]));
  const isWhole = isToAnswer(state.order) && state.lines.every((line) => wanted.get(line.lineId) === openUnits(line));
  const note = given ?? 'The buyer asked for it.';
  const done = await cancelOrder(
    deps,
    context,
    orderId,
    isWhole ? { mode: 'reject', note } : { mode: 'cancel-units', lines: units, note },
  );
  return worded(done, 'Cancelled as the buyer asked; the channel will be told.');
}

/** The buyer's wish is declined: an order that waited because of it is accepted if the policy says so. */
const keepUnits = async (
  deps: CommandDeps,
  context: MemberContext,
  orderId: string,
  note: string | undefined,
): Done => {
  const done = await command<'not_allowed_now'>(deps, context, orderId, async (tx, work) => {
    if (!isOpen(work.order)) return refuse('not_allowed_now', 'The order is over.');
    const declined = declineRequests(work, note);
    return ok(isToAnswer(work.order) ? await evaluateAgain(deps, context, tx, declined) : declined);
  });
  return worded(done, 'The units are kept and shipped.');
};
