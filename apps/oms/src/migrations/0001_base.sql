-- Organizations and their people, keys, locations, SKUs, stock with its ledger, reservations, desired stock, problems.
-- Every table leads with organization_id, but for: users, sessions, sign_in_attempts (they exist before, or apart from,
-- any organization). Instants are milliseconds since 1970 UTC. Who wrote last, and with which request, stands in each row.

create table oms.organizations (
  organization_id text collate "C" primary key,
  name text not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text
);

create table oms.users (
  user_id text collate "C" primary key,
  -- lower case: people do not tell apart what differs in case only
  email text collate "C" not null constraint users_email_unique unique,
  name text not null,
  password_hash text not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text
);

create table oms.memberships (
  organization_id text collate "C" not null references oms.organizations,
  user_id text collate "C" not null references oms.users,
  role text not null check (role in ('admin', 'manager', 'warehouse', 'read-only')),
  active boolean not null default true,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text,
  primary key (organization_id, user_id)
);
create index memberships_by_user on oms.memberships (user_id);

create table oms.sessions (
  -- SHA-256 of the cookie's value; the value itself is kept nowhere
  token_hash text collate "C" primary key,
  user_id text collate "C" not null references oms.users,
  organization_id text collate "C" not null references oms.organizations,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null,
  ip text not null,
  request_id text
);
create index sessions_by_user on oms.sessions (user_id);
create index sessions_by_expiry on oms.sessions (expires_at);

create table oms.sign_in_attempts (
  -- 'email …' or 'ip …'
  subject text collate "C" primary key,
  attempts integer not null,
  window_started_at bigint not null
);
create index sign_in_attempts_by_start on oms.sign_in_attempts (window_started_at);

create table oms.api_keys (
  organization_id text collate "C" not null references oms.organizations,
  api_key_id text collate "C" not null,
  key_hash text collate "C" not null constraint api_keys_hash_unique unique,
  prefix text not null,
  name text not null,
  role text not null check (role in ('admin', 'manager', 'warehouse', 'read-only')),
  created_at bigint not null,
  created_by text not null,
  request_id text,
  last_used_at bigint,
  revoked_at bigint,
  revoked_by text,
  primary key (organization_id, api_key_id)
);

create table oms.idempotency_keys (
  organization_id text collate "C" not null,
  -- who used the key, within the organization
  principal text collate "C" not null,
  key text collate "C" not null,
  fingerprint text not null,
  -- null while the work goes on
  status integer,
  content_type text,
  body text,
  created_at bigint not null,
  primary key (organization_id, principal, key)
);
create index idempotency_keys_by_creation on oms.idempotency_keys (created_at);

create table oms.locations (
  organization_id text collate "C" not null references oms.organizations,
  location_id text collate "C" not null,
  name text not null,
  time_zone text not null,
  -- local time, HH:MM
  cut_off text not null,
  zip_code text,
  active boolean not null default true,
  version bigint not null default 1,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text,
  primary key (organization_id, location_id)
);
create unique index locations_name_unique on oms.locations (organization_id, lower(name));

-- Which fulfilment node of a connection a location is: one node each way, or its stock would be offered twice.
create table oms.location_nodes (
  organization_id text collate "C" not null,
  connection_id text collate "C" not null,
  node_id text collate "C" not null,
  location_id text collate "C" not null,
  primary key (organization_id, connection_id, node_id),
  constraint location_nodes_location_unique unique (organization_id, location_id, connection_id),
  foreign key (organization_id, location_id) references oms.locations
);

create table oms.skus (
  organization_id text collate "C" not null references oms.organizations,
  sku_id text collate "C" not null,
  sku text collate "C" not null,
  title text not null,
  image_url text,
  active boolean not null default true,
  version bigint not null default 1,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text,
  primary key (organization_id, sku_id),
  constraint skus_sku_unique unique (organization_id, sku)
);

-- What a SKU is found by: its own text and the words of its title, in lower case; searched by their beginnings.
create table oms.sku_words (
  organization_id text collate "C" not null,
  word text collate "C" not null,
  sku_id text collate "C" not null,
  primary key (organization_id, word, sku_id),
  foreign key (organization_id, sku_id) references oms.skus
);
create index sku_words_by_sku on oms.sku_words (organization_id, sku_id);

-- Other texts by which channels name a SKU, learnt when a person mapped an order's line.
create table oms.sku_aliases (
  organization_id text collate "C" not null,
  alias text collate "C" not null,
  sku_id text collate "C" not null,
  created_at bigint not null,
  created_by text not null,
  request_id text,
  primary key (organization_id, alias),
  foreign key (organization_id, sku_id) references oms.skus
);

