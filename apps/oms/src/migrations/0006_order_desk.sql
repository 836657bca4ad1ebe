-- Working on an order: tags, notes, holds, a corrected ship-to, wishes to cancel that were declined; and whether tags are
-- told to the channel. Every table leads with organization_id. Instants are milliseconds since 1970 UTC in our own time.

alter table oms.orders
  -- a person stopped it: nothing is accepted and nothing leaves; all three are null while nobody did
  add column held_at bigint,
  add column held_by text,
  add column hold_reason text,
  -- when the hold ends by itself; null when only a person ends it
  add column hold_until_at bigint,
  -- when something about the hold is due: its end, or an alarm; null when there is nothing
  add column hold_due_at bigint,
  -- the channel's own address while people have corrected ship_to; null otherwise
  add column channel_ship_to jsonb,
  -- counts the changes of ship_to
  add column ship_to_version bigint not null default 1,
  add constraint orders_hold_whole
    check ((held_at is null) = (held_by is null) and (held_at is null) = (hold_reason is null));
create index orders_hold_due on oms.orders (hold_due_at, organization_id, order_id) where hold_due_at is not null;

alter table oms.order_lines
  -- of the units the buyer asked to cancel, those that are shipped all the same
  add column cancel_declined integer not null default 0 check (cancel_declined >= 0);

create table oms.order_tags (
  organization_id text collate "C" not null,
  order_id text collate "C" not null,
  -- in lower case, single blanks
  tag text collate "C" not null,
  -- the lowest of an order is the one that a channel is told
  position integer not null,
  added_at bigint not null,
  added_by text not null,
  request_id text,
  primary key (organization_id, order_id, tag),
  foreign key (organization_id, order_id) references oms.orders
);
create index order_tags_in_use on oms.order_tags (organization_id, tag, order_id);

-- What people wrote about an order; never changed, but a note can be taken back by who wrote it.
create table oms.order_notes (
  organization_id text collate "C" not null,
  order_id text collate "C" not null,
  note_id text collate "C" not null,
  text text not null,
  at bigint not null,
  actor text not null,
  request_id text,
  primary key (organization_id, order_id, note_id),
  foreign key (organization_id, order_id) references oms.orders
);

-- Each change of where an order goes. Both addresses are null once the buyer was erased.
create table oms.ship_to_changes (
  organization_id text collate "C" not null,
  order_id text collate "C" not null,
  -- the version of the ship-to that it made
  version bigint not null,
  kind text not null check (kind in ('corrected', 'undone', 'channel')),
  before jsonb,
  after jsonb,
  at bigint not null,
  actor text not null,
  request_id text,
  primary key (organization_id, order_id, version),
  foreign key (organization_id, order_id) references oms.orders
);

-- Whether the first tag of an order is told to its channel; a connection without a row does not.
create table oms.tag_mirrors (
  organization_id text collate "C" not null,
  connection_id text collate "C" not null,
  mirrored boolean not null,
  version bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text,
  primary key (organization_id, connection_id),
  foreign key (organization_id, connection_id) references oms.connections
);

alter table oms.intents
  drop constraint intents_kind_check,
  add constraint intents_kind_check check (kind in ('acknowledge', 'ship', 'cancel', 'tag'));

-- The buyer's wish to cancel units is a kind of problem of its own now, with answers of its own.
update oms.problems set kind = 'cancel-requested', actions = '{cancel-units,decline}'
where kind = 'order-changed' and state = 'open' and subject like '% cancel request';
