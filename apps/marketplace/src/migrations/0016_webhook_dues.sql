-- Webhooks: what is due is found by one look at an index of endpoints, however many there are and whatever was told
-- before. Instants are milliseconds since 1970 UTC of real time.

alter table marketplace.webhook_endpoints
  -- When something may be to be told there; null when nothing waits. While a worker has it: until when it does.
  add column due_at bigint;
-- Of those that are due for as long, the one comes first whose last lease ended first.
create index webhook_endpoints_due on marketplace.webhook_endpoints (due_at, leased_until, account_id, id)
  where enabled and due_at is not null;

-- A delivery is written without an instant, and says nothing to its endpoint: what happens in a shop must not wait for
-- whatever else happens there. A worker notices it, and lets the endpoint be due.
alter table marketplace.webhook_deliveries
  alter column due_at drop not null,
  alter column due_at drop default;
update marketplace.webhook_deliveries set due_at = null where state = 'pending';
create index webhook_deliveries_unnoticed on marketplace.webhook_deliveries (account_id, endpoint_id)
  where state = 'pending' and due_at is null;
