-- What merchants say of SKUs beside product data and offers: variation groups, shipping and returns exceptions; and
-- versions of nodes, so that two people do not change one over each other. Instants are world time in milliseconds.

alter table marketplace.fulfillment_nodes add column version integer not null default 1;
alter table marketplace.return_nodes add column version integer not null default 1;

-- A group by its parent SKU, as it was sent.
create table marketplace.variations (
  account_id text collate "C" not null,
  sku text collate "C" not null,
  relationship text not null,
  -- Ids of the attributes in which the members differ.
  refinements bigint[] not null,
  children text[] not null,
  group_title text,
  -- The number of the message in the order of acceptance.
  accepted_seq bigint not null,
  changed_at bigint not null,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, sku),
  foreign key (account_id, sku) references marketplace.skus (account_id, sku)
);

-- The children of the groups once more, to find the groups of a SKU. Follows variations.children.
create table marketplace.variation_members (
  account_id text collate "C" not null,
  child_sku text collate "C" not null,
  sku text collate "C" not null,
  primary key (account_id, child_sku, sku),
  foreign key (account_id, sku) references marketplace.variations (account_id, sku)
);
create index variation_members_group on marketplace.variation_members (account_id, sku);

-- The message as it was sent; cleared: an empty object. The row stays, so that an older file does not bring it back.
create table marketplace.shipping_exceptions (
  account_id text collate "C" not null,
  sku text collate "C" not null,
  content jsonb not null,
  accepted_seq bigint not null,
  changed_at bigint not null,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, sku),
  foreign key (account_id, sku) references marketplace.skus (account_id, sku)
);

create table marketplace.returns_exceptions (
  account_id text collate "C" not null,
  sku text collate "C" not null,
  content jsonb not null,
  accepted_seq bigint not null,
  changed_at bigint not null,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, sku),
  foreign key (account_id, sku) references marketplace.skus (account_id, sku)
);
