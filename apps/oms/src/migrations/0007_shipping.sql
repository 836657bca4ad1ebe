-- What people and label software call a way of shipping, in the words of a channel.
create table oms.carrier_mappings (
  organization_id text collate "C" not null references oms.organizations,
  mapping_id text collate "C" not null,
  channel text collate "C" not null,
  -- as it was typed
  word text not null,
  -- letters and digits in lower case: what tells words apart
  word_key text collate "C" not null,
  -- the channel's own spelling
  carrier text not null,
  -- null when the word tells the carrier only
  method text,
  version bigint not null default 1,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text,
  primary key (organization_id, mapping_id),
  constraint carrier_mappings_word_unique unique (organization_id, channel, word_key)
);
create index carrier_mappings_by_creation on oms.carrier_mappings (organization_id, created_at, mapping_id);

-- Which mapping serves a service level that a buyer asked for, when nobody says how a parcel went.
create table oms.carrier_defaults (
  organization_id text collate "C" not null,
  channel text collate "C" not null,
  service_level text collate "C" not null,
  mapping_id text collate "C" not null,
  primary key (organization_id, channel, service_level),
  foreign key (organization_id, mapping_id) references oms.carrier_mappings
);
create index carrier_defaults_of_mapping on oms.carrier_defaults (organization_id, mapping_id);

-- Our own time, like shipped_at; null where nothing was said. A line of a shipment may further hold rmaNumber,
-- daysToReturn and returnLocation.
alter table oms.shipments add column picked_up_at bigint;
alter table oms.shipments add column expected_delivery_at bigint;
alter table oms.shipments add column ship_from_zip_code text;

-- What was asked to be printed. The paper is made anew whenever it is fetched, from the orders as they are then.
create table oms.documents (
  organization_id text collate "C" not null references oms.organizations,
  document_id text collate "C" not null,
  kind text not null check (kind in ('pick-list', 'packing-slips')),
  -- in the order in which they were named
  order_ids text[] not null,
  -- whose days and hours the paper tells; an IANA name
  time_zone text not null,
  created_at bigint not null,
  created_by text not null,
  request_id text,
  primary key (organization_id, document_id)
);
create index documents_by_age on oms.documents (created_at);
