/** Owns cancelling: rejecting an order that was not answered yet, or cancelling open units, and showing both before. */
import { ok, type Result, refuse } from '@jetway/kernel';
import type { CancelOption } from '@jetway/oms-api';
import type { Static } from 'typebox';
import { type Channel, rejectReasonFor, toRejectReasons } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import { accept } from './answering.ts';
import { type Also, type CommandDeps, type Commander, channelOf, command, signed } from './commands.ts';
import { isAnswer, isRejection, isUnsettled } from './intents.ts';
import { acceptance, type LinePart, unitCancellation, wholeCancellation } from './messages.ts';
import { canCancelUnits, canReject, freeUnits, isOpen, isToAnswer, type OrderState } from './orders.ts';
import { secureStock } from './securing.ts';
import { addIntent, NO_WAY, type OrderWork, settle, tell, withdraw, withShipment } from './work.ts';

export interface Cancellation {
  readonly mode: 'reject' | 'cancel-units';
  /** One of the channel's reasons; absent: its most general one. */
  readonly reason?: string;
  readonly note?: string;
  readonly lines?: readonly { readonly lineId: string; readonly quantity: number }[];
}

export type CancelCode =
  | 'not_allowed_now'
  | 'unknown_line'
  | 'too_many_units'
  | 'lines_not_allowed'
  | 'unknown_reason'
  | 'already_waiting';

/** Cancels the whole order or units of it, as far as the channel lets us. */
export const cancelOrder = (
  deps: CommandDeps,
  by: Commander,
  orderId: string,
  cancellation: Cancellation,
  also?: Also,
): Promise<Result<OrderWork, CancelCode | 'not_found'>> =>
  command<CancelCode>(
    deps,
    by,
    orderId,
    async (tx, work) =>
      cancellation.mode === 'reject'
        ? reject(deps, by, await channelOf(deps, tx, work.order), work, cancellation)
        : cancelUnits(deps, by, tx, work, cancellation),
    also,
  );

const withNote = (text: string, { note }: Cancellation): string => (note === undefined ? text : `${text} ${note}`);

const onItsWay = ({ intents }: OrderState): boolean =>
  intents.some((intent) => isUnsettled(intent) && isRejection(intent.payload));

function reject(
  deps: CommandDeps,
  by: Commander,
  channel: Channel,
  work: OrderWork,
  cancellation: Cancellation,
): Result<OrderWork, CancelCode> {
  if (cancellation.lines !== undefined)
    return refuse('lines_not_allowed', 'An order is rejected as a whole.', { path: '/lines' });
  if (onItsWay(work)) return refuse('already_waiting', 'The order is being rejected already.');
  if (!isToAnswer(work.order))
    return refuse('not_allowed_now', 'The order was answered already: cancel its open units instead.');
  if (!canReject(work)) return refuse('not_allowed_now', 'An answer to this order is being sent just now.');
  const reason = cancellation.reason ?? rejectReasonFor(channel, 'other');
  if (!channel.rejectReasons.some(({ value }) => value === reason))
    return refuse('unknown_reason', 'The channel takes no such reason.', { path: '/reason' });
  const withdrawn = withdraw(work, () => true);
  const told = tell(withdrawn, 'decided', withNote(`Rejected as "${reason}"; the channel will be told.`, cancellation));
  return ok(addIntent(told, wholeCancellation(work.order, work.lines, reason), signed(deps, by)));
}

async function cancelUnits(
  deps: CommandDeps,
  by: Commander,
  tx: Handle,
  work: OrderWork,
  cancellation: Cancellation,
): Promise<Result<OrderWork, CancelCode>> {
  if (onItsWay(work)) return refuse('already_waiting', 'The whole order is being rejected already.');
  if (!isOpen(work.order)) return refuse('not_allowed_now', 'The order is over.');
  const units = readUnits(work, cancellation);
  if (!units.ok) return units;
  if (units.value.length === 0) return refuse('not_allowed_now', 'No units of this order are left to cancel.');
  const cancelled = needsAcceptance(work)
    ? await acceptRest(deps, by, tx, work, units.value)
    : ok(addCancellation(deps, by, work, units.value));
  if (!cancelled.ok) return cancelled;
  const words = units.value.map(({ line, quantity }) => `${quantity} × ${line.merchantSku}`).join(', ');
  return ok(tell(cancelled.value, 'decided', withNote(`Cancelling ${words}; the channel will be told.`, cancellation)));
}

