-- Settlements, sales data and reports.
-- Instants are milliseconds of world time since 1970 UTC unless it says real time; amounts whole cents of US dollars.

-- How far the account's orders, returns and refunds have been looked at. Locked by whoever settles.
create table marketplace.settlement_accounts (
  account_id text collate "C" primary key references marketplace.accounts (id),
  -- What happened before it is settled, but for what was written late.
  collected_to bigint not null
);

-- A span of time over which is settled. There are none for spans in which nothing happened.
create table marketplace.settlements (
  account_id text collate "C" not null references marketplace.accounts (id),
  id text collate "C" not null,
  -- Of the account; kept here so that the sweep of a world needs no join.
  world_id text collate "C" not null references marketplace.worlds (id),
  state text collate "C" not null check (state in ('open', 'closed')),
  starts_at bigint not null,
  -- The first instant that does not belong to it.
  ends_at bigint not null,
  closed_at bigint,
  -- The sums of its entries by kind, kept when it is closed.
  sums jsonb,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, id)
);
create unique index settlements_open on marketplace.settlements (account_id) where state = 'open';
create index settlements_by_end on marketplace.settlements (account_id, ends_at, id);

-- What is settled: each thing that happened once, whenever it is looked at. Amounts as the merchant gets them, below zero
-- what is taken. Rows are never changed.
create table marketplace.settlement_entries (
  account_id text collate "C" not null,
  -- The kind and what it is about: `order:<order item>`, `refund:<refund>:<order item>`.
  id text collate "C" not null,
  settlement_id text collate "C" not null,
  kind text collate "C" not null
    check (kind in ('order', 'return', 'refund', 'commission', 'charge', 'dispute', 'adjustment')),
  at bigint not null,
  order_id text collate "C",
  reference_order_id text collate "C",
  order_item_id text collate "C",
  sku text collate "C",
  title text,
  units integer not null,
  principal_cents bigint not null,
  shipping_cents bigint not null,
  tax_cents bigint not null,
  shipping_tax_cents bigint not null,
  fixed_commission_cents bigint not null,
  variable_commission_cents bigint not null,
  return_charge_cents bigint not null,
  adjustment_cents bigint not null,
  note text,
  actor text not null,
  request_id text not null,
  primary key (account_id, id),
  foreign key (account_id, settlement_id) references marketplace.settlements (account_id, id)
);
create index settlement_entries_listed on marketplace.settlement_entries (account_id, settlement_id, at, id);
create index settlement_entries_item on marketplace.settlement_entries (account_id, order_item_id)
  where order_item_id is not null;

-- Return charges that the merchant does not agree to.
create table marketplace.settlement_disputes (
  account_id text collate "C" not null,
  return_id text collate "C" not null,
  order_id text collate "C" not null,
  reference_order_id text collate "C" not null,
  charge_cents bigint not null check (charge_cents > 0),
  -- As the merchant sent it.
  feedback text,
  state text collate "C" not null check (state in ('open', 'for merchant', 'for marketplace')),
  opened_at bigint not null,
  decided_at bigint,
  note text,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, return_id),
  foreign key (account_id, return_id) references marketplace.returns (account_id, id)
);
create index settlement_disputes_listed on marketplace.settlement_disputes (account_id, opened_at, return_id);
create index settlement_disputes_by_state
  on marketplace.settlement_disputes (account_id, state, opened_at, return_id);

-- Reports that merchants asked for, and the files they became.
create table marketplace.reports (
  account_id text collate "C" not null references marketplace.accounts (id),
  id text collate "C" not null,
  world_id text collate "C" not null references marketplace.worlds (id),
  type text collate "C" not null check (type in ('ProductStatus', 'SalesData', 'SettlementDetails')),
  settlement_id text collate "C",
  status text collate "C" not null check (status in ('requested', 'processing', 'ready', 'failed', 'expired')),
  requested_at bigint not null,
  processing_started_at bigint,
  processing_ended_at bigint,
  expires_at bigint,
  -- The file, as long as there is one.
  blob_key text,
  size_bytes bigint,
  -- How often making it was begun; who began it last may write.
  attempts integer not null,
  -- Real time until which whoever makes it is taken to be at it.
  leased_until bigint not null,
  -- Why it failed, for operators.
  failure text,
  -- Real time.
  created_at bigint not null,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, id),
  foreign key (account_id, settlement_id) references marketplace.settlements (account_id, id)
);
create index reports_waiting on marketplace.reports (leased_until) where status in ('requested', 'processing');
create index reports_ready on marketplace.reports (world_id, expires_at) where status = 'ready';
create index reports_by_age on marketplace.reports (created_at);

-- How far the sales of a world are counted; locked by whoever counts. All retailers of a world count together.
create table marketplace.sales_counts (
  world_id text collate "C" primary key references marketplace.worlds (id),
  counted_at bigint not null,
  -- Products of which anything was sold lately: they have a rank.
  ranked integer not null,
  -- The offers are compared page by page: the product compared last; null when all are.
  compared_product text collate "C"
);

-- Products of which something was sold, whoever sold it.
create table marketplace.product_sales (
  world_id text collate "C" not null references marketplace.worlds (id),
  product_id text collate "C" not null,
  -- Units a day, exponentially averaged.
  daily_average double precision not null,
  units_30_days bigint not null,
  rank integer not null,
  primary key (world_id, product_id)
);

-- The best offer of a SKU's merchant and the best one of its product, as they were compared last. Price and shipping of one
-- unit; the instant is when the two changed last.
create table marketplace.offer_comparisons (
  account_id text collate "C" not null,
  sku text collate "C" not null,
  own_price_cents bigint not null,
  own_shipping_cents bigint not null,
  own_at bigint not null,
  best_price_cents bigint not null,
  best_shipping_cents bigint not null,
  best_at bigint not null,
  primary key (account_id, sku),
  foreign key (account_id, sku) references marketplace.skus (account_id, sku)
);
