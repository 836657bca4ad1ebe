-- A taxonomy stands for itself; worlds go by one. Rows are taken in while it is loading, and never change once it is
-- ready, but for the default's (with a new version of the program) and a world's own (by fixtures).
create table marketplace.taxonomies (
  id text collate "C" primary key,
  name text not null,
  state text collate "C" not null check (state in ('loading', 'ready')),
  -- Rows that were left out when it was made, by reason.
  odd_rows jsonb not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  request_id text not null
);

alter table marketplace.worlds
  -- Null until the program has put in its default.
  add column taxonomy_id text collate "C" references marketplace.taxonomies (id);
create index worlds_taxonomy on marketplace.worlds (taxonomy_id);

-- What worlds had until now becomes a taxonomy of their own.
insert into marketplace.taxonomies (id, name, state, odd_rows, created_at, updated_at, updated_by, request_id)
select 'world-' || w.id, w.name, 'ready', '[]', w.created_at, w.created_at, 'migration', 'migration'
from marketplace.worlds w
where exists (select from marketplace.taxonomy_nodes n where n.world_id = w.id)
  or exists (select from marketplace.taxonomy_attributes a where a.world_id = w.id);
update marketplace.worlds w set taxonomy_id = t.id from marketplace.taxonomies t where t.id = 'world-' || w.id;

alter table marketplace.taxonomy_nodes drop constraint taxonomy_nodes_world_id_fkey;
alter table marketplace.taxonomy_attributes drop constraint taxonomy_attributes_world_id_fkey;
alter table marketplace.taxonomy_node_attributes drop constraint taxonomy_node_attributes_world_id_fkey;
alter table marketplace.taxonomy_nodes rename column world_id to taxonomy_id;
alter table marketplace.taxonomy_attributes rename column world_id to taxonomy_id;
alter table marketplace.taxonomy_node_attributes rename column world_id to taxonomy_id;
update marketplace.taxonomy_nodes set taxonomy_id = 'world-' || taxonomy_id;
update marketplace.taxonomy_attributes set taxonomy_id = 'world-' || taxonomy_id;
update marketplace.taxonomy_node_attributes m set taxonomy_id = 'world-' || taxonomy_id
where exists (select from marketplace.taxonomies t where t.id = 'world-' || m.taxonomy_id);
delete from marketplace.taxonomy_node_attributes m
where not exists (select from marketplace.taxonomies t where t.id = m.taxonomy_id);
alter table marketplace.taxonomy_nodes add foreign key (taxonomy_id) references marketplace.taxonomies (id);
alter table marketplace.taxonomy_attributes add foreign key (taxonomy_id) references marketplace.taxonomies (id);
alter table marketplace.taxonomy_node_attributes add foreign key (taxonomy_id) references marketplace.taxonomies (id);

-- Level and path follow from the parents; they are computed when a taxonomy is finished.
alter table marketplace.taxonomy_nodes add column folded_name text not null default '';
update marketplace.taxonomy_nodes set folded_name = lower(name);
alter table marketplace.taxonomy_nodes alter column folded_name drop default;
