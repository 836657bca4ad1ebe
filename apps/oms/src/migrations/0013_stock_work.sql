-- Work on much stock at once: files read in with a preview, transfers between locations, counts on the shelf.

-- A file of rows to be applied. The rows are kept beside it; the file itself is not.
create table oms.imports (
  organization_id text collate "C" not null references oms.organizations,
  import_id text collate "C" not null,
  kind text collate "C" not null check (kind in ('stock', 'tracking')),
  file_name text not null,
  -- for stock: whether the quantities were counted (set) or are differences (change)
  mode text collate "C" check (mode in ('set', 'change')),
  state text collate "C" not null check (state in ('reading', 'ready', 'applying', 'done', 'cancelled', 'failed')),
  -- the names of all columns as the file has them
  header text[] not null,
  -- those of them that mean nothing here
  unused text[] not null,
  -- how many rows there are in each state; kept with every change of rows
  waiting bigint not null default 0,
  valid bigint not null default 0,
  invalid bigint not null default 0,
  applied bigint not null default 0,
  refused bigint not null default 0,
  -- attempts in a row at the next batch that ended with an error
  attempts integer not null default 0,
  error text,
  created_at bigint not null,
  created_by text not null,
  ended_at bigint,
  updated_at bigint not null,
  updated_by text not null,
  request_id text,
  primary key (organization_id, import_id)
);
create index imports_by_time on oms.imports (organization_id, created_at, import_id);
create index imports_at_work on oms.imports (updated_at, organization_id, import_id)
  where state in ('reading', 'applying');
create index imports_by_age on oms.imports (created_at);

create table oms.import_rows (
  organization_id text collate "C" not null,
  import_id text collate "C" not null,
  -- counts from 1, without gaps
  row_number bigint not null,
  -- where the row begins in the file
  line bigint not null,
  -- the texts of its cells, in the order of the header
  cells jsonb not null,
  state text collate "C" not null check (state in ('waiting', 'valid', 'invalid', 'applied', 'refused')),
  -- what the cells mean; null when they mean nothing
  parsed jsonb,
  -- rows with the same key contradict each other
  row_key text collate "C",
  -- the line of another row with the same key
  repeats bigint,
  problems jsonb not null default '[]',
  -- what applying would do, in words
  preview text,
  version bigint not null default 1,
  primary key (organization_id, import_id, row_number),
  foreign key (organization_id, import_id) references oms.imports on delete cascade
);
create index import_rows_by_state on oms.import_rows (organization_id, import_id, state, row_number);
create index import_rows_by_key on oms.import_rows (organization_id, import_id, row_key) where row_key is not null;

-- Units that go from one location to another. Sent, they lie nowhere until they are received.
create table oms.transfers (
  organization_id text collate "C" not null references oms.organizations,
  transfer_id text collate "C" not null,
  from_location_id text collate "C" not null,
  to_location_id text collate "C" not null,
  state text collate "C" not null check (state in ('draft', 'sent', 'received', 'cancelled')),
  note text,
  version bigint not null default 1,
  created_at bigint not null,
  created_by text not null,
  sent_at bigint,
  ended_at bigint,
  updated_at bigint not null,
  updated_by text not null,
  request_id text,
  primary key (organization_id, transfer_id),
  constraint transfers_between_two check (from_location_id <> to_location_id),
  foreign key (organization_id, from_location_id) references oms.locations,
  foreign key (organization_id, to_location_id) references oms.locations
);
create index transfers_by_time on oms.transfers (organization_id, created_at, transfer_id);

create table oms.transfer_lines (
  organization_id text collate "C" not null,
  transfer_id text collate "C" not null,
  sku_id text collate "C" not null,
  quantity bigint not null check (quantity > 0),
  received bigint not null default 0,
  -- lost or broken on the way
  written_off bigint not null default 0,
  -- back at the location they came from
  returned bigint not null default 0,
  -- why units were written off
  note text,
  primary key (organization_id, transfer_id, sku_id),
  constraint transfer_lines_never_below_zero check (received >= 0 and written_off >= 0 and returned >= 0
    and received + written_off + returned <= quantity),
  foreign key (organization_id, transfer_id) references oms.transfers on delete cascade,
  foreign key (organization_id, sku_id) references oms.skus
);
create index transfer_lines_by_sku on oms.transfer_lines (organization_id, sku_id, transfer_id);

-- A count of what lies on the shelves of a location.
create table oms.stock_counts (
  organization_id text collate "C" not null references oms.organizations,
  count_id text collate "C" not null,
  location_id text collate "C" not null,
  name text not null,
  state text collate "C" not null check (state in ('counting', 'applied', 'cancelled')),
  version bigint not null default 1,
  created_at bigint not null,
  created_by text not null,
  ended_at bigint,
  updated_at bigint not null,
  updated_by text not null,
  request_id text,
  primary key (organization_id, count_id),
  foreign key (organization_id, location_id) references oms.locations
);
create index stock_counts_by_time on oms.stock_counts (organization_id, created_at, count_id);

create table oms.stock_count_lines (
  organization_id text collate "C" not null,
  count_id text collate "C" not null,
  sku_id text collate "C" not null,
  -- what was found; null until somebody counted it
  counted bigint,
  -- what was on hand when it was counted: the difference to it is what will be applied
  expected bigint,
  state text collate "C" not null check (state in ('open', 'counted', 'applied', 'refused')),
  -- why it could not be applied
  refusal text,
  counted_at bigint,
  counted_by text,
  primary key (organization_id, count_id, sku_id),
  foreign key (organization_id, count_id) references oms.stock_counts on delete cascade,
  foreign key (organization_id, sku_id) references oms.skus
);
create index stock_count_lines_by_state on oms.stock_count_lines (organization_id, count_id, state, sku_id);
create index stock_count_lines_by_difference
  on oms.stock_count_lines (organization_id, count_id, abs(counted - expected), sku_id) where counted is not null;

-- Files of tracking numbers name orders by either.
create index orders_by_reference on oms.orders (organization_id, reference_number);
create index orders_by_channel_id on oms.orders (organization_id, channel_order_id);
