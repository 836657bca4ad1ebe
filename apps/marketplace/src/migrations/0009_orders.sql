-- Tags, units charged, waived returns, and the commissions that the marketplace keeps of what is sold.
-- Instants are milliseconds of world time since 1970 UTC, amounts whole cents of the order's currency.

alter table marketplace.orders
  -- The newest that the merchant gave it; null when none, or when it was cleared.
  add column tag text collate "C",
  -- The shopper gave up returning anything of the order.
  add column returns_waived boolean not null default false;

-- Everything that the merchant's lists filter by is in the index, so that passing over rows costs no row.
drop index marketplace.orders_by_status;
create index orders_by_status on marketplace.orders (account_id, status, placed_at, id)
  include (node_id, cancelled_by_customer, tag);
create index orders_by_tag on marketplace.orders (account_id, status, tag, placed_at, id) where tag is not null;
create index orders_to_cancel on marketplace.orders (account_id, placed_at, id)
  where cancel_requested and status <> 'complete';
create index orders_completed on marketplace.orders (account_id, completed_at, id) where completed_at is not null;

alter table marketplace.order_items
  -- Units shipped while they were open: what the shopper pays for. What is reported beyond them changes nothing here.
  add column charged_units integer not null default 0;
update marketplace.order_items set charged_units = least(shipped, ordered);
alter table marketplace.order_items add constraint order_items_charged check (charged_units between 0 and ordered);

-- What the marketplace keeps of a sale, by category and price. Rules are added and removed, never changed: the fees of an
-- order name the rules they follow from.
create table marketplace.commission_rules (
  world_id text collate "C" not null references marketplace.worlds (id),
  id text collate "C" not null,
  -- Null: all accounts of the world.
  account_id text collate "C" references marketplace.accounts (id),
  kind text collate "C" not null check (kind in ('base', 'variable', 'no_return')),
  -- As it is shown beside the fee.
  name text not null,
  -- Null: every category; otherwise the browse node and all below it.
  browse_node_id bigint,
  -- Of the unit's price; null: no bound. The upper bound does not belong to the band.
  min_price_cents bigint check (min_price_cents >= 0),
  max_price_cents bigint,
  -- Of the price, in hundredths of a percent; below 0 the marketplace gives way.
  rate_basis_points integer not null check (rate_basis_points between -10000 and 10000),
  -- Real time.
  created_at bigint not null,
  updated_by text not null,
  request_id text not null,
  primary key (world_id, id),
  check (max_price_cents > coalesce(min_price_cents, 0))
);
create index commission_rules_listed on marketplace.commission_rules (world_id, created_at, id);
