-- Sync that is complete: what people set of it, when its rounds are due, bulk files of stock, and reading back.

create table oms.sync_settings (
  organization_id text collate "C" not null,
  connection_id text collate "C" not null,
  requests_per_minute integer not null default 6000 check (requests_per_minute between 10 and 60000),
  -- an order still waiting for an answer so long before its deadline is rejected; null: a person decides
  reject_before_minutes integer check (reject_before_minutes between 5 and 1440),
  -- kinds of run that do not begin by themselves at present
  paused_runs text[] not null default '{}',
  version bigint not null default 1,
  updated_at bigint not null,
  updated_by text not null,
  request_id text,
  primary key (organization_id, connection_id),
  foreign key (organization_id, connection_id) references oms.connections
);

-- When a slow round of a connection begins next, and where it goes on.
create table oms.sync_rounds (
  organization_id text collate "C" not null,
  connection_id text collate "C" not null,
  kind text not null,
  next_at bigint not null,
  -- after which thing the next part begins; null: at the beginning
  position text collate "C",
  primary key (organization_id, connection_id, kind),
  foreign key (organization_id, connection_id) references oms.connections
);

alter table oms.sync_runs drop constraint sync_runs_kind_check;
alter table oms.sync_runs add constraint sync_runs_kind_check check (
  kind in ('pull-orders', 'send-intents', 'send-stock', 'reconcile-orders', 'refresh-stock', 'read-back'));
-- what a run counted beside found, done and failed, by the name of the count
alter table oms.sync_runs add column details jsonb not null default '{}';

-- Stock told by bulk file. A file that is not over is work to do: sent, then looked after until the channel is done.
create table oms.stock_files (
  organization_id text collate "C" not null,
  file_id text collate "C" not null,
  connection_id text collate "C" not null,
  state text not null check (state in ('waiting', 'sending', 'processing', 'done', 'failed')),
  -- the channel's own id, once the content lies there
  channel_file_id text collate "C",
  -- SKUs in the file; of these: refused, and changed since, so told again
  skus integer not null default 0,
  refused integer not null default 0,
  told_again integer not null default 0,
  attempts integer not null default 0,
  -- when it is sent or looked at next; null when it is over
  due_at bigint,
  error text,
  created_at bigint not null,
  sent_at bigint,
  ended_at bigint,
  primary key (organization_id, file_id),
  foreign key (organization_id, connection_id) references oms.connections
);
create index stock_files_open on oms.stock_files (organization_id, connection_id, due_at, file_id)
  where due_at is not null;
create index stock_files_by_creation on oms.stock_files (organization_id, created_at, file_id);
create index stock_files_by_age on oms.stock_files (created_at);

-- the bulk file that tells this row, and the version that it tells once it was written
alter table oms.desired_stock add column file_id text collate "C";
alter table oms.desired_stock add column file_version bigint;
-- how often in a row the channel showed another number than it had confirmed
alter table oms.desired_stock add column drifts integer not null default 0;
alter table oms.desired_stock add column drifted_at bigint;
create index desired_stock_of_file on oms.desired_stock (organization_id, file_id, sku_id) where file_id is not null;
create index desired_stock_drifting on oms.desired_stock (organization_id, connection_id, drifted_at)
  where drifted_at is not null;
create index desired_stock_failed on oms.desired_stock (organization_id, connection_id, sku_id)
  where last_error is not null;

-- orders that are over are read again now and then, the longest ago first
create index orders_to_look_at on oms.orders (organization_id, connection_id, read_at, order_id)
  where status in ('complete', 'cancelled');
create index orders_to_answer on oms.orders (organization_id, connection_id, acknowledge_by_at, order_id)
  where status = 'new';
