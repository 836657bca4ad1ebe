-- Statements that write a first price, a first stock or an archive mark say themselves that the pipeline has to look once
-- more: a trigger for each row took longer than all the rest of a file.

drop trigger prices_first on marketplace.prices;
drop trigger inventory_feeds_first on marketplace.inventory_feeds;
drop trigger inventory_feeds_stocked on marketplace.inventory_feeds;
drop trigger skus_archived on marketplace.skus;
drop function marketplace.sku_first_priced();
drop function marketplace.sku_first_stocked();
drop function marketplace.sku_archived();
drop function marketplace.look_at_sku(text, text, bigint);

-- Offers are written of rows of skus that the statement itself has read, and a SKU goes only with its whole account, after
-- its offers: the check of each row by the database found nothing, wrote a lock into the SKU's row, and took as long as
-- the writing.
alter table marketplace.prices drop constraint prices_account_id_sku_fkey;
alter table marketplace.inventory_feeds drop constraint inventory_feeds_account_id_sku_fkey;
alter table marketplace.inventory drop constraint inventory_account_id_sku_fkey;
