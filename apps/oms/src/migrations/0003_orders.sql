-- Orders as imported from channels, their lines, shipments, messages to the channel, history, and the words they are found
-- by. Every table leads with organization_id. Instants are milliseconds since 1970 UTC in our own time, but for the columns
-- that say "channel time"; amounts are whole cents of the order's currency.

create table oms.orders (
  organization_id text collate "C" not null references oms.organizations,
  order_id text collate "C" not null,
  connection_id text collate "C" not null,
  channel_order_id text collate "C" not null,
  -- the number people use
  reference_number text collate "C" not null,
  status text not null check (status in ('new', 'acknowledged', 'in_progress', 'complete', 'cancelled')),
  -- as the channel last told them
  channel_status text not null,
  exception_state text,
  acknowledgement_status text,
  node_id text collate "C" not null,
  currency text not null,
  buyer_name text not null,
  buyer_phone text,
  buyer_email text,
  ship_to jsonb not null,
  requested_carrier text,
  requested_method text,
  requested_service_level text,
  placed_at bigint not null,
  -- channel time: messages to the channel must not name an earlier instant
  channel_placed_at bigint not null,
  ready_at bigint,
  acknowledge_by_at bigint,
  ship_by_at bigint,
  deliver_by_at bigint,
  -- when the next alarm about the acknowledgement is due; null when there is none
  alarm_at bigint,
  item_count integer not null,
  unit_count integer not null,
  first_sku text not null,
  first_title text not null,
  total_cents bigint not null,
  -- shipments that others than us told the channel, whose units are counted in the lines already
  foreign_shipments text[] not null default '{}',
  -- the answer as it came, untouched
  raw jsonb not null,
  raw_hash text collate "C" not null,
  -- when the channel was last asked about it
  read_at bigint not null,
  erased_at bigint,
  version bigint not null default 1,
  imported_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text,
  primary key (organization_id, order_id),
  -- each channel order exactly once
  constraint orders_channel_order_unique unique (organization_id, connection_id, channel_order_id)
);
create index orders_by_placing on oms.orders (organization_id, placed_at, order_id);
create index orders_by_status on oms.orders (organization_id, status, placed_at, order_id);
-- orders without a date come last
create index orders_by_ship_by on oms.orders (organization_id, (coalesce(ship_by_at, 8000000000000000)), order_id);
create index orders_by_status_and_ship_by
  on oms.orders (organization_id, status, (coalesce(ship_by_at, 8000000000000000)), order_id);
create index orders_to_read on oms.orders (organization_id, connection_id, read_at, order_id)
  where status in ('new', 'acknowledged', 'in_progress');
create index orders_alarm on oms.orders (alarm_at, organization_id, order_id) where alarm_at is not null;

create table oms.order_lines (
  organization_id text collate "C" not null,
  order_id text collate "C" not null,
  line_id text collate "C" not null,
  position integer not null,
  channel_line_id text collate "C" not null,
  merchant_sku text collate "C" not null,
  -- null while no SKU of ours is known for it
  sku_id text collate "C",
  title text not null,
  image_url text,
  ordered integer not null check (ordered > 0),
  shipped integer not null default 0 check (shipped >= 0),
  cancelled integer not null default 0 check (cancelled >= 0),
  -- units the buyer asked to cancel after the release
  cancel_requested integer not null default 0 check (cancel_requested >= 0),
  location_id text collate "C",
  -- per unit, but for the fees, which are for the whole quantity
  unit_price_cents bigint not null,
  unit_tax_cents bigint not null,
  unit_shipping_cents bigint not null,
  unit_shipping_tax_cents bigint not null,
  fees_cents bigint not null,
  primary key (organization_id, order_id, line_id),
  -- the OMS itself never ships or cancels more than was ordered
  constraint order_lines_never_too_many check (shipped + cancelled <= ordered),
  foreign key (organization_id, order_id) references oms.orders,
  foreign key (organization_id, sku_id) references oms.skus
);
create index order_lines_unmatched on oms.order_lines (organization_id, merchant_sku) where sku_id is null;

-- Messages to a channel that must happen once. Ordered per order by seq; payload carries its own version.
create table oms.intents (
  organization_id text collate "C" not null,
  intent_id text collate "C" not null,
  order_id text collate "C" not null,
  connection_id text collate "C" not null,
  seq integer not null,
  kind text not null check (kind in ('acknowledge', 'ship', 'cancel')),
  state text not null check (state in ('pending', 'sending', 'unknown', 'confirmed', 'failed', 'withdrawn')),
  payload jsonb not null,
  attempts integer not null default 0,
  -- no sooner than this; null when settled
  due_at bigint,
  -- the lease that is sending it
  fence bigint,
  last_error text,
  created_at bigint not null,
  confirmed_at bigint,
  updated_at bigint not null,
  -- who decided on it, and in the course of which request
  created_by text not null,
  request_id text,
  primary key (organization_id, intent_id),
  constraint intents_seq_unique unique (organization_id, order_id, seq),
  foreign key (organization_id, order_id) references oms.orders
);
create index intents_unsettled on oms.intents (organization_id, connection_id, due_at, intent_id)
  where state in ('pending', 'sending', 'unknown');
create index intents_of_order on oms.intents (organization_id, order_id, seq)
  where state in ('pending', 'sending', 'unknown', 'failed');

create table oms.shipments (
  organization_id text collate "C" not null,
  shipment_id text collate "C" not null,
  order_id text collate "C" not null,
  intent_id text collate "C" not null,
  -- identity of the message, told to the channel
  alt_shipment_id text collate "C" not null,
  carrier text,
  method text,
  tracking_number text,
  shipped_at bigint,
  -- [{lineId, shipped, cancelled}]
  lines jsonb not null,
  created_at bigint not null,
  created_by text not null,
  request_id text,
  primary key (organization_id, shipment_id),
  constraint shipments_alt_unique unique (organization_id, alt_shipment_id),
  foreign key (organization_id, order_id) references oms.orders,
  foreign key (organization_id, intent_id) references oms.intents
);
create index shipments_of_order on oms.shipments (organization_id, order_id, created_at);

-- What happened to an order, numbered per order; never changed.
create table oms.order_events (
  organization_id text collate "C" not null,
  order_id text collate "C" not null,
  seq integer not null,
  at bigint not null,
  kind text not null,
  text text not null,
  actor text not null,
  request_id text,
  primary key (organization_id, order_id, seq),
  foreign key (organization_id, order_id) references oms.orders
);

-- What an order is found by, in lower case: numbers, buyer's names, SKUs, tracking numbers; searched by their beginnings.
create table oms.order_words (
  organization_id text collate "C" not null,
  word text collate "C" not null,
  order_id text collate "C" not null,
  primary key (organization_id, word, order_id),
  foreign key (organization_id, order_id) references oms.orders
);
create index order_words_of_order on oms.order_words (organization_id, order_id);