-- Available = on_hand - reserved. The check is the last word: below zero is impossible.
create table oms.stock (
  organization_id text collate "C" not null,
  sku_id text collate "C" not null,
  location_id text collate "C" not null,
  on_hand bigint not null default 0,
  reserved bigint not null default 0,
  -- number of the last movement in the ledger
  movements bigint not null default 0,
  updated_at bigint not null,
  primary key (organization_id, sku_id, location_id),
  constraint stock_never_below_zero check (reserved >= 0 and on_hand >= reserved),
  foreign key (organization_id, sku_id) references oms.skus,
  foreign key (organization_id, location_id) references oms.locations
);

-- Every movement, numbered without gaps per SKU and location; never changed, never deleted.
create table oms.stock_ledger (
  organization_id text collate "C" not null,
  sku_id text collate "C" not null,
  location_id text collate "C" not null,
  movement bigint not null,
  at bigint not null,
  reason text not null,
  on_hand_change bigint not null,
  reserved_change bigint not null,
  on_hand_after bigint not null,
  reserved_after bigint not null,
  order_id text collate "C",
  note text,
  actor text not null,
  request_id text,
  primary key (organization_id, sku_id, location_id, movement)
);
create index stock_ledger_by_time on oms.stock_ledger (organization_id, sku_id, at, movement, location_id);

create function oms.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end
$$;
create trigger stock_ledger_append_only before update or delete on oms.stock_ledger
  for each row execute function oms.refuse_change();

-- What an order's line holds at a location; open = reserved - released - shipped.
create table oms.reservations (
  organization_id text collate "C" not null,
  order_id text collate "C" not null,
  line_id text collate "C" not null,
  location_id text collate "C" not null,
  sku_id text collate "C" not null,
  reserved bigint not null,
  released bigint not null default 0,
  shipped bigint not null default 0,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text,
  primary key (organization_id, order_id, line_id, sku_id, location_id),
  constraint reservations_never_below_zero
    check (reserved >= 0 and released >= 0 and shipped >= 0 and released + shipped <= reserved)
);
create index reservations_open on oms.reservations (organization_id, sku_id, location_id)
  where reserved > released + shipped;

-- What a channel should show of a SKU's stock. Due when due_at is set; quantities are counted when it is sent.
create table oms.desired_stock (
  organization_id text collate "C" not null,
  connection_id text collate "C" not null,
  sku_id text collate "C" not null,
  desired_version bigint not null default 1,
  sent_version bigint not null default 0,
  confirmed_version bigint not null default 0,
  sent_at bigint,
  confirmed_at bigint,
  -- quantity by node, as last sent and as last confirmed
  sent jsonb,
  confirmed jsonb,
  last_error text,
  attempts integer not null default 0,
  -- no sooner than this; null when nothing is to be sent
  due_at bigint,
  -- a message is on its way: by the lease holder with this fencing number, until this instant
  claim_fence bigint,
  claimed_until bigint,
  primary key (organization_id, connection_id, sku_id),
  foreign key (organization_id, sku_id) references oms.skus
);
create index desired_stock_due on oms.desired_stock (organization_id, connection_id, due_at, sku_id)
  where due_at is not null;
create index desired_stock_by_sku on oms.desired_stock (organization_id, sku_id);
create index desired_stock_by_sending on oms.desired_stock (organization_id, connection_id, sent_at);

create table oms.problems (
  organization_id text collate "C" not null references oms.organizations,
  problem_id text collate "C" not null,
  kind text not null,
  -- what the problem is about; one open problem per kind and subject
  subject text collate "C" not null,
  state text not null check (state in ('open', 'resolved')),
  title text not null,
  text text not null,
  deadline_at bigint,
  order_id text collate "C",
  sku_id text collate "C",
  connection_id text collate "C",
  intent_id text collate "C",
  merchant_sku text,
  actions text[] not null,
  seen_count bigint not null default 1,
  first_at bigint not null,
  last_at bigint not null,
  resolved_at bigint,
  resolved_by text,
  resolution text,
  request_id text,
  -- lists go by this: open ones by deadline, those without one after them, resolved ones last and newest first
  sort_at bigint not null,
  primary key (organization_id, problem_id)
);
create unique index problems_open_unique on oms.problems (organization_id, kind, subject) where state = 'open';
create index problems_by_sort on oms.problems (organization_id, sort_at, problem_id);
create index problems_by_order on oms.problems (organization_id, order_id) where order_id is not null;
