-- A schema for the tests of the database folder: one column of every kind the apps use.
create table sample.shelves (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  status text collate "C" not null default 'open' check (status in ('open', 'it''s full', 'closed')),
  note text,
  quantity bigint not null default 0 check (quantity >= 0),
  small_count integer not null default 0,
  weight double precision,
  price numeric(12, 2),
  is_active boolean not null default true,
  tags text[] not null default '{}',
  amounts bigint[],
  document jsonb not null,
  extra jsonb,
  defaults jsonb not null default '{}',
  digest bytea,
  day date,
  quantity_twice bigint generated always as (quantity * 2) stored,
  created_at bigint not null,
  primary key (tenant_id, id)
);
create index shelves_by_status on sample.shelves (tenant_id, status, created_at, id);
