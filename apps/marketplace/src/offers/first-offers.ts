/**
 * Owns the part of statements that has the pipeline look at SKUs which have a first price or a first stock. A listed SKU
 * becomes available with them; only where somebody wants to hear of it the pipeline must look, to tell him.
 */

/**
 * Two parts of a statement whose `$1` is the account. The rows of the SKUs are waited for: so that the look of another
 * offer that is being written, or one that is going on, is not mistaken for the look at this one.
 * @param first a select of the SKUs that were written first
 * @param now the parameter that is world time
 */
export const lookAtFirst = (first: string, now: string): string => `
   first_offers as materialized (
     select s.sku, s.listing from marketplace.skus s
     where s.account_id = $1 and s.sku in (${first})
       and exists (select from marketplace.webhook_endpoints w where w.account_id = $1 and w.enabled)
     order by s.sku
     for no key update of s),
   looked_at as (
     update marketplace.skus s set look_due_at = least(coalesce(s.look_due_at, ${now}::bigint), ${now}::bigint)
     from first_offers f where s.account_id = $1 and s.sku = f.sku and f.listing = 'listed')`;