/** The channel takes cancelled units only of an order it knows to be accepted. */
const needsAcceptance = (state: OrderState): boolean =>
  isToAnswer(state.order) && !state.intents.some((intent) => isUnsettled(intent) && isAnswer(intent.payload));

function readUnits(
  { lines, intents }: OrderWork,
  wanted: Cancellation,
): Result<readonly LinePart[], 'unknown_line' | 'too_many_units'> {
  if (wanted.lines === undefined) return ok(allFree({ lines, intents }));
  const units = new Map<string, LinePart>();
  for (const [index, { lineId, quantity }] of wanted.lines.entries()) {
    const line = lines.find((one) => one.lineId === lineId);
    if (line === undefined)
      return refuse('unknown_line', 'The order has no such line.', { path: `/lines/${index}/lineId` });
    const sum = (units.get(lineId)?.quantity ?? 0) + quantity;
    const free = freeUnits(line, intents);
    if (sum > free)
      return refuse('too_many_units', `${free} of ${line.merchantSku} are left to cancel.`, {
        path: `/lines/${index}/quantity`,
      });
    units.set(lineId, { line, quantity: sum });
  }
  return ok([...units.values()]);
}

const allFree = ({ lines, intents }: Pick<OrderState, 'lines' | 'intents'>): readonly LinePart[] =>
  lines.map((line) => ({ line, quantity: freeUnits(line, intents) })).filter(({ quantity }) => quantity > 0);

/** Told like a parcel that holds nothing. */
function addCancellation(deps: CommandDeps, by: Commander, work: OrderWork, units: readonly LinePart[]): OrderWork {
  const shipmentId = deps.ids.uuid();
  const signature = signed(deps, by);
  const added = addIntent(work, unitCancellation(work.order, units, shipmentId), signature);
  const lines = units.map(({ line, quantity }) => ({ lineId: line.lineId, shipped: 0, cancelled: quantity }));
  return withShipment(added, { ...NO_WAY, shipmentId, intentId: signature.intentId, lines });
}

/** Accepts the order for the units that stay, which must be there, and cancels the others right after. */
async function acceptRest(
  deps: CommandDeps,
  by: Commander,
  tx: Handle,
  work: OrderWork,
  units: readonly LinePart[],
): Promise<Result<OrderWork, 'not_allowed_now'>> {
  const answered = addCancellation(deps, by, accept(work, { ids: deps.ids, by, now: by.now }), units);
  const { work: secured, outcome } = await secureStock(tx, answered, by, by.now);
  if (outcome.kind === 'unknown-sku')
    return refuse(
      'not_allowed_now',
      `No SKU here is called ${outcome.merchantSkus.join(', ')}: cancel these units too.`,
    );
  if (outcome.kind === 'not-covered') return refuse('not_allowed_now', `For the units that stay: ${outcome.why}`);
  return ok(settle(secured, { kind: 'not-covered' }, 'The order is accepted for the units there are.'));
}

/** In a message that is only shown; each message that is sent has an id of its own. */
const SHOWN_ID = '(given when it is sent)';

/** The ways to cancel now, and what the channel would be told of all free units. */
export function cancelOptions(state: OrderState, channel: Channel): Static<typeof CancelOption>[] {
  const { order, lines } = state;
  const options: Static<typeof CancelOption>[] = [];
  if (canReject(state)) {
    const shown = channel.describe(wholeCancellation(order, lines, rejectReasonFor(channel, 'other')));
    const { title, explanation, message } = shown;
    options.push({ mode: 'reject', title, explanation, message, reasons: toRejectReasons(channel) });
  }
  if (canCancelUnits(state)) {
    const shown = channel.describe(unitCancellation(order, allFree(state), SHOWN_ID));
    const acceptFirst = needsAcceptance(state) ? channel.describe(acceptance(order, lines)) : undefined;
    options.push(
      acceptFirst === undefined
        ? {
            mode: 'cancel-units',
            reasons: [],
            title: 'Cancel units',
            explanation: shown.explanation,
            message: shown.message,
          }
        : {
            mode: 'cancel-units',
            reasons: [],
            title: 'Accept the order and cancel units',
            explanation: `${acceptFirst.explanation} Then: ${shown.explanation}`,
            message: [acceptFirst.message, shown.message],
          },
    );
  }
  return options;
}
