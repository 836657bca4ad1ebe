/** Owns the part of the OMS API about stock counts: what people find on the shelves of a location. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import {
  At,
  CountId,
  closed,
  everyRole,
  Id,
  nullable,
  pageQuery,
  Quantity,
  Text,
  Version,
  workingRoles,
} from './shapes.ts';

export const stockCountStates = ['counting', 'applied', 'cancelled'] as const;
export type StockCountState = (typeof stockCountStates)[number];

/** refused: it could not be applied, and can be counted again. */
export const countLineStates = ['open', 'counted', 'applied', 'refused'] as const;
export type CountLineState = (typeof countLineStates)[number];

const Amount = Type.Integer({ minimum: 0 });

export const StockCount = Type.Object({
  id: Id,
  name: Type.String(),
  locationId: Id,
  locationName: Type.String(),
  state: Type.Enum([...stockCountStates]),
  /** How many lines are in each state. */
  lines: Type.Object({ open: Amount, counted: Amount, applied: Amount, refused: Amount }),
  /** Lines whose count differs from what was expected. */
  differing: Amount,
  /** Units found more and fewer than expected, over all lines counted. */
  unitsMore: Amount,
  unitsFewer: Amount,
  createdAt: At,
  createdBy: Type.String(),
  endedAt: nullable(At),
  updatedBy: Type.String(),
  version: Version,
});
export type StockCount = Static<typeof StockCount>;

export const StockCountLine = Type.Object({
  skuId: Id,
  sku: Type.String(),
  title: Type.String(),
  /** On hand when it was counted; before that, on hand now. */
  expected: Type.Integer(),
  counted: nullable(Quantity),
  /** Counted less expected; null before it was counted. */
  difference: nullable(Type.Integer()),
  state: Type.Enum([...countLineStates]),
  /** Why it could not be applied. */
  refusal: nullable(Type.String()),
  countedAt: nullable(At),
  countedBy: nullable(Type.String()),
});
export type StockCountLine = Static<typeof StockCountLine>;

const Params = Type.Object({ countId: CountId }, closed);

export const stockCountRoutes = defineRoutes({
  listStockCounts: {
    method: 'GET',
    path: '/stock-counts',
    summary: 'Stock counts, newest first',
    tags: ['stock counts'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object(
      {
        ...pageQuery,
        state: Type.Optional(Type.Enum([...stockCountStates], { description: 'Counts in this state only.' })),
      },
      closed,
    ),
    replies: { 200: pageOf(StockCount), 400: Problem, 401: Problem },
    codes: ['bad_cursor'],
  },
  createStockCount: {
    method: 'POST',
    path: '/stock-counts',
    summary: 'Begin a count at a location: of every SKU, of those that lie there, or of a list',
    tags: ['stock counts'],
    auth: 'member',
    roles: workingRoles,
    body: Type.Object(
      {
        locationId: Id,
        name: Text(100),
        /** all: every SKU that is sold; stocked: those with units there; list: the SKUs named. */
        of: Type.Enum(['all', 'stocked', 'list']),
        skus: Type.Optional(Type.Array(Text(64), { maxItems: 2_000 })),
      },
      closed,
    ),
    replies: { 201: StockCount, 400: Problem, 401: Problem, 403: Problem, 409: Problem },
    codes: ['unknown_location', 'unknown_sku', 'is_kit', 'nothing_to_count'],
  },
  getStockCount: {
    method: 'GET',
    path: '/stock-counts/:countId',
    summary: 'How far a count is',
    tags: ['stock counts'],
    auth: 'member',
    roles: everyRole,
    params: Params,
    replies: { 200: StockCount, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
  listStockCountLines: {
    method: 'GET',
    path: '/stock-counts/:countId/lines',
    summary: 'The lines of a count, by SKU or with the largest difference first',
    tags: ['stock counts'],
    auth: 'member',
    roles: everyRole,
    params: Params,
    query: Type.Object(
      {
        ...pageQuery,
        state: Type.Optional(Type.Enum([...countLineStates], { description: 'Lines in this state only.' })),
        sort: Type.Optional(
          Type.Enum(['sku', 'difference'], {
            description: 'By SKU, or those counted by their difference, the largest first.',
          }),
        ),
      },
      closed,
    ),
    replies: { 200: pageOf(StockCountLine), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  countStock: {
    method: 'POST',
    path: '/stock-counts/:countId/entries',
    summary: 'Say how many units of a SKU were found; a SKU that is not on the list is added to it',
    description:
      'set: so many lie there; add: so many more than counted before, as a scanner counts. What is on hand is remembered: at this moment, or at that of the first one added.',
    tags: ['stock counts'],
    auth: 'member',
    roles: workingRoles,
    params: Params,
    body: Type.Object({ sku: Text(64), kind: Type.Enum(['set', 'add']), quantity: Quantity }, closed),
    replies: { 200: StockCountLine, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'unknown_sku', 'is_kit', 'too_many_units', 'not_allowed_now'],
  },
  applyStockCount: {
    method: 'POST',
    path: '/stock-counts/:countId/apply',
    summary: 'Correct the stock by the differences found; lines that orders forbid stay open',
    tags: ['stock counts'],
    auth: 'member',
    roles: workingRoles,
    params: Params,
    replies: { 200: StockCount, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'not_allowed_now', 'nothing_counted'],
  },
  cancelStockCount: {
    method: 'POST',
    path: '/stock-counts/:countId/cancel',
    summary: 'Give a count up; what was applied stays',
    tags: ['stock counts'],
    auth: 'member',
    roles: workingRoles,
    params: Params,
    replies: { 200: StockCount, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'not_allowed_now'],
  },
});
