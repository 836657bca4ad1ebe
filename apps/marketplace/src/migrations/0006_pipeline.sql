-- The product pipeline: products of a world, which SKUs were matched to them, and where each SKU stands in it.
-- Instants are milliseconds of world time since 1970 UTC.

create table marketplace.products (
  world_id text collate "C" not null references marketplace.worlds (id),
  id text collate "C" not null,
  multipack_quantity integer not null,
  -- The best of what merchants said of it, field by field.
  content jsonb not null,
  -- When enough was known to list it; from then on a SKU that is matched to it needs no listing data of its own.
  listed_at bigint,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text not null,
  primary key (world_id, id)
);

-- What names a product. The same code in another pack is another product.
create table marketplace.product_identifiers (
  world_id text collate "C" not null references marketplace.worlds (id),
  kind text collate "C" not null check (kind in ('ASIN', 'GTIN-13', 'GTIN-14')),
  code text collate "C" not null,
  multipack_quantity integer not null,
  product_id text collate "C" not null,
  primary key (world_id, kind, code, multipack_quantity),
  unique (world_id, product_id, kind),
  foreign key (world_id, product_id) references marketplace.products (world_id, id)
);

-- What an operator does not let merchants sell. What is null holds for all.
create table marketplace.listing_rules (
  world_id text collate "C" not null references marketplace.worlds (id),
  id text collate "C" not null,
  effect text not null check (effect in ('unauthorized', 'excluded')),
  account_id text collate "C" references marketplace.accounts (id),
  sku text collate "C",
  brand text,
  -- With everything below it.
  browse_node_id bigint,
  reason text not null,
  created_at bigint not null,
  updated_by text not null,
  request_id text not null,
  primary key (world_id, id)
);
create index listing_rules_listed on marketplace.listing_rules (world_id, created_at, id);

alter table marketplace.skus
  -- The number, in the order of acceptance, of the upload in force.
  add column accepted_seq bigint not null default 0,
  -- Of the account; kept here so that the pipeline of a world needs no join.
  add column world_id text collate "C" references marketplace.worlds (id),
  add column product_id text collate "C",
  add column listing text not null default 'review'
    check (listing in ('review', 'listed', 'incomplete', 'unauthorized', 'excluded')),
  -- The status of which the merchant's software was told last.
  add column told_status text not null default 'Under Jet Review',
  add foreign key (world_id, product_id) references marketplace.products (world_id, id);
update marketplace.skus s
set world_id = a.world_id from marketplace.accounts a where a.id = s.account_id;
alter table marketplace.skus alter column world_id set not null;
alter table marketplace.skus alter column accepted_seq drop default;
-- When the pipeline looks at the SKU: at the end of the review, and whenever something changed; null when nothing did.
alter table marketplace.skus rename column review_due_at to look_due_at;
alter table marketplace.skus alter column look_due_at drop not null;
create index skus_due on marketplace.skus (world_id, look_due_at, account_id, sku) where look_due_at is not null;
create index skus_of_product on marketplace.skus (world_id, product_id, created_at, account_id, sku)
  where product_id is not null;

-- A SKU that is listed becomes available with its first price and its first stock. Only where somebody wants to hear of
-- it the pipeline has to look once more, to tell him; a price or feed that is not the first costs nothing here. A SKU
-- that somebody else is at is not waited for: he came by way of the SKU's row to those that are locked here, and makes
-- the pipeline look by himself.
create function marketplace.look_at_sku(of_account text, of_sku text, at bigint) returns void language sql as $$
  update marketplace.skus s set look_due_at = least(coalesce(s.look_due_at, at), at)
  where (s.account_id, s.sku) in (
    select l.account_id, l.sku from marketplace.skus l
    where l.account_id = of_account and l.sku = of_sku and l.listing = 'listed'
      and exists (select from marketplace.webhook_endpoints w where w.account_id = of_account and w.enabled)
    for no key update skip locked);
$$;
create function marketplace.sku_first_priced() returns trigger language plpgsql as $$
begin
  perform marketplace.look_at_sku(new.account_id, new.sku, new.priced_at);
  return null;
end $$;
create trigger prices_first after insert on marketplace.prices
  for each row execute function marketplace.sku_first_priced();
create function marketplace.sku_first_stocked() returns trigger language plpgsql as $$
begin
  perform marketplace.look_at_sku(new.account_id, new.sku, new.stocked_at);
  return null;
end $$;
create trigger inventory_feeds_first after insert on marketplace.inventory_feeds
  for each row when (new.stocked_at is not null) execute function marketplace.sku_first_stocked();
create trigger inventory_feeds_stocked after update of stocked_at on marketplace.inventory_feeds
  for each row when (old.stocked_at is null and new.stocked_at is not null)
  execute function marketplace.sku_first_stocked();
create function marketplace.sku_archived() returns trigger language plpgsql as $$
begin
  new.look_due_at := coalesce(new.look_due_at, new.updated_at);
  return new;
end $$;
create trigger skus_archived before update of is_archived on marketplace.skus
  for each row when (old.is_archived <> new.is_archived) execute function marketplace.sku_archived();
