-- Which locations serve an order when the one that the channel asks for does not have all of it.

-- Among locations that are equally good: the lower number first.
alter table oms.locations add column priority integer not null default 100 check (priority between 1 and 1000);

-- An organization without a row goes by the defaults that the program knows.
create table oms.routing_rules (
  organization_id text collate "C" not null references oms.organizations,
  prefers text collate "C" not null check (prefers in ('nearest', 'priority')),
  -- whether several locations may serve one order together, and at most how many
  splits boolean not null,
  most_locations integer not null check (most_locations between 2 and 5),
  version bigint not null default 1,
  updated_at bigint not null,
  updated_by text not null,
  request_id text,
  primary key (organization_id)
);
