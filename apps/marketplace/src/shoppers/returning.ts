/** Owns how shoppers send things back: some time after all of an order was shipped, a part of them want their money. */
import type { Clock, Ids, Instant } from '@jetway/kernel';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@jetway/kernel';
import type { OperatorClient, OperatorOrderDetail } from '@jetway/marketplace-api';
import { pickOne, type Unit } from './people.ts';

/** An order whose shopper will not keep all of it. Real instants. */
export interface ReturnPlan {
  readonly accountId: string;
  readonly orderId: string;
  /** When it is looked at next. */
  readonly at: Instant;
  /** The parcel was on its way when it was last looked at. */
  readonly isShipped: boolean;
  /** Nobody waits for it any longer than this. */
  readonly until: Instant;
}

export interface ReturningDeps {
  readonly client: OperatorClient;
  /** Real time. */
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface Returning {
  /** Decides whether what was just ordered will come back; `share` of it does. */
  readonly plan: (order: { readonly accountId: string; readonly id: string }, share: number) => void;
  /** Opens the returns whose time has come; nothing comes back any more when the share is 0. */
  readonly carryOut: (share: number, signal: AbortSignal) => Promise<void>;
}

/** How often it is looked whether an order was shipped. */
const LOOK_MS = 15 * SECOND_MS;
/** A parcel arrives, and is thought over, within this real time, whatever the world's clock says. */
const THOUGHT_MS = 2 * MINUTE_MS;
const PATIENCE_MS = HOUR_MS;

const REASONS = [
  'No longer want this item',
  'Item does not fit',
  'Website description is inaccurate',
  'Product is defective / does not work',
  'Item arrived damaged - box intact',
  'Better price found elsewhere',
] as const;

export function createReturning({ client, clock, ids }: ReturningDeps): Returning {
  let plans: readonly ReturnPlan[] = [];
  return {
    plan: (order, share) => {
      if (share === 0 || ids.unit() >= share) return;
      const now = clock.now();
      const place = { accountId: order.accountId, orderId: order.id };
      plans = [...plans, { ...place, at: now + LOOK_MS, isShipped: false, until: now + PATIENCE_MS }];
    },
    carryOut: async (share, signal) => {
      if (share === 0) plans = [];
      const now = clock.now();
      const due = plans.filter((plan) => plan.at <= now);
      if (due.length === 0) return;
      plans = plans.filter((plan) => plan.at > now);
      for (const plan of due) {
        const next = await look(client, plan, now, ids, signal);
        if (next !== undefined) plans = [...plans, next];
      }
    },
  };
}

/** Looks at an order once; answers when to look again, if at all. */
async function look(
  client: OperatorClient,
  plan: ReturnPlan,
  now: Instant,
  ids: Ids,
  signal: AbortSignal,
): Promise<ReturnPlan | undefined> {
  const params = { accountId: plan.accountId, orderId: plan.orderId };
  const found = await client.getOrder({ params }, { signal });
  if (found.status !== 200) return undefined;
  if (!isAllShipped(found.body)) {
    const isHopeless = found.body.order.status === 'complete' || now >= plan.until;
    return isHopeless ? undefined : { ...plan, at: now + LOOK_MS };
  }
  if (!plan.isShipped) return { ...plan, isShipped: true, at: now + ids.unit() * THOUGHT_MS };
  const items = returnedItems(found.body.items, ids.unit);
  // A refusal (somebody else returned it, returns were waived) ends it as well.
  if (items.length > 0)
    await client.openReturn({ params, body: { items } }, { headers: { 'idempotency-key': ids.uuid() }, signal });
  return undefined;
}

const isAllShipped = ({ order, items }: OperatorOrderDetail): boolean =>
  order.status === 'complete' && items.some(({ shipped }) => shipped > 0);

/** One line of the order, mostly one unit of it. */
export function returnedItems(
  items: readonly Pick<OperatorOrderDetail['items'][number], 'sku' | 'quantity' | 'shipped'>[],
  unit: Unit,
): { sku: string; quantity: number; reason: string }[] {
  const item = pickOne(
    unit,
    items.filter(({ shipped }) => shipped > 0),
  );
  const reason = pickOne(unit, REASONS);
  if (item === undefined || reason === undefined) return [];
  const most = Math.min(item.shipped, item.quantity);
  return [{ sku: item.sku, quantity: unit() < 0.75 ? 1 : most, reason }];
}
