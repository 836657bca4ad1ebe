-- Orders, their items, shipments, history and stock ledger; and what the shoppers were told to do.
-- Instants are milliseconds of world time since 1970 UTC, amounts whole cents of the order's currency.

create table marketplace.orders (
  account_id text collate "C" not null references marketplace.accounts (id),
  id text collate "C" not null,
  -- Of the account; kept here so that the sweep of a world needs no join.
  world_id text collate "C" not null references marketplace.worlds (id),
  reference_order_id text collate "C" not null,
  customer_reference_order_id text collate "C" not null,
  -- As the merchant last sent it; several orders may have the same.
  alt_order_id text collate "C",
  status text collate "C" not null check (status in ('created', 'ready', 'acknowledged', 'inprogress', 'complete')),
  exception_state text,
  -- As the merchant sent it.
  acknowledgement_status text,
  -- The shopper cancelled the whole order before it was released.
  cancelled_by_customer boolean not null default false,
  -- The shopper asked the merchant to cancel units.
  cancel_requested boolean not null default false,
  node_id text collate "C" not null,
  hash_email text not null,
  buyer jsonb not null,
  recipient jsonb not null,
  currency text not null,
  service_level text not null,
  carrier text not null,
  method text not null,
  ship_by_at bigint not null,
  deliver_by_at bigint not null,
  placed_at bigint not null,
  transmitted_at bigint not null,
  ready_at bigint,
  acknowledged_at bigint,
  completed_at bigint,
  -- When the world moves the order on by itself: releases it, or gives up waiting for an answer.
  due_at bigint,
  -- Events so far; the next one's number follows from it.
  event_count integer not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, id),
  foreign key (account_id, node_id) references marketplace.fulfillment_nodes (account_id, id)
);
create unique index orders_reference on marketplace.orders (account_id, reference_order_id);
create index orders_alt_id on marketplace.orders (account_id, alt_order_id) where alt_order_id is not null;
create index orders_by_status on marketplace.orders (account_id, status, placed_at, id);
create index orders_by_age on marketplace.orders (account_id, placed_at, id);
create index orders_due on marketplace.orders (world_id, due_at, account_id, id) where due_at is not null;

create table marketplace.order_items (
  account_id text collate "C" not null,
  order_id text collate "C" not null,
  id text collate "C" not null,
  position integer not null,
  alt_order_item_id text collate "C",
  sku text collate "C" not null,
  title text not null,
  image_url text,
  tax_code text,
  ordered integer not null check (ordered > 0),
  shipped bigint not null default 0 check (shipped >= 0),
  cancelled bigint not null default 0 check (cancelled >= 0),
  cancel_requested integer not null default 0 check (cancel_requested >= 0),
  -- As the merchant sent it.
  acknowledgement text,
  -- Per unit.
  price_cents bigint not null,
  tax_cents bigint not null,
  shipping_cents bigint not null,
  shipping_tax_cents bigint not null,
  -- For the whole quantity.
  regulatory_fees_cents bigint not null,
  fee_adjustments jsonb not null,
  -- The feed under which the units were accepted; null until then.
  feed_seq bigint,
  primary key (account_id, order_id, id),
  unique (account_id, id),
  unique (account_id, order_id, sku),
  foreign key (account_id, order_id) references marketplace.orders (account_id, id)
);

create table marketplace.order_shipments (
  account_id text collate "C" not null,
  order_id text collate "C" not null,
  id text collate "C" not null,
  position integer not null,
  alt_shipment_id text collate "C",
  -- The shipment as the merchant sent it; it is answered unchanged.
  sent jsonb not null,
  -- Our ids of its items, in the order sent.
  item_ids text[] not null,
  message_at bigint not null,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, order_id, id),
  foreign key (account_id, order_id) references marketplace.orders (account_id, id)
);
create unique index order_shipments_alt_id on marketplace.order_shipments (account_id, order_id, alt_shipment_id)
  where alt_shipment_id is not null;

-- What happened to an order, who did it and in the course of which request. Rows are never changed.
create table marketplace.order_events (
  account_id text collate "C" not null,
  order_id text collate "C" not null,
  seq integer not null,
  at bigint not null,
  kind text not null,
  detail text not null,
  actor text not null,
  request_id text not null,
  primary key (account_id, order_id, seq),
  foreign key (account_id, order_id) references marketplace.orders (account_id, id)
);

-- The ledger behind the held and accepted units of inventory: held_units = sum of held; accepted_units = sum of accepted
-- of the feed in force. Rows are never changed.
create table marketplace.order_stock_moves (
  account_id text collate "C" not null,
  order_id text collate "C" not null,
  event_seq integer not null,
  position integer not null,
  sku text collate "C" not null,
  node_id text collate "C" not null,
  held integer not null,
  accepted integer not null,
  -- The feed that accepted units count under; null when none moved.
  feed_seq bigint,
  primary key (account_id, order_id, event_seq, position),
  foreign key (account_id, order_id, event_seq) references marketplace.order_events (account_id, order_id, seq)
);
create index order_stock_moves_sku on marketplace.order_stock_moves (account_id, sku, node_id);

-- One row: what the shoppers were told to do, and what they say of it. They serve all worlds.
create table marketplace.shoppers (
  id text collate "C" primary key check (id = 'shoppers'),
  rate_per_minute double precision not null check (rate_per_minute >= 0),
  paused boolean not null,
  pause_at_waiting integer not null check (pause_at_waiting > 0),
  waiting integer not null,
  placed integer not null,
  note text not null,
  -- Of several workers one lets the shoppers in: its name, and real time until which it may.
  leased_by text,
  leased_until bigint not null,
  updated_by text not null,
  request_id text not null
);
