/** Owns how a refund moves: into processing, to its decision by the marketplace's rules, or by an operator's word. */
import type { RefundStatus } from '@jetway/jet-api';
import { type Cents, formatCents, type Instant, ok } from '@jetway/kernel';
import type { WorldPolicy } from '@jetway/marketplace-api';
import { addAmounts, type OrderStanding, totalOf, withRefund } from '../returns/index.ts';
import {
  conflictsOf,
  type Refund,
  type RefundChange,
  type RefundDecision,
  type RefundEventKind,
  refundLifecycle,
  refuseRefund,
  timerOfRefund,
} from './refunds.ts';

/** Of the time until the decision a refund waits one half, and is processed in the other. */
export const processingMs = (policy: Pick<WorldPolicy, 'refundDecisionMs'>): number =>
  Math.ceil(policy.refundDecisionMs / 2);

export type RefundVerdict = 'accept' | 'reject_card' | 'reject_policy';

const OUTCOMES: Readonly<Record<RefundVerdict, { readonly kind: RefundEventKind; readonly status: RefundStatus }>> = {
  accept: { kind: 'accept', status: 'accepted' },
  reject_card: { kind: 'reject', status: 'rejected - customer card not valid' },
  reject_policy: { kind: 'reject', status: 'rejected - refund conflicts with returns policy' },
};

/** The word that leads to a status; undefined for statuses that nobody's word leads to. */
export const verdictOfStatus = (status: RefundStatus): RefundVerdict | undefined => {
  const verdicts: readonly RefundVerdict[] = ['accept', 'reject_card', 'reject_policy'];
  return verdicts.find((verdict) => OUTCOMES[verdict].status === status);
};

/** What happens to a refund when its time is over; undefined when no time runs. */
export function decideTimer(refund: Refund, standing: OrderStanding, at: Instant): RefundChange | undefined {
  switch (timerOfRefund[refund.status]) {
    case 'process':
      return processed(refund, at);
    case 'decide': {
      const conflicts = conflictsOf(refund.items, standing);
      const why = conflicts.map(({ text }) => text).join(' ');
      return verdictOn(refund, conflicts.length === 0 ? 'accept' : 'reject_policy', at, why);
    }
    case undefined:
      return undefined;
  }
}

function processed(refund: Refund, at: Instant): RefundChange | undefined {
  const [status] = refundLifecycle.targets(refund.status, 'process');
  if (status === undefined) return undefined;
  const dueAt = at + (at - refund.createdAt);
  return {
    kind: 'process',
    at,
    detail: 'The marketplace looks into the refund.',
    refund: { ...refund, status, dueAt, eventCount: refund.eventCount + 1 },
  };
}

/** An operator's word on a refund that is not decided; what exceeds the amount paid cannot be accepted. */
export function decideVerdict(
  refund: Refund,
  verdict: RefundVerdict,
  standing: OrderStanding,
  now: Instant,
): RefundDecision<RefundChange> {
  const { kind, status } = OUTCOMES[verdict];
  if (!refundLifecycle.allows(refund.status, kind, status))
    return refuseRefund('not_allowed_now', `The refund is decided already: ${refund.status}.`);
  const exceeding = verdict === 'accept' ? conflictsOf(refund.items, standing).filter(isAmount) : [];
  if (exceeding.length > 0) return refuseRefund('conflicts', ...exceeding.map(({ text }) => text));
  return ok(verdictOn(refund, verdict, now, 'An operator decided.'));
}

const isAmount = ({ kind }: ReturnType<typeof conflictsOf>[number]): boolean => kind === 'amount';

function verdictOn(refund: Refund, verdict: RefundVerdict, at: Instant, why: string): RefundChange {
  const { kind, status } = OUTCOMES[verdict];
  const what = verdict === 'accept' ? `The shopper is refunded ${formatCents(refundCents(refund))}.` : `Now ${status}.`;
  return {
    kind,
    at,
    detail: why === '' ? what : `${what} ${why}`,
    refund: { ...refund, status, dueAt: null, decidedAt: at, eventCount: refund.eventCount + 1 },
  };
}

export const refundCents = ({ items }: Pick<Refund, 'items'>): Cents =>
  totalOf(addAmounts(items.map(({ amount }) => amount)));

/** How an order stands once a change of one of its refunds has happened. */
export function standingAfter(standing: OrderStanding, { kind, refund }: RefundChange): OrderStanding {
  if (kind !== 'accept') return standing;
  const after = new Map(standing);
  for (const item of refund.items) {
    const before = after.get(item.orderItemId);
    if (before !== undefined) after.set(item.orderItemId, withRefund(before, item));
  }
  return after;
}
