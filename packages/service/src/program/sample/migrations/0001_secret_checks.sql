-- What a start tells by whether its secret key is the one that this database's secrets are encrypted with: a text that
-- the first start encrypted. At most one row.
create table sample.secret_checks (
  id text collate "C" primary key check (id = 'only'),
  sealed text not null
);
