/** Owns the part of the operator API about worlds: clocks, policies and shoppers. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { At, closed, Id, pageQuery, WorldId } from './shapes.ts';

/** Durations that govern a world, in milliseconds of world time. */
export const WorldPolicy = Type.Object(
  {
    /** From placing to release: the shopper may cancel freely in it (Check for Orders page: half an hour). */
    holdMs: Type.Integer({ minimum: 0 }),
    /** From release to the deadline for acknowledging. */
    ackDeadlineMs: Type.Integer({ minimum: 1000 }),
    /** From a SKU's upload to the end of its review. */
    reviewMs: Type.Integer({ minimum: 0 }),
    /** From a merchant's refund request to the decision on it. */
    refundDecisionMs: Type.Integer({ minimum: 0 }),
    /** How long a settlement lasts: an hour at least. */
    settlementPeriodMs: Type.Integer({ minimum: 3_600_000 }),
  },
  closed,
);
export type WorldPolicy = Static<typeof WorldPolicy>;

export const World = Type.Object({
  id: Id,
  kind: Type.Enum(['live', 'test']),
  name: Type.String(),
  /** World time now. */
  now: At,
  /** World milliseconds that pass in one real millisecond; 0 stands still. */
  rate: Type.Number({ minimum: 0 }),
  policy: WorldPolicy,
  accountIds: Type.Array(Id, { maxItems: 1000 }),
});
export type World = Static<typeof World>;

export const Shoppers = Type.Object({
  /** Orders a minute they try to place; 0 when nobody shops. */
  ratePerMinute: Type.Number({ minimum: 0 }),
  paused: Type.Boolean(),
  /** They wait while this many orders are not finished by the merchants. */
  pauseAtWaiting: Type.Integer({ minimum: 1 }),
  /** Which part of the orders that are shipped to them they send something back of; from 0 to 1. */
  returnShare: Type.Number({ minimum: 0, maximum: 1 }),
  waiting: Type.Integer(),
  placed: Type.Integer(),
  /** Why nothing was placed at the last try, if so. */
  note: Type.String(),
});
export type Shoppers = Static<typeof Shoppers>;

const WorldParams = Type.Object({ worldId: WorldId }, closed);

export const worldRoutes = defineRoutes({
  listWorlds: {
    method: 'GET',
    path: '/worlds',
    summary: 'Worlds: the live one, and one for each test account',
    tags: ['worlds'],
    auth: 'operator',
    query: Type.Object(pageQuery, closed),
    replies: { 200: pageOf(World), 400: Problem, 401: Problem },
    codes: ['bad_cursor'],
  },
  getWorld: {
    method: 'GET',
    path: '/worlds/:worldId',
    summary: 'One world',
    tags: ['worlds'],
    auth: 'operator',
    params: WorldParams,
    replies: { 200: World, 401: Problem, 404: Problem, 400: Problem },
    codes: ['not_found'],
  },
  moveClock: {
    method: 'POST',
    path: '/worlds/:worldId/clock',
    summary: 'Advance a world’s clock, set it, or change its rate; what falls due on the way happens',
    tags: ['worlds'],
    auth: 'operator',
    params: WorldParams,
    body: Type.Object(
      {
        advanceMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 10 * 366 * 86_400_000 })),
        setTo: Type.Optional(At),
        rate: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
      },
      closed,
    ),
    replies: { 200: World, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'nothing_to_do', 'backwards', 'live_world'],
  },
  setPolicy: {
    method: 'PUT',
    path: '/worlds/:worldId/policy',
    summary: 'Change a world’s durations; they hold for what begins from now on',
    tags: ['worlds'],
    auth: 'operator',
    params: WorldParams,
    body: Type.Partial(WorldPolicy, closed),
    replies: { 200: World, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
  getShoppers: {
    method: 'GET',
    path: '/shoppers',
    summary: 'What the shoppers are doing',
    tags: ['shoppers'],
    auth: 'operator',
    replies: { 200: Shoppers, 401: Problem },
  },
  setShoppers: {
    method: 'PUT',
    path: '/shoppers',
    summary: 'Let shoppers order faster, slower, or pause them',
    tags: ['shoppers'],
    auth: 'operator',
    body: Type.Object(
      {
        ratePerMinute: Type.Optional(Type.Number({ minimum: 0, maximum: 6000 })),
        paused: Type.Optional(Type.Boolean()),
        pauseAtWaiting: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
        returnShare: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
      },
      closed,
    ),
    replies: { 200: Shoppers, 400: Problem, 401: Problem },
  },
});
