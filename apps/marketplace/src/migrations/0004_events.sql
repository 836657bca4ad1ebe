-- The order in which the marketplace accepted what changes offers: every accepted request takes a number, a file takes
-- its number when it is received. The greater number wins, whenever its writing happens to be done.
create sequence marketplace.acceptance as bigint;

-- Where a merchant's software wants to hear of what happened.
create table marketplace.webhook_endpoints (
  account_id text collate "C" not null references marketplace.accounts (id),
  id text collate "C" not null,
  url text not null,
  -- Kinds of events; empty: all.
  kinds text[] not null,
  secret_encrypted text not null,
  enabled boolean not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text not null,
  primary key (account_id, id)
);

-- What happened, written in the transaction in which it happened, when anybody wants to hear of it. Rows are never changed.
create table marketplace.webhook_events (
  account_id text collate "C" not null references marketplace.accounts (id),
  id text collate "C" not null,
  -- Order in which events were written; events of one subject are told in it.
  seq bigint generated always as identity,
  kind text collate "C" not null,
  -- What it is about: `order:<id>`, `sku:<id>`.
  subject text collate "C" not null,
  -- World time at which it happened.
  at bigint not null,
  data jsonb not null,
  primary key (account_id, id)
);
create index webhook_events_seq on marketplace.webhook_events (account_id, seq);
