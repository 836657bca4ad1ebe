-- Refunds that merchants make without a return, and what returns learned beside them.
-- Instants are milliseconds of world time since 1970 UTC, amounts whole cents of the order's currency.

alter table marketplace.returns
  -- The merchant's own id of the order, as its complete message said it.
  add column alt_order_id text collate "C",
  -- Addresses the goods go to, in the order of the lines, each once.
  add column locations jsonb not null default '[]';
create index returns_listed on marketplace.returns (account_id, opened_at, id);
create index returns_completed on marketplace.returns (account_id, completed_at, id) where completed_at is not null;

alter table marketplace.return_refunds
  add column reported_at bigint,
  -- The event by which it was reported: what one message said has the same.
  add column event_seq integer;
update marketplace.return_refunds f set reported_at = r.updated_at, event_seq = r.event_count
  from marketplace.returns r where r.account_id = f.account_id and r.id = f.return_id;
alter table marketplace.return_refunds
  alter column reported_at set not null,
  alter column event_seq set not null;
create index return_refunds_reported on marketplace.return_refunds (account_id, reported_at, return_id, position);

create table marketplace.refunds (
  account_id text collate "C" not null,
  -- 16 digits.
  id text collate "C" not null,
  -- Of the account, as with orders.
  world_id text collate "C" not null references marketplace.worlds (id),
  order_id text collate "C" not null,
  -- The merchant's own id: sent again for the same order, it is the same refund.
  alt_refund_id text collate "C" not null,
  status text collate "C" not null check (status in ('created', 'processing', 'accepted',
    'rejected - customer card not valid', 'rejected - refund conflicts with returns policy')),
  created_at bigint not null,
  -- When it goes to its next status by itself; null once it is decided.
  due_at bigint,
  decided_at bigint,
  event_count integer not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, id),
  constraint refunds_alt_id unique (account_id, order_id, alt_refund_id),
  foreign key (account_id, order_id) references marketplace.orders (account_id, id)
);
create index refunds_by_status on marketplace.refunds (account_id, status, created_at, id);
create index refunds_listed on marketplace.refunds (account_id, created_at, id);
create index refunds_due on marketplace.refunds (world_id, due_at) where due_at is not null;
create index refunds_accepted on marketplace.refunds (account_id, decided_at, id) where status = 'accepted';

-- What the merchant refunds of each item. Rows are never changed.
create table marketplace.refund_items (
  account_id text collate "C" not null,
  refund_id text collate "C" not null,
  position integer not null,
  order_id text collate "C" not null,
  order_item_id text collate "C" not null,
  returned integer not null check (returned >= 0),
  refunded integer not null check (refunded >= 0),
  principal_cents bigint not null check (principal_cents >= 0),
  tax_cents bigint not null check (tax_cents >= 0),
  shipping_cents bigint not null check (shipping_cents >= 0),
  shipping_tax_cents bigint not null check (shipping_tax_cents >= 0),
  -- The item as the merchant sent it.
  sent jsonb not null,
  primary key (account_id, refund_id, position),
  foreign key (account_id, refund_id) references marketplace.refunds (account_id, id),
  foreign key (account_id, order_id, order_item_id) references marketplace.order_items (account_id, order_id, id)
);

-- What happened to a refund, who did it and in the course of which request. Rows are never changed.
create table marketplace.refund_events (
  account_id text collate "C" not null,
  refund_id text collate "C" not null,
  seq integer not null,
  at bigint not null,
  kind text not null,
  detail text not null,
  actor text not null,
  request_id text not null,
  primary key (account_id, refund_id, seq),
  foreign key (account_id, refund_id) references marketplace.refunds (account_id, id)
);

alter table marketplace.shoppers
  -- Which part of what is shipped to them they send back.
  add column return_share double precision not null default 0 check (return_share between 0 and 1);
