-- Worlds, merchants and their accounts, tokens, operators, nodes, taxonomy, SKUs and offers.
-- Instants are milliseconds since 1970 UTC: real time in columns of worlds, accounts, keys and sessions, world time in
-- columns of skus, prices and inventory. Keys of tenant tables begin with account_id, of shared ones with world_id.

create table marketplace.worlds (
  id text collate "C" primary key,
  kind text not null check (kind in ('live', 'test')),
  name text not null,
  anchor_real_at bigint not null,
  anchor_world_at bigint not null,
  rate double precision not null check (rate >= 0),
  policy jsonb not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text not null
);
-- There is one live world.
create unique index worlds_live on marketplace.worlds (kind) where kind = 'live';

create table marketplace.merchants (
  id text collate "C" primary key,
  name text not null unique,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text not null
);

create table marketplace.accounts (
  id text collate "C" primary key,
  merchant_id text collate "C" not null references marketplace.merchants (id),
  kind text not null check (kind in ('live', 'test')),
  world_id text collate "C" not null references marketplace.worlds (id),
  api_user text collate "C" not null unique,
  secret_hash text not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text not null,
  unique (merchant_id, kind)
);
create index accounts_world on marketplace.accounts (world_id);

create table marketplace.signing_keys (
  kid text collate "C" primary key,
  public_key jsonb not null,
  private_key_encrypted text not null,
  created_at bigint not null
);

create table marketplace.operators (
  id text collate "C" primary key,
  email text collate "C" not null unique,
  password_hash text not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text not null
);

create table marketplace.operator_keys (
  id text collate "C" primary key,
  operator_id text collate "C" not null references marketplace.operators (id),
  name text not null,
  key_hash text collate "C" not null unique,
  created_at bigint not null,
  revoked_at bigint,
  updated_by text not null,
  request_id text not null
);

create table marketplace.operator_sessions (
  token_hash text collate "C" primary key,
  operator_id text collate "C" not null references marketplace.operators (id),
  created_at bigint not null,
  expires_at bigint not null,
  request_id text not null
);
create index operator_sessions_expiry on marketplace.operator_sessions (expires_at);

-- Wrong tries to sign in, by what is counted: an address, or a name.
create table marketplace.sign_in_tries (
  key text collate "C" primary key,
  failures integer not null,
  window_started_at bigint not null
);
create index sign_in_tries_window on marketplace.sign_in_tries (window_started_at);

create table marketplace.idempotency_keys (
  scope text collate "C" not null,
  key text collate "C" not null,
  fingerprint text not null,
  begun_at bigint not null,
  status integer,
  content_type text,
  body text,
  primary key (scope, key)
);
create index idempotency_keys_age on marketplace.idempotency_keys (begun_at);

create table marketplace.taxonomy_nodes (
  world_id text collate "C" not null references marketplace.worlds (id),
  node_id bigint not null,
  name text not null,
  path text not null,
  parent_id bigint not null,
  level integer not null,
  suggested_tax_code text not null,
  amazon_node_ids bigint[] not null,
  active boolean not null,
  primary key (world_id, node_id)
);
create index taxonomy_nodes_parent on marketplace.taxonomy_nodes (world_id, parent_id);
create index taxonomy_nodes_tax_code on marketplace.taxonomy_nodes (world_id, suggested_tax_code);

create table marketplace.taxonomy_attributes (
  world_id text collate "C" not null references marketplace.worlds (id),
  attribute_id bigint not null,
  description text not null,
  free_text boolean not null,
  variant boolean not null,
  allowed_values text[] not null,
  units text[] not null,
  validation jsonb,
  primary key (world_id, attribute_id)
);

create table marketplace.taxonomy_node_attributes (
  world_id text collate "C" not null references marketplace.worlds (id),
  node_id bigint not null,
  attribute_id bigint not null,
  primary key (world_id, node_id, attribute_id)
);

create table marketplace.fulfillment_nodes (
  account_id text collate "C" not null references marketplace.accounts (id),
  id text collate "C" not null,
  name text not null,
  time_zone text not null,
  address jsonb not null,
  shipping_methods text[] not null,
  service_levels text[] not null,
  priced_per_pound boolean not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, id)
);

create table marketplace.return_nodes (
  account_id text collate "C" not null references marketplace.accounts (id),
  id text collate "C" not null,
  name text not null,
  address jsonb not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, id)
);

-- content is the upload as it was sent; the columns beside it are what orders and lists need of it.
create table marketplace.skus (
  account_id text collate "C" not null references marketplace.accounts (id),
  sku text collate "C" not null,
  title text not null,
  image_url text,
  tax_code text,
  content jsonb not null,
  -- What the upload lacks or has wrong, as sub-statuses.
  findings text[] not null,
  -- What was accepted but is not as it should be, for people.
  notes text[] not null,
  review_due_at bigint not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, sku)
);
create index skus_listed on marketplace.skus (account_id, created_at, sku);

create table marketplace.prices (
  account_id text collate "C" not null,
  sku text collate "C" not null,
  price_cents bigint not null,
  -- By fulfilment node, in the order sent.
  node_ids text[] not null,
  node_prices_cents bigint[] not null,
  priced_at bigint not null,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, sku),
  foreign key (account_id, sku) references marketplace.skus (account_id, sku)
);

-- One row per SKU that was ever fed; locked first by every feed, so that two feeds of a SKU do not mix.
create table marketplace.inventory_feeds (
  account_id text collate "C" not null,
  sku text collate "C" not null,
  fed_at bigint not null,
  -- When units were fed for the first time; from then on the SKU counts as stocked.
  stocked_at bigint,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, sku),
  foreign key (account_id, sku) references marketplace.skus (account_id, sku)
);

-- Purchasable = quantity - held_units - accepted_units, never below 0.
create table marketplace.inventory (
  account_id text collate "C" not null,
  sku text collate "C" not null,
  node_id text collate "C" not null,
  quantity bigint not null check (quantity >= 0),
  -- Whether the node is shown when the inventory is read: not after it was cleared.
  listed boolean not null,
  position integer not null,
  -- Which feed is in force; units accepted under an earlier one no longer count.
  feed_seq bigint not null,
  fed_at bigint not null,
  held_units bigint not null check (held_units >= 0),
  accepted_units bigint not null check (accepted_units >= 0),
  updated_by text not null,
  request_id text not null,
  primary key (account_id, sku, node_id),
  foreign key (account_id, sku) references marketplace.skus (account_id, sku),
  foreign key (account_id, node_id) references marketplace.fulfillment_nodes (account_id, id)
);
create index inventory_node on marketplace.inventory (account_id, node_id);
