-- What a connection is shown of a SKU's stock: rules that lower it, a switch per SKU, and kits made of other SKUs.

-- A rule lowers what is shown, never below 0. An empty connection or SKU means every one of them; the most specific
-- rule counts: SKU on a connection, SKU, connection, organization.
create table oms.stock_rules (
  organization_id text collate "C" not null references oms.organizations,
  rule_id text collate "C" not null,
  sku_id text collate "C" not null,
  connection_id text collate "C" not null,
  -- so many units are held back, and so many percent of what is available
  held_back bigint not null check (held_back >= 0),
  held_back_percent integer not null check (held_back_percent between 0 and 100),
  -- no more than this is shown; null: as many as there are
  most bigint check (most >= 0),
  -- at so many available or fewer, 0 is shown
  end_at bigint not null check (end_at >= 0),
  version bigint not null default 1,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text,
  primary key (organization_id, rule_id),
  constraint stock_rules_scope_unique unique (organization_id, sku_id, connection_id)
);

-- Rules of a connection or of the organization that changed: what they touch is made due a page at a time, in the order
-- of connection and SKU. Deleted when its last page is done.
create table oms.stock_rule_changes (
  organization_id text collate "C" not null references oms.organizations,
  change_id text collate "C" not null,
  -- whose rule it is; empty: the organization's
  connection_id text collate "C" not null,
  -- the row that the last page ended with
  after_connection_id text collate "C" not null,
  after_sku_id text collate "C" not null default '',
  created_at bigint not null,
  primary key (organization_id, change_id)
);
create index stock_rule_changes_oldest on oms.stock_rule_changes (created_at, organization_id, change_id);

-- Switched off, nothing of the SKU is sent to the connection.
alter table oms.desired_stock add column switched_on boolean not null default true;
alter table oms.desired_stock add constraint desired_stock_off_is_not_due check (switched_on or due_at is null);

-- 0: a SKU with stock of its own. Else a kit: the version of the SKU with which its components were set.
alter table oms.skus add column composition bigint not null default 0;

-- What one unit of a kit is made of. No kit is part of a kit: whoever writes this holds the lock of all its SKUs.
create table oms.kit_components (
  organization_id text collate "C" not null,
  kit_id text collate "C" not null,
  sku_id text collate "C" not null,
  quantity bigint not null check (quantity >= 1),
  -- that of the kit
  composition bigint not null,
  primary key (organization_id, kit_id, sku_id),
  foreign key (organization_id, kit_id) references oms.skus,
  foreign key (organization_id, sku_id) references oms.skus,
  constraint kit_components_not_itself check (kit_id <> sku_id)
);
create index kit_components_by_sku on oms.kit_components (organization_id, sku_id);

-- An order's line of a kit holds its components, and remembers how many of each make one of its own units.
alter table oms.reservations add column composition bigint not null default 0;
alter table oms.reservations add column per_unit bigint not null default 1 check (per_unit >= 1);
-- One of the rows that stand for the same units of a line: its units are counted by these.
alter table oms.reservations add column leads boolean not null default true;
alter table oms.reservations drop constraint reservations_pkey;
alter table oms.reservations add primary key (organization_id, order_id, line_id, sku_id, location_id, composition);
