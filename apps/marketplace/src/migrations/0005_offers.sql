-- The order of acceptance in prices, inventory and orders; archived SKUs.

alter table marketplace.skus
  add column is_archived boolean not null default false,
  -- Whether a message about archiving was ever sent; until then the SKU is shown without a word about it.
  add column archive_sent boolean not null default false,
  -- The number of the newest such message.
  add column archive_accepted_seq bigint not null default 0;

alter table marketplace.inventory
  -- As the SKU says. Here too, because a feed decides about it under the lock of this row.
  add column is_archived boolean not null default false;

-- The number of the message that said the price.
alter table marketplace.prices add column accepted_seq bigint not null default 0;
alter table marketplace.prices alter column accepted_seq drop default;

-- Items and their moves say when they were accepted instead of under which feed; inventory.feed_seq becomes the number of
-- the feed in force. An accepted unit counts against the stock when its number is greater than the feed's. What was
-- accepted before there were numbers counts as before: 1 where its feed is in force, else 0; the sequence goes on from 2.
alter table marketplace.order_items rename column feed_seq to accepted_seq;
alter table marketplace.order_stock_moves rename column feed_seq to accepted_seq;
update marketplace.order_items i
set accepted_seq = case when exists (
    select from marketplace.orders o
    join marketplace.inventory n on n.account_id = o.account_id and n.node_id = o.node_id and n.sku = i.sku
    where o.account_id = i.account_id and o.id = i.order_id and n.feed_seq = i.accepted_seq) then 1 else 0 end
where accepted_seq is not null;
update marketplace.order_stock_moves m
set accepted_seq = case when exists (
    select from marketplace.inventory n
    where n.account_id = m.account_id and n.sku = m.sku and n.node_id = m.node_id
      and n.feed_seq = m.accepted_seq) then 1 else 0 end
where accepted_seq is not null;
update marketplace.inventory set feed_seq = 0;
select nextval('marketplace.acceptance');

-- What a file's record leaves of the accepted units of a SKU: those with a greater number.
drop index marketplace.order_stock_moves_sku;
create index order_stock_moves_accepted
  on marketplace.order_stock_moves (account_id, sku, node_id, accepted_seq) include (accepted)
  where accepted_seq is not null;

-- These rows are rewritten all the time: room in their pages keeps a new version beside the old one, out of the indexes.
alter table marketplace.prices set (fillfactor = 70);
alter table marketplace.inventory_feeds set (fillfactor = 70);
alter table marketplace.inventory set (fillfactor = 70);
-- Nobody looks for a node's inventory but across its account, where the primary key leads.
drop index marketplace.inventory_node;
