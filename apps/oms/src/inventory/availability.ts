/** Owns the SQL fragment that says what is available where, of SKUs with stock of their own and of kits. */

/**
 * SQL: available by location of the SKU in the row `k` of skus. A kit has as many as its scarcest component allows, at
 * locations that know of every component.
 */
export const placesOf = `
  select s.location_id, s.on_hand - s.reserved as available
  from oms.stock s
  where s.organization_id = k.organization_id and s.sku_id = k.sku_id and k.composition = 0
  union all
  select s.location_id, min((s.on_hand - s.reserved) / c.quantity) as available
  from oms.kit_components c
  join oms.stock s on s.organization_id = c.organization_id and s.sku_id = c.sku_id
  where c.organization_id = k.organization_id and c.kit_id = k.sku_id and k.composition > 0
  group by s.location_id
  having count(*) = (
    select count(*) from oms.kit_components n where n.organization_id = k.organization_id and n.kit_id = k.sku_id)`;
