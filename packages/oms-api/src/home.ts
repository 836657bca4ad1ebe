/** Owns the part of the OMS API that a working day begins with: what to do now, sales, and the guided first run. */
import { defineRoutes, Problem } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { connectionModes } from './connections.ts';
import { AmountCents, At, adminRoles, closed, everyRole, Id, nullable } from './shapes.ts';

/** Kinds of work; of equal deadlines, and without one, they are listed in this order. */
export const workKinds = [
  'late',
  'to-acknowledge',
  'ship-today',
  'problems',
  'failed-messages',
  'stock-not-sent',
] as const;
export type WorkKind = (typeof workKinds)[number];

export const WorkItem = Type.Object({
  kind: Type.Enum([...workKinds]),
  count: Type.Integer(),
  /** How many of them must be done within the hour, or should have been. */
  urgent: Type.Integer(),
  /** The nearest deadline among them. */
  deadlineAt: nullable(At),
  /** The list that shows them, within the web. */
  address: Type.String(),
});
export type WorkItem = Static<typeof WorkItem>;

export const NextDeadline = Type.Object({
  orderId: Id,
  referenceNumber: Type.String(),
  buyerName: Type.String(),
  what: Type.Enum(['acknowledge', 'ship']),
  at: At,
});
export type NextDeadline = Static<typeof NextDeadline>;

export const ConnectionHealth = Type.Object({
  id: Id,
  name: Type.String(),
  mode: Type.Enum([...connectionModes]),
  state: Type.Enum(['healthy', 'failing', 'refused', 'idle']),
  /** Why it fails or was refused. */
  stateText: nullable(Type.String()),
  lastContactAt: nullable(At),
  /** Messages about orders that are not settled yet; at most 1,000 are counted. */
  waitingIntents: Type.Integer(),
  /** SKUs whose stock is to be sent; at most 1,000 are counted. */
  waitingStock: Type.Integer(),
});
export type ConnectionHealth = Static<typeof ConnectionHealth>;

export const DaySales = Type.Object({
  /** The seller's day, YYYY-MM-DD. */
  day: Type.String(),
  startsAt: At,
  orders: Type.Integer(),
  units: Type.Integer(),
  cents: AmountCents,
});
export type DaySales = Static<typeof DaySales>;

export const Home = Type.Object({
  now: At,
  /** Whose midnight ends the day: that of the oldest location in use; UTC while there is none. */
  timeZone: Type.String(),
  todayEndsAt: At,
  /** The most urgent first. */
  work: Type.Array(WorkItem, { maxItems: 20 }),
  nextDeadlines: Type.Array(NextDeadline, { maxItems: 10 }),
  connections: Type.Array(ConnectionHealth, { maxItems: 100 }),
  /** The last 30 days, oldest first, today the last. Cancelled orders, and other currencies than the newest order's, are left out. */
  sales: Type.Object({ currency: Type.String(), days: Type.Array(DaySales, { maxItems: 30 }) }),
});
export type Home = Static<typeof Home>;

/** The guided set-up: what there is already, and how it was left. */
export const FirstRun = Type.Object({
  state: Type.Enum(['open', 'done', 'skipped']),
  hasLocation: Type.Boolean(),
  /** The oldest connection; null while there is none. */
  connectionId: nullable(Id),
  /** The connection has a user and a secret, and the channel did not refuse them. */
  hasCredentials: Type.Boolean(),
  hasSkus: Type.Boolean(),
  /** A connection was switched on. */
  isLive: Type.Boolean(),
});
export type FirstRun = Static<typeof FirstRun>;

export const homeRoutes = defineRoutes({
  getHome: {
    method: 'GET',
    path: '/home',
    summary: 'Work to do now, the next deadlines, how connections do, and the sales of 30 days',
    tags: ['home'],
    auth: 'member',
    roles: everyRole,
    replies: { 200: Home, 401: Problem },
  },
  getFirstRun: {
    method: 'GET',
    path: '/first-run',
    summary: 'How far the guided set-up is',
    tags: ['home'],
    auth: 'member',
    roles: everyRole,
    replies: { 200: FirstRun, 401: Problem },
  },
  endFirstRun: {
    method: 'PUT',
    path: '/first-run',
    summary: 'Leave the guided set-up for good: it is done, or not wanted',
    tags: ['home'],
    auth: 'member',
    roles: adminRoles,
    body: Type.Object({ state: Type.Enum(['done', 'skipped']) }, closed),
    replies: { 200: FirstRun, 400: Problem, 401: Problem, 403: Problem },
  },
});
