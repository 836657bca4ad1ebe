-- Who deals with a problem, and who gave it to whom; what Home counts; the guided first run. Every table leads with
-- organization_id. Instants are milliseconds since 1970 UTC.

alter table oms.problems
  -- the member who deals with it; null: nobody yet
  add column assignee_id text collate "C" references oms.users,
  -- counts up with each assignment: two people must not take the same problem unseen
  add column version bigint not null default 1;

-- Who gave a problem to whom, numbered per problem; never changed. How it began and ended stands in its own row.
create table oms.problem_assignments (
  organization_id text collate "C" not null,
  problem_id text collate "C" not null,
  seq integer not null,
  at bigint not null,
  -- null: taken from whoever had it
  assignee_id text collate "C" references oms.users,
  actor text not null,
  request_id text,
  primary key (organization_id, problem_id, seq),
  foreign key (organization_id, problem_id) references oms.problems
);

-- Home: the next orders to answer, and sales by day, counted from the index alone
create index orders_to_acknowledge on oms.orders (organization_id, acknowledge_by_at, order_id) where status = 'new';
create index orders_sold on oms.orders (organization_id, placed_at) include (currency, unit_count, total_cents)
  where status <> 'cancelled';

-- How an organization left the guided set-up; it is not shown again.
create table oms.first_runs (
  organization_id text collate "C" primary key references oms.organizations,
  state text not null check (state in ('done', 'skipped')),
  ended_at bigint not null,
  ended_by text not null,
  request_id text
);
-- whoever had a connection before there was a guide needs none
insert into oms.first_runs (organization_id, state, ended_at, ended_by)
select organization_id, 'done', min(created_at), 'system' from oms.connections group by organization_id;
