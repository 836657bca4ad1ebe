-- Order lists as people work with them: what lists are sorted and counted by, people's own views, work asked for on many
-- orders at once. Every table leads with organization_id. Instants are milliseconds since 1970 UTC.

-- How many orders stand in each status: each change is a row, so that nobody waits for anybody, and the sum is exact.
-- Rows are folded together now and then.
create table oms.order_tallies (
  organization_id text collate "C" not null references oms.organizations,
  tally bigint generated always as identity,
  status text not null,
  orders bigint not null,
  primary key (organization_id, tally)
);
insert into oms.order_tallies (organization_id, status, orders)
select organization_id, status, count(*) from oms.orders group by organization_id, status;

-- A deadline counts while it binds: to ship by while units are open, to acknowledge by while nobody answered. Orders
-- without one come last.
drop index oms.orders_by_ship_by;
drop index oms.orders_by_status_and_ship_by;
create index orders_by_ship_by on oms.orders (organization_id,
  (coalesce(case when status in ('new', 'acknowledged', 'in_progress') then ship_by_at end, 8000000000000000)), order_id);
create index orders_by_acknowledge_by on oms.orders (organization_id,
  (coalesce(case when status = 'new' then acknowledge_by_at end, 8000000000000000)), order_id);
create index orders_by_total on oms.orders (organization_id, total_cents, order_id);

create index problems_open_by_order on oms.problems (organization_id, order_id)
  where state = 'open' and order_id is not null;
create index intents_failed on oms.intents (organization_id, order_id) where state = 'failed';
create index order_lines_by_sku on oms.order_lines (organization_id, merchant_sku, order_id);
create index order_lines_by_location on oms.order_lines (organization_id, location_id, order_id);

-- Words are kept without accents from now on; the ones there are follow.
drop index oms.order_words_of_order;
create index order_words_of_order on oms.order_words (organization_id, order_id, word);
insert into oms.order_words (organization_id, word, order_id)
select distinct organization_id, regexp_replace(normalize(lower(word), NFKD), '[\u0300-\u036f]', '', 'g'), order_id
from oms.order_words where octet_length(word) > length(word)
on conflict do nothing;

create table oms.order_views (
  organization_id text collate "C" not null references oms.organizations,
  view_id text collate "C" not null,
  -- the person, or the key, that made it
  owner_id text collate "C" not null,
  owner text not null,
  -- whether everybody in the organization sees it
  shared boolean not null,
  name text not null,
  -- as the contract describes a list: built-in view, sort, filters
  list jsonb not null,
  columns text[] not null,
  version bigint not null default 1,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text,
  primary key (organization_id, view_id)
);
create index order_views_by_owner on oms.order_views (organization_id, owner_id, created_at, view_id);
create index order_views_shared on oms.order_views (organization_id, created_at, view_id) where shared;

-- The order in which a person wants the views; those not named come after.
create table oms.order_view_orders (
  organization_id text collate "C" not null references oms.organizations,
  owner_id text collate "C" not null,
  view_ids text[] not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text,
  primary key (organization_id, owner_id)
);

-- One thing done to many orders, in the background. Running ones with waiting orders are the queue.
create table oms.bulk_runs (
  organization_id text collate "C" not null references oms.organizations,
  bulk_run_id text collate "C" not null,
  action text not null,
  -- what the action was told besides, such as the reason of a cancellation
  options jsonb not null,
  state text not null check (state in ('running', 'done', 'cancelled')),
  -- the run whose refused orders this one tries again
  retry_of text collate "C",
  orders integer not null,
  done integer not null default 0,
  refused integer not null default 0,
  -- whose turn it is: the run that waits longest
  turn_at bigint not null,
  created_at bigint not null,
  ended_at bigint,
  created_by text not null,
  request_id text,
  primary key (organization_id, bulk_run_id)
);
create index bulk_runs_by_creation on oms.bulk_runs (organization_id, created_at, bulk_run_id);
create index bulk_runs_waiting on oms.bulk_runs (turn_at, organization_id, bulk_run_id) where state = 'running';
create index bulk_runs_by_age on oms.bulk_runs (created_at);

create table oms.bulk_run_orders (
  organization_id text collate "C" not null,
  bulk_run_id text collate "C" not null,
  position integer not null,
  -- as asked for: such an order need not exist
  order_id text collate "C" not null,
  state text not null check (state in ('waiting', 'working', 'done', 'refused', 'left')),
  -- a program works on it until this instant; after it another takes over
  claimed_until bigint,
  code text,
  text text,
  at bigint,
  primary key (organization_id, bulk_run_id, position),
  foreign key (organization_id, bulk_run_id) references oms.bulk_runs on delete cascade
);
create index bulk_run_orders_open on oms.bulk_run_orders (organization_id, bulk_run_id, position)
  where state in ('waiting', 'working');
create index bulk_run_orders_by_state on oms.bulk_run_orders (organization_id, bulk_run_id, state, position);
