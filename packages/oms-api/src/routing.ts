/** Owns the part of the OMS API about routing: how locations are chosen that serve an order. */
import { defineRoutes, Problem } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { closed, decidingRoles, everyRole, Version } from './shapes.ts';

/** What counts first among locations that have all of an order, after the one that the channel asks for. */
export const routingPreferences = ['nearest', 'priority'] as const;
export type RoutingPreference = (typeof routingPreferences)[number];

const fields = {
  prefers: Type.Enum([...routingPreferences]),
  /** Whether several locations may serve one order together when no single one has all of it. */
  splits: Type.Boolean(),
  /** At most so many of them. */
  mostLocations: Type.Integer({ minimum: 2, maximum: 5 }),
} as const;

export const RoutingRules = Type.Object({ ...fields, version: Version });
export type RoutingRules = Static<typeof RoutingRules>;

export const routingRoutes = defineRoutes({
  getRoutingRules: {
    method: 'GET',
    path: '/routing-rules',
    summary: 'How the locations that serve an order are chosen',
    tags: ['locations'],
    auth: 'member',
    roles: everyRole,
    replies: { 200: RoutingRules, 401: Problem },
  },
  changeRoutingRules: {
    method: 'PUT',
    path: '/routing-rules',
    summary: 'Change how locations are chosen, for orders that are routed from now on; If-Match carries the version',
    tags: ['locations'],
    auth: 'member',
    roles: decidingRoles,
    body: Type.Object(fields, closed),
    replies: { 200: RoutingRules, 400: Problem, 401: Problem, 403: Problem, 409: Problem },
    codes: ['version_required', 'changed_meanwhile'],
  },
});
