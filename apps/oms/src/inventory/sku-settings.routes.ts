/** Owns the HTTP edge of what a SKU is made of, and of the switch for sending its stock. */
import { refuse } from '@jetway/kernel';
import { stockRuleRoutes } from '@jetway/oms-api';
import { etagOf, ifMatchVersion, problem } from '@jetway/service';
import { defineFeature, type Feature } from '../edge/index.ts';
import { switchStock } from './desired-stock.store.ts';
import { createItemReader, type ItemReaderDeps } from './item-reader.ts';
import { setComponents } from './save-kit.ts';
import { loadSku } from './skus.store.ts';

const { switchSkuStock, setComponents: components } = stockRuleRoutes;
const routes = { switchSkuStock, setComponents: components };

const NO_SKU = refuse('not_found', 'There is no such SKU.').refusal;
const NOT_FOUND = refuse('not_found', 'There is no such SKU, or no such connection.').refusal;
const VERSION_REQUIRED = refuse('version_required', 'Send the version you have seen in If-Match.').refusal;

/** The reply to each refusal of a kit. */
const statusOf = {
  not_found: 404,
  unknown_component: 400,
  component_twice: 400,
  kit_in_kit: 409,
  has_stock: 409,
  changed_meanwhile: 409,
} as const;

/** Kits and switches over HTTP. */
export function skuSettingsFeature(deps: ItemReaderDeps): Feature<typeof routes> {
  const { database, stockConnections } = deps;
  const reader = createItemReader(deps);
  return defineFeature({
    routes,
    handlers: {
      switchSkuStock: async (context, { params, body }) => {
        const { organizationId, now, requestId } = context;
        const { skuId, connectionId } = params;
        const found = await database.transaction(async (tx) => {
          const connections = await stockConnections(tx, organizationId);
          if (!connections.some((connection) => connection.connectionId === connectionId)) return false;
          if ((await loadSku(tx, organizationId, skuId)) === undefined) return false;
          await switchStock(tx, organizationId, connectionId, skuId, body.on, now);
          return true;
        });
        const item = found ? await reader.one(context, skuId) : undefined;
        return item === undefined ? problem(404, NOT_FOUND, { requestId }) : { status: 200, body: item };
      },
      setComponents: async (context, { params, body }) => {
        const { organizationId, now, requestId } = context;
        const { skuId } = params;
        const version = ifMatchVersion(context);
        if (!version.ok) return problem(400, version.refusal, { requestId });
        if (version.value === undefined) return problem(400, VERSION_REQUIRED, { requestId });
        const target = { skuId, version: version.value };
        const done = await database.transaction((tx) =>
          setComponents(tx, organizationId, target, body.components, context, now),
        );
        if (!done.ok) return problem(statusOf[done.refusal.code], done.refusal, { requestId });
        const item = await reader.one(context, skuId);
        if (item === undefined) return problem(404, NO_SKU, { requestId });
        return { status: 200, body: item, headers: etagOf(item.version) };
      },
    },
  });
}
