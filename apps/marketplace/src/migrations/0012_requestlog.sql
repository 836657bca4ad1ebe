-- What merchants' software asked of the merchant API and was answered; faults on purpose; how often an account may ask.
-- All instants are real time, but world_at.

create table marketplace.request_log (
  account_id text collate "C" not null references marketplace.accounts (id),
  -- A UUIDv7 made at that instant: the ids are in the order of time.
  id text collate "C" not null,
  at bigint not null,
  world_at bigint,
  method text not null,
  -- Path and query as they came, without what is secret in them.
  path text not null,
  -- The route's name in the contract; null at an address that no route has.
  operation text collate "C",
  status integer not null,
  duration_ms double precision not null,
  request_id text collate "C" not null,
  user_agent text,
  request_bytes bigint,
  answer_bytes bigint,
  -- Cut, and without secrets and buyers' data.
  request_body text,
  answer_body text,
  errors text[] not null,
  ignored_fields text[] not null,
  -- Kinds of faults that were injected.
  faults text[] not null,
  primary key (account_id, id)
);
create index request_log_errors on marketplace.request_log (account_id, id) where status >= 400;
create index request_log_request on marketplace.request_log (account_id, request_id);

create table marketplace.fault_rules (
  account_id text collate "C" not null references marketplace.accounts (id),
  id text collate "C" not null,
  kind text collate "C" not null,
  -- Null: all routes.
  operation text collate "C",
  schedule text collate "C" not null check (schedule in ('always', 'probability', 'every', 'next')),
  probability double precision,
  count integer,
  latency_min_ms integer,
  latency_max_ms integer,
  retry_after_seconds integer,
  seed bigint not null,
  enabled boolean not null,
  until bigint,
  -- Requests that the rule was asked about; which of them it hits follows from their number alone.
  seen bigint not null,
  hits bigint not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, id)
);

create table marketplace.rate_limits (
  account_id text collate "C" not null references marketplace.accounts (id),
  route_class text collate "C" not null,
  per_second double precision not null check (per_second > 0),
  burst integer not null check (burst > 0),
  updated_at bigint not null,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, route_class)
);

-- How much of a limit is used up, over all processes. full_at_us is the instant, in microseconds, at which it is whole
-- again when nothing more is asked; each request moves it on by its own share.
create table marketplace.rate_buckets (
  account_id text collate "C" not null references marketplace.accounts (id),
  route_class text collate "C" not null,
  full_at_us bigint not null,
  primary key (account_id, route_class)
) with (fillfactor = 50);
