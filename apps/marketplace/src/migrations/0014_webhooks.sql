-- Webhooks: what is told to whom, how often it was tried; what comes before a merchant's live
-- keys work; and which scenario is played.
-- Instants are milliseconds since 1970 UTC: of real time where requests are sent, of world time where it says so.

-- Who was here before there was a checklist goes on.
update marketplace.merchants set onboarding_done = true;
alter table marketplace.merchants
  -- An operator let the merchant in before the checklist was done: when (real time), who, and why.
  add column onboarding_overridden_at bigint,
  add column onboarding_overridden_by text,
  add column onboarding_override_note text;

alter table marketplace.webhook_endpoints
  -- The secret before the last rotation; signed with too until then.
  add column previous_secret_encrypted text,
  add column previous_secret_until bigint,
  -- Why the program switched it off; null when it did not.
  add column disabled_reason text,
  -- When the first of the tries failed that failed one after the other; null while it goes well.
  add column failing_since bigint,
  -- Of several workers one sends to it: its name, and until when.
  add column leased_by text,
  add column leased_until bigint not null default 0;
create index webhook_endpoints_listed on marketplace.webhook_endpoints (account_id, created_at, id);

-- Ids begin with the real time at which they were made.
create index webhook_events_age on marketplace.webhook_events (id);
create index webhook_events_at on marketplace.webhook_events (account_id, at);

-- One event for one endpoint. While it is pending it keeps later events of its subject waiting.
create table marketplace.webhook_deliveries (
  account_id text collate "C" not null,
  endpoint_id text collate "C" not null,
  event_id text collate "C" not null,
  -- Of the event, as the two after it.
  seq bigint not null,
  kind text collate "C" not null,
  subject text collate "C" not null,
  state text collate "C" not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
  -- When it is tried next.
  due_at bigint not null default 0,
  -- Tries since it was due first, or was asked for again.
  tries integer not null default 0,
  first_tried_at bigint,
  -- Of the newest try.
  tried_at bigint,
  status integer,
  duration_ms integer,
  error text,
  primary key (account_id, endpoint_id, event_id),
  -- None to the endpoint: what happens in a shop must not fail because somebody removes an endpoint just then.
  foreign key (account_id, event_id) references marketplace.webhook_events (account_id, id)
);
create index webhook_deliveries_due on marketplace.webhook_deliveries (account_id, endpoint_id, due_at, seq)
  where state = 'pending';
create index webhook_deliveries_waiting on marketplace.webhook_deliveries (account_id, endpoint_id, subject, seq)
  where state = 'pending';
create index webhook_deliveries_listed on marketplace.webhook_deliveries (account_id, endpoint_id, seq);
create index webhook_deliveries_age on marketplace.webhook_deliveries (event_id);

-- Every try. Rows are never changed.
create table marketplace.webhook_attempts (
  account_id text collate "C" not null,
  endpoint_id text collate "C" not null,
  event_id text collate "C" not null,
  at bigint not null,
  id text collate "C" not null,
  -- Null when there was no answer.
  status integer,
  duration_ms integer not null,
  -- What went wrong; null when it went well.
  error text,
  primary key (account_id, endpoint_id, event_id, at, id),
  foreign key (account_id, endpoint_id, event_id)
    references marketplace.webhook_deliveries (account_id, endpoint_id, event_id)
);
create index webhook_attempts_age on marketplace.webhook_attempts (event_id);

alter table marketplace.accounts
  -- Scenarios played on it; ids of the next one follow from the number too.
  add column scenarios_played integer not null default 0,
  -- Real time until which the one that is being played keeps others off.
  add column scenario_until bigint not null default 0,
  -- The pace of the world's clock before that one; it stays here when the program dies in the middle of it.
  add column scenario_rate double precision;
