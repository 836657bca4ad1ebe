/** Owns the SQL of kits: the SKUs that take part, and what a kit is made of. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import type { Component, KitSku } from './kits.ts';

const lock = statement(
  'kitLockSkus',
  'select sku_id from oms.skus where organization_id = $1 and sku_id = any($2::text[]) order by sku_id for update',
);

const read = statement<{
  sku_id: string;
  sku: string;
  version: number;
  is_kit: boolean;
  on_hand: number;
  is_component: boolean;
}>(
  'kitReadSkus',
  `select k.sku_id, k.sku, k.version, k.composition > 0 as is_kit,
     coalesce((
       select sum(s.on_hand) from oms.stock s
       where s.organization_id = k.organization_id and s.sku_id = k.sku_id), 0)::bigint as on_hand,
     exists (
       select 1 from oms.kit_components c
       where c.organization_id = k.organization_id and c.sku_id = k.sku_id) as is_component
   from oms.skus k where k.organization_id = $1 and k.sku_id = any($2::text[])`,
);

/**
 * Until `tx` ends, none of these SKUs is made a kit or part of one, and no stock of theirs is adjusted; read after they
 * are locked, so that it stays so.
 */
export async function lockKitSkus(
  tx: Handle,
  organizationId: string,
  skuIds: readonly string[],
): Promise<ReadonlyMap<string, KitSku>> {
  const ids = [...new Set(skuIds)];
  await lock(tx, [organizationId, ids]);
  const rows = await read(tx, [organizationId, ids]);
  return new Map(
    rows.map((row) => [
      row.sku_id,
      {
        skuId: row.sku_id,
        sku: row.sku,
        version: row.version,
        isKit: row.is_kit,
        onHand: row.on_hand,
        isComponent: row.is_component,
      },
    ]),
  );
}

const clear = statement('kitClear', 'delete from oms.kit_components where organization_id = $1 and kit_id = $2');

const fill = statement(
  'kitFill',
  `insert into oms.kit_components (organization_id, kit_id, sku_id, quantity, composition)
   select $1, $2, w.sku_id, w.quantity, $5
   from unnest($3::text[], $4::bigint[]) as w(sku_id, quantity)`,
);

const mark = statement(
  'kitMark',
  `update oms.skus set version = $3, composition = $4, updated_at = $5, updated_by = $6, request_id = $7
   where organization_id = $1 and sku_id = $2`,
);

/** Sets what a locked SKU is made of; of nothing, it is no kit. Its version counts up. */
export async function replaceComponents(
  tx: Handle,
  organizationId: string,
  kit: KitSku,
  components: readonly Component[],
  by: Actor,
  now: Instant,
): Promise<void> {
  const version = kit.version + 1;
  const composition = components.length === 0 ? 0 : version;
  await clear(tx, [organizationId, kit.skuId]);
  const parts = [components.map((part) => part.skuId), components.map((part) => part.quantity)];
  await fill(tx, [organizationId, kit.skuId, ...parts, composition]);
  await mark(tx, [organizationId, kit.skuId, version, composition, now, by.actor, by.requestId]);
}
