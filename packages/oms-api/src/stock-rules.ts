/** Owns the part of the OMS API about what channels are shown of stock: rules, the switch per SKU, and kits. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { InventoryItem, StockRule } from './inventory.ts';
import {
  ConnectionId,
  closed,
  decidingRoles,
  everyRole,
  Id,
  nullable,
  pageQuery,
  Quantity,
  RuleId,
  SkuId,
  workingRoles,
} from './shapes.ts';

const Percent = Type.Integer({ minimum: 0, maximum: 100 });

/** What a rule says; together they lower the number. */
const RuleBody = {
  /** Units held back. */
  heldBack: Quantity,
  /** Percent of what is available that is held back. */
  heldBackPercent: Percent,
  /** No more than this is shown; null: as many as there are. */
  most: nullable(Quantity),
  /** At so many available or fewer, 0 is shown. */
  endAt: Quantity,
} as const;

/** A number before and after a rule. */
export const RuleExample = Type.Object({
  available: Type.Integer(),
  /** What is shown now; null where the example is no SKU. */
  now: nullable(Type.Integer()),
  /** What would be shown. */
  afterwards: Type.Integer(),
  skuId: nullable(Id),
  sku: nullable(Type.String()),
  title: nullable(Type.String()),
  connectionId: nullable(Id),
  connectionName: nullable(Type.String()),
});
export type RuleExample = Static<typeof RuleExample>;

export const stockRuleRoutes = defineRoutes({
  listStockRules: {
    method: 'GET',
    path: '/stock-rules',
    summary: 'Rules that lower what channels are shown: those for every SKU, or those of one',
    tags: ['inventory'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object({ ...pageQuery, skuId: Type.Optional(SkuId) }, closed),
    replies: { 200: pageOf(StockRule), 400: Problem, 401: Problem },
    codes: ['bad_cursor'],
  },
  createStockRule: {
    method: 'POST',
    path: '/stock-rules',
    summary: 'Add the rule of the organization, a connection, a SKU, or a SKU on a connection',
    tags: ['inventory'],
    auth: 'member',
    roles: decidingRoles,
    body: Type.Object(
      { skuId: Type.Optional(nullable(SkuId)), connectionId: Type.Optional(nullable(ConnectionId)), ...RuleBody },
      closed,
    ),
    replies: { 201: StockRule, 400: Problem, 401: Problem, 403: Problem, 409: Problem },
    codes: ['unknown_sku', 'unknown_connection', 'rule_exists'],
  },
  changeStockRule: {
    method: 'PUT',
    path: '/stock-rules/:ruleId',
    summary: 'Change what a rule says; If-Match carries its version',
    tags: ['inventory'],
    auth: 'member',
    roles: decidingRoles,
    params: Type.Object({ ruleId: RuleId }, closed),
    body: Type.Object(RuleBody, closed),
    replies: { 200: StockRule, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'version_required', 'changed_meanwhile'],
  },
  removeStockRule: {
    method: 'DELETE',
    path: '/stock-rules/:ruleId',
    summary: 'Remove a rule, so that the next less specific one counts; If-Match carries its version',
    tags: ['inventory'],
    auth: 'member',
    roles: decidingRoles,
    params: Type.Object({ ruleId: RuleId }, closed),
    replies: { 204: null, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'version_required', 'changed_meanwhile'],
  },
  previewStockRule: {
    method: 'GET',
    path: '/stock-rules/preview',
    summary: 'What a rule would show: of round numbers, and of some SKUs that it would count for',
    tags: ['inventory'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object(
      {
        skuId: Type.Optional(SkuId),
        connectionId: Type.Optional(ConnectionId),
        heldBack: Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'Units held back.' }),
        heldBackPercent: Type.Integer({ minimum: 0, maximum: 100, description: 'Percent held back.' }),
        most: Type.Optional(
          Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'No more than this is shown.' }),
        ),
        endAt: Type.Integer({
          minimum: 0,
          maximum: 1_000_000,
          description: 'At so many available or fewer, 0 is shown.',
        }),
      },
      closed,
    ),
    replies: {
      200: Type.Object({
        numbers: Type.Array(RuleExample, { maxItems: 20 }),
        skus: Type.Array(RuleExample, { maxItems: 20 }),
      }),
      400: Problem,
      401: Problem,
    },
    codes: ['unknown_sku', 'unknown_connection'],
  },
  switchSkuStock: {
    method: 'PUT',
    path: '/skus/:skuId/connections/:connectionId/switch',
    summary: 'Switch sending the stock of a SKU to a connection; off: it keeps the last number it was told',
    tags: ['inventory'],
    auth: 'member',
    roles: workingRoles,
    params: Type.Object({ skuId: SkuId, connectionId: ConnectionId }, closed),
    body: Type.Object({ on: Type.Boolean() }, closed),
    replies: { 200: InventoryItem, 400: Problem, 401: Problem, 403: Problem, 404: Problem },
    codes: ['not_found'],
  },
  setComponents: {
    method: 'PUT',
    path: '/skus/:skuId/components',
    summary: 'Say what a kit is made of; of nothing, it is no kit any more. If-Match carries the SKU’s version',
    tags: ['inventory'],
    auth: 'member',
    roles: decidingRoles,
    params: Type.Object({ skuId: SkuId }, closed),
    body: Type.Object(
      {
        components: Type.Array(
          Type.Object({ skuId: Id, quantity: Type.Integer({ minimum: 1, maximum: 10_000 }) }, closed),
          { maxItems: 50 },
        ),
      },
      closed,
    ),
    replies: { 200: InventoryItem, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: [
      'not_found',
      'version_required',
      'changed_meanwhile',
      'unknown_component',
      'component_twice',
      'kit_in_kit',
      'has_stock',
    ],
  },
});
