-- Operators read an account's reports, those asked for last first.
create index reports_of_account on marketplace.reports (account_id, created_at, id);
