/** Owns the statements about what merchants did before their live keys work. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import type { OnboardingFacts, OnboardingState } from './onboarding.ts';

interface StateRow {
  readonly id: string;
  readonly onboarding_done: boolean;
  readonly onboarding_overridden_at: number | null;
  readonly onboarding_overridden_by: string | null;
  readonly onboarding_override_note: string | null;
  readonly sku_listed: number | null;
  readonly order_acknowledged: number | null;
  readonly order_shipped: number | null;
  readonly order_cancelled: number | null;
  readonly return_completed: number | null;
}

/** The first time of each, in the world of the test account; all of them in one statement. */
const onboardingRead = statement<StateRow>(
  'onboardingRead',
  `select m.id, m.onboarding_done, m.onboarding_overridden_at, m.onboarding_overridden_by, m.onboarding_override_note,
     (select greatest(s.created_at, p.priced_at, f.stocked_at)
      from marketplace.skus s
      join marketplace.prices p on p.account_id = s.account_id and p.sku = s.sku
      join marketplace.inventory_feeds f on f.account_id = s.account_id and f.sku = s.sku and f.stocked_at is not null
      where s.account_id = a.id order by s.created_at, s.sku limit 1) as sku_listed,
     (select min(o.acknowledged_at) from marketplace.orders o
      where o.account_id = a.id and exists (
        select from marketplace.order_items i
        where i.account_id = o.account_id and i.order_id = o.id and i.accepted_seq is not null)) as order_acknowledged,
     (select min(h.message_at) from marketplace.order_shipments h
      where h.account_id = a.id and exists (
        select from marketplace.order_items i
        where i.account_id = h.account_id and i.order_id = h.order_id and i.shipped > 0)) as order_shipped,
     least(
       (select min(e.at) from marketplace.order_events e where e.account_id = a.id and e.kind = 'reject'),
       (select min(h.message_at) from marketplace.order_shipments h
        where h.account_id = a.id and exists (
          select from marketplace.order_items i
          where i.account_id = h.account_id and i.order_id = h.order_id and i.cancelled > 0))) as order_cancelled,
     (select min(r.completed_at) from marketplace.returns r
      where r.account_id = a.id and r.status = 'completed by merchant') as return_completed
   from marketplace.merchants m
   left join marketplace.accounts a on a.merchant_id = m.id and a.kind = 'test'
   where m.id = $1`,
);

const onboardingSetDone = statement(
  'onboardingSetDone',
  'update marketplace.merchants set onboarding_done = true where id = $1 and not onboarding_done',
);
const onboardingOverride = statement<{ id: string }>(
  'onboardingOverride',
  `update marketplace.merchants
   set onboarding_done = true, onboarding_overridden_at = $2, onboarding_overridden_by = $3,
     onboarding_override_note = $4, updated_at = $2, updated_by = $3, request_id = $5
   where id = $1 returning id`,
);
const onboardingTakeBack = statement<{ id: string }>(
  'onboardingTakeBack',
  `update marketplace.merchants
   set onboarding_done = false, onboarding_overridden_at = null, onboarding_overridden_by = null,
     onboarding_override_note = null, updated_at = $2, updated_by = $3, request_id = $4
   where id = $1 returning id`,
);

/** What is known of a merchant; undefined when there is none. */
export async function readOnboarding(
  handle: MarketplaceHandle,
  merchantId: string,
): Promise<OnboardingState | undefined> {
  const [row] = await onboardingRead(handle, [merchantId]);
  if (row === undefined) return undefined;
  const facts: OnboardingFacts = {
    sku_listed: row.sku_listed,
    order_acknowledged: row.order_acknowledged,
    order_shipped: row.order_shipped,
    order_cancelled: row.order_cancelled,
    return_completed: row.return_completed,
  };
  const { onboarding_overridden_at: at, onboarding_overridden_by: by, onboarding_override_note: note } = row;
  return {
    merchantId: row.id,
    isLetIn: row.onboarding_done,
    override: at === null || by === null ? null : { at, by, note },
    facts,
  };
}

/** Remembers that the checklist is done, so that it is not looked at again. */
export async function setOnboardingDone(handle: MarketplaceHandle, merchantId: string): Promise<void> {
  await onboardingSetDone(handle, [merchantId]);
}

/** False when there is no such merchant. */
export async function saveOverride(
  handle: MarketplaceHandle,
  override: { readonly merchantId: string; readonly note: string | null },
  realNow: Instant,
  author: Author,
): Promise<boolean> {
  const values = [override.merchantId, realNow, author.actor, override.note, author.requestId];
  return (await onboardingOverride(handle, values)).length === 1;
}

/** False when there is no such merchant. */
export async function removeOverride(
  handle: MarketplaceHandle,
  merchantId: string,
  realNow: Instant,
  author: Author,
): Promise<boolean> {
  return (await onboardingTakeBack(handle, [merchantId, realNow, author.actor, author.requestId])).length === 1;
}
