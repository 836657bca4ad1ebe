/** Owns the rows of rate limits and of what of them is used up. */
import type { Instant } from '@jetway/kernel';
import type { RateLimit, RouteClass } from '@jetway/marketplace-api';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import type { Bucket } from './rate-limits.ts';

const limitList = statement<{ route_class: RouteClass; per_second: number; burst: number }>(
  'rateLimitList',
  `select route_class, per_second, burst from marketplace.rate_limits where account_id = $1 order by route_class`,
);
const limitDeleteAll = statement('rateLimitDeleteAll', 'delete from marketplace.rate_limits where account_id = $1');
const bucketDeleteAll = statement('rateBucketDeleteAll', 'delete from marketplace.rate_buckets where account_id = $1');
const limitInsertMany = statement(
  'rateLimitInsertMany',
  `insert into marketplace.rate_limits (account_id, route_class, per_second, burst, updated_at, updated_by, request_id)
   select $1, l.route_class, l.per_second, l.burst, $5, $6, $7
   from unnest($2::text[], $3::double precision[], $4::integer[]) as l (route_class, per_second, burst)`,
);
/** $3 now, $4 the share of one request, $5 the whole bucket: in microseconds. */
const bucketTake = statement<{ full_at_us: number; taken: boolean }>(
  'rateBucketTake',
  `with taken as (
     insert into marketplace.rate_buckets as b (account_id, route_class, full_at_us)
     values ($1, $2, $3::bigint + $4::bigint)
     on conflict (account_id, route_class) do update
       set full_at_us = greatest(b.full_at_us, $3::bigint) + $4::bigint
       where greatest(b.full_at_us, $3::bigint) + $4::bigint <= $3::bigint + $5::bigint
     returning full_at_us)
   select full_at_us, true as taken from taken
   union all
   select full_at_us, false from marketplace.rate_buckets
   where account_id = $1 and route_class = $2 and not exists (select from taken)`,
);

export async function listLimits(handle: MarketplaceHandle, accountId: string): Promise<RateLimit[]> {
  const rows = await limitList(handle, [accountId]);
  return rows.map((row) => ({ routeClass: row.route_class, perSecond: row.per_second, burst: row.burst }));
}

/** Puts other limits in place of an account's; their buckets are full. */
export async function replaceLimits(
  tx: MarketplaceHandle,
  accountId: string,
  limits: readonly RateLimit[],
  realNow: Instant,
  author: Author,
): Promise<void> {
  await limitDeleteAll(tx, [accountId]);
  await bucketDeleteAll(tx, [accountId]);
  const columns = [
    limits.map(({ routeClass }) => routeClass),
    limits.map(({ perSecond }) => perSecond),
    limits.map(({ burst }) => burst),
  ];
  await limitInsertMany(tx, [accountId, ...columns, realNow, author.actor, author.requestId]);
}

/** Takes the share of one request, if there is that much; answers when the bucket is full again. */
export async function takeFrom(
  handle: MarketplaceHandle,
  at: { readonly accountId: string; readonly routeClass: RouteClass; readonly nowUs: number },
  bucket: Bucket,
): Promise<{ readonly taken: boolean; readonly fullAtUs: number }> {
  const values = [at.accountId, at.routeClass, at.nowUs, bucket.shareUs, bucket.wholeUs];
  // A bucket that another request made in this very moment, and used up, is not seen by the first statement.
  const [first] = await bucketTake(handle, values);
  const [found] = first === undefined ? await bucketTake(handle, values) : [first];
  return found === undefined
    ? { taken: false, fullAtUs: at.nowUs + bucket.wholeUs }
    : { taken: found.taken, fullAtUs: found.full_at_us };
}
