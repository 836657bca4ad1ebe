-- Returns of order items with what the merchant said of them; and what fixtures may say of a merchant.
-- Instants are milliseconds of world time since 1970 UTC, amounts whole cents of the order's currency.

alter table marketplace.merchants
  -- Which form of the answers the merchant's software wants where the documentation and the recorded traffic differ.
  add column compatibility text check (compatibility in ('observed-2017')),
  -- Whether the merchant has been through what comes before the live keys.
  add column onboarding_done boolean not null default false;

create table marketplace.returns (
  account_id text collate "C" not null,
  id text collate "C" not null,
  -- Of the account, as with orders.
  world_id text collate "C" not null references marketplace.worlds (id),
  order_id text collate "C" not null,
  reference_id text collate "C" not null,
  alt_return_id text collate "C",
  status text collate "C" not null check (status in ('created', 'inprogress', 'completed by merchant')),
  -- The shopper keeps the goods and is refunded all the same.
  refund_without_return boolean not null,
  charge_cents bigint not null check (charge_cents >= 0),
  -- Whether the merchant agrees to pay the charge; null until it said so.
  agrees_to_charge boolean,
  -- As the merchant sent it.
  charge_feedback text,
  carrier text,
  tracking_number text,
  return_node_id text collate "C",
  opened_at bigint not null,
  completed_at bigint,
  event_count integer not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, id),
  foreign key (account_id, order_id) references marketplace.orders (account_id, id),
  foreign key (account_id, return_node_id) references marketplace.return_nodes (account_id, id)
);
create unique index returns_reference on marketplace.returns (account_id, reference_id);
create index returns_by_status on marketplace.returns (account_id, status, opened_at, id);
create index returns_of_order on marketplace.returns (account_id, order_id);

-- What the shopper sends back, and asks for.
create table marketplace.return_lines (
  account_id text collate "C" not null,
  return_id text collate "C" not null,
  position integer not null,
  order_id text collate "C" not null,
  order_item_id text collate "C" not null,
  quantity integer not null check (quantity > 0),
  reason text not null,
  principal_cents bigint not null check (principal_cents >= 0),
  -- Null where the shopper's wish says nothing of it.
  tax_cents bigint check (tax_cents >= 0),
  shipping_cents bigint not null check (shipping_cents >= 0),
  shipping_tax_cents bigint check (shipping_tax_cents >= 0),
  primary key (account_id, return_id, position),
  unique (account_id, return_id, order_item_id),
  foreign key (account_id, return_id) references marketplace.returns (account_id, id),
  foreign key (account_id, order_id, order_item_id) references marketplace.order_items (account_id, order_id, id)
);

-- What the merchant reported of returned units, in the order received. Rows are never changed.
create table marketplace.return_refunds (
  account_id text collate "C" not null,
  return_id text collate "C" not null,
  position integer not null,
  order_item_id text collate "C" not null,
  alt_order_item_id text collate "C",
  returned integer not null check (returned >= 0),
  refunded integer not null check (refunded >= 0),
  -- As the merchant sent it.
  feedback text,
  notes text,
  principal_cents bigint not null check (principal_cents >= 0),
  tax_cents bigint not null check (tax_cents >= 0),
  shipping_cents bigint not null check (shipping_cents >= 0),
  shipping_tax_cents bigint not null check (shipping_tax_cents >= 0),
  primary key (account_id, return_id, position),
  foreign key (account_id, return_id) references marketplace.returns (account_id, id)
);

-- What happened to a return, who did it and in the course of which request. Rows are never changed.
create table marketplace.return_events (
  account_id text collate "C" not null,
  return_id text collate "C" not null,
  seq integer not null,
  at bigint not null,
  kind text not null,
  detail text not null,
  actor text not null,
  request_id text not null,
  primary key (account_id, return_id, seq),
  foreign key (account_id, return_id) references marketplace.returns (account_id, id)
);
