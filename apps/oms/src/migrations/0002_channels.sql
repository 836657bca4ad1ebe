-- Connections to channels: settings, how they are doing, who works for them; sync runs; exchanges. Every table leads with
-- organization_id. Instants are milliseconds since 1970 UTC in our own time.

create table oms.connections (
  organization_id text collate "C" not null references oms.organizations,
  connection_id text collate "C" not null,
  channel text not null,
  name text not null,
  -- up to and without the resource, no slash at the end
  base_url text not null,
  api_user text not null default '',
  -- sealed with the program's secret key, for this row alone
  api_secret_sealed text,
  pulls_orders boolean not null default true,
  sends_tracking_numbers boolean not null default true,
  sends_stock boolean not null default true,
  -- the fulfilment node that the settings name; others are mapped at the locations
  node_id text not null default '',
  mode text not null default 'watch' check (mode in ('watch', 'live', 'stopped')),
  stopped_lanes text[] not null default '{}',
  pull_every_seconds integer not null default 60,
  acknowledge_policy text not null default 'accept-when-covered'
    check (acknowledge_policy in ('hold', 'accept-when-covered', 'accept-always')),
  acknowledge_within_hours integer not null default 24,
  version bigint not null default 1,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text,
  primary key (organization_id, connection_id)
);
create unique index connections_name_unique on oms.connections (organization_id, lower(name));

-- How a connection is doing. Apart from its settings: it changes often, and nobody edits it.
create table oms.connection_states (
  organization_id text collate "C" not null,
  connection_id text collate "C" not null,
  state text not null default 'idle' check (state in ('idle', 'healthy', 'failing', 'refused')),
  state_text text,
  -- since when no call went well; null when the last one did
  failing_since bigint,
  last_pull_at bigint,
  last_contact_at bigint,
  -- how far the channel's clock is ahead of ours
  clock_offset_ms bigint not null default 0,
  primary key (organization_id, connection_id),
  foreign key (organization_id, connection_id) references oms.connections
);

-- Who alone pulls and sends for a connection, until when. The fence counts up with each new holder.
create table oms.connection_leases (
  organization_id text collate "C" not null,
  connection_id text collate "C" not null,
  owner text not null,
  fence bigint not null,
  expires_at bigint not null,
  primary key (organization_id, connection_id),
  foreign key (organization_id, connection_id) references oms.connections
);

create table oms.sync_runs (
  organization_id text collate "C" not null,
  run_id text collate "C" not null,
  connection_id text collate "C" not null,
  kind text not null check (kind in ('pull-orders', 'send-intents', 'send-stock')),
  trigger text not null check (trigger in ('schedule', 'change', 'person', 'start')),
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  -- of a waiting run: when it was asked for
  started_at bigint not null,
  ended_at bigint,
  found integer not null default 0,
  done integer not null default 0,
  failed integer not null default 0,
  error text,
  actor text not null,
  request_id text,
  primary key (organization_id, run_id),
  foreign key (organization_id, connection_id) references oms.connections
);
create index sync_runs_by_start on oms.sync_runs (organization_id, started_at, run_id);
create index sync_runs_by_connection on oms.sync_runs (organization_id, connection_id, started_at, run_id);
create index sync_runs_open on oms.sync_runs (organization_id, connection_id, kind)
  where state in ('waiting', 'running');
create index sync_runs_by_age on oms.sync_runs (started_at);

-- Each request to a channel and its answer, without secrets. Whole for messages and failures, in short otherwise.
create table oms.exchanges (
  organization_id text collate "C" not null,
  exchange_id text collate "C" not null,
  connection_id text collate "C" not null,
  run_id text collate "C",
  order_id text collate "C",
  channel_order_id text collate "C",
  sku_id text collate "C",
  intent_id text collate "C",
  at bigint not null,
  duration_ms integer not null,
  method text not null,
  url text not null,
  -- null when no answer came
  status integer,
  request_body jsonb,
  response_body jsonb,
  error text,
  failed boolean not null,
  request_id text not null,
  primary key (organization_id, exchange_id)
);
create index exchanges_by_time on oms.exchanges (organization_id, at, exchange_id);
create index exchanges_failed on oms.exchanges (organization_id, at, exchange_id) where failed;
create index exchanges_by_connection on oms.exchanges (organization_id, connection_id, at, exchange_id);
create index exchanges_by_order on oms.exchanges (organization_id, connection_id, channel_order_id, at, exchange_id)
  where channel_order_id is not null;
create index exchanges_by_run on oms.exchanges (organization_id, run_id, at, exchange_id) where run_id is not null;
create index exchanges_by_sku on oms.exchanges (organization_id, sku_id, at, exchange_id) where sku_id is not null;
create index exchanges_by_age on oms.exchanges (at);
