/** Owns what an intent is: a message to the channel that must happen once, and how far it got. */
import { defineLifecycle, type Instant } from '@jetway/kernel';
import type { intentStates } from '@jetway/oms-api';
import type { IntentPayload } from '../channels/index.ts';

export type IntentState = (typeof intentStates)[number];

/**
 * A lost answer or a crash leads to `unknown`, which only reading back leaves: confirmed, sent again (surely not done),
 * or failed. Sent again means the same message under the same identity.
 */
export const intentLifecycle = defineLifecycle({
  name: 'intent',
  initial: 'pending',
  states: [
    'pending',
    'sending',
    'unknown',
    'confirmed',
    'failed',
    'withdrawn',
  ] as const satisfies readonly IntentState[],
  transitions: {
    send: [{ from: ['pending'], to: 'sending' }],
    lose: [{ from: ['sending', 'unknown'], to: 'unknown' }],
    confirm: [{ from: ['sending', 'unknown'], to: 'confirmed' }],
    fail: [{ from: ['sending', 'unknown'], to: 'failed' }],
    postpone: [{ from: ['sending', 'unknown'], to: 'pending' }],
    retry: [{ from: ['failed'], to: 'pending' }],
    withdraw: [{ from: ['pending'], to: 'withdrawn' }],
  },
});

export type IntentKind = IntentPayload['kind'];

export interface Intent {
  readonly intentId: string;
  readonly seq: number;
  readonly kind: IntentKind;
  readonly state: IntentState;
  readonly payload: IntentPayload;
  readonly attempts: number;
  /** No sooner than this; null when settled. */
  readonly dueAt: Instant | null;
  readonly lastError: string | null;
  readonly createdAt: Instant;
  readonly confirmedAt: Instant | null;
  readonly createdBy: string;
  readonly requestId: string | null;
}

/** Perhaps the channel has it, perhaps not. */
export const isInFlight = (intent: Pick<Intent, 'state'>): boolean => intentLifecycle.allows(intent.state, 'confirm');

/** Not sent yet. */
export const isWaiting = (intent: Pick<Intent, 'state'>): boolean => intentLifecycle.allows(intent.state, 'withdraw');

/** Waits to be sent, or is in flight. */
export const isUnsettled = (intent: Pick<Intent, 'state'>): boolean => isInFlight(intent) || isWaiting(intent);

export const unsettledStates: readonly IntentState[] = intentLifecycle.states.filter((state) => isUnsettled({ state }));

/** Whether the message answers the order as a whole. */
export const isAnswer = (payload: IntentPayload): boolean => payload.kind === 'acknowledge' || isRejection(payload);

/** Whether the message rejects the whole order. */
export const isRejection = (payload: IntentPayload): boolean =>
  (payload.kind === 'acknowledge' && payload.decision === 'reject') ||
  (payload.kind === 'cancel' && payload.mode === 'reject');

/** Whether the message is about the order's course; a tag is not, and nothing waits for it. */
export const isAboutCourse = ({ payload }: Pick<Intent, 'payload'>): boolean => payload.kind !== 'tag';

/** What a message cancels of an order's lines: in a parcel's message, or in one of its own. */
export const cancelledUnits = (
  payload: IntentPayload,
): readonly { readonly channelLineId: string; readonly quantity: number }[] => {
  if (payload.kind === 'cancel') return payload.mode === 'cancel-units' ? payload.lines : [];
  if (payload.kind !== 'ship') return [];
  return payload.lines
    .map(({ channelLineId, cancelled = 0 }) => ({ channelLineId, quantity: cancelled }))
    .filter(({ quantity }) => quantity > 0);
};

/** Units of a line that cancellations on their way speak of. */
export const unitsBeingCancelled = (intents: readonly Intent[], channelLineId: string): number =>
  intents
    .filter(isUnsettled)
    .flatMap(({ payload }) => cancelledUnits(payload))
    .filter((line) => line.channelLineId === channelLineId)
    .reduce((sum, line) => sum + line.quantity, 0);

/** The first that is not settled: what the order waits for. */
export const firstUnsettled = (intents: readonly Intent[]): Intent | undefined =>
  intents.find((intent) => isUnsettled(intent) && isAboutCourse(intent));
