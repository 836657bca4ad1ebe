/** Owns the part of the OMS API about connections to channels: settings, switches, tests and runs by hand. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { ChannelKind, Settings, SettingsChange } from './channels.ts';
import {
  At,
  adminRoles,
  ConnectionId,
  closed,
  decidingRoles,
  everyRole,
  Id,
  nullable,
  pageQuery,
  Text,
  Version,
} from './shapes.ts';
import { runKinds, SyncRun } from './sync.ts';

/** watch: reads, and shows what it would send; live: reads and sends; stopped: does nothing. */
export const connectionModes = ['watch', 'live', 'stopped'] as const;
export const lanes = ['urgent', 'normal', 'bulk'] as const;
/** What to do with an order that was just imported. */
export const acknowledgePolicies = ['hold', 'accept-when-covered', 'accept-always'] as const;

export const Connection = Type.Object({
  id: Id,
  channel: Type.String(),
  name: Type.String(),
  /** Address of the channel's API, up to and without the resource; empty for a channel that has none. */
  baseUrl: Type.String(),
  settings: Settings,
  /** Whether orders are read, by the settings. */
  pullsOrders: Type.Boolean(),
  sendsTrackingNumbers: Type.Boolean(),
  sendsStock: Type.Boolean(),
  /** The fulfilment node that the settings name; empty: none. */
  nodeId: Type.String(),
  mode: Type.Enum([...connectionModes]),
  stoppedLanes: Type.Array(Type.Enum([...lanes]), { maxItems: 3 }),
  pullEverySeconds: Type.Integer(),
  acknowledgePolicy: Type.Enum([...acknowledgePolicies]),
  /** Hours after release within which an order must be acknowledged. */
  acknowledgeWithinHours: Type.Integer(),
  state: Type.Enum(['healthy', 'failing', 'refused', 'idle']),
  /** Why it fails or was refused. */
  stateText: nullable(Type.String()),
  lastPullAt: nullable(At),
  nextPullAt: nullable(At),
  lastContactAt: nullable(At),
  /** How far the channel's clock is ahead of ours, in milliseconds. */
  clockOffsetMs: Type.Integer(),
  waitingIntents: Type.Integer(),
  waitingStock: Type.Integer(),
  version: Version,
});
export type Connection = Static<typeof Connection>;

export const TestResult = Type.Object({
  ok: Type.Boolean(),
  steps: Type.Array(Type.Object({ name: Type.String(), ok: Type.Boolean(), text: Type.String() }), { maxItems: 20 }),
});
export type TestResult = Static<typeof TestResult>;

/** What the channel offers to choose from when shipping. */
export const ShippingOptions = Type.Object({
  carriers: Type.Array(Type.String(), { maxItems: 500 }),
  methods: Type.Array(Type.String(), { maxItems: 500 }),
  /** Methods that belong to a carrier, for a helpful order of choices. */
  methodsByCarrier: Type.Record(Type.String(), Type.Array(Type.String(), { maxItems: 500 })),
});
export type ShippingOptions = Static<typeof ShippingOptions>;

/** What a connection in watch mode, or one that waits, would send. */
export const WaitingMessage = Type.Object({
  id: Id,
  lane: Type.Enum([...lanes]),
  kind: Type.String(),
  orderId: nullable(Id),
  skuId: nullable(Id),
  title: Type.String(),
  body: Type.Unknown(),
  createdAt: At,
});
export type WaitingMessage = Static<typeof WaitingMessage>;

const ConnectionParams = Type.Object({ connectionId: ConnectionId }, closed);

const editable = {
  name: Type.Optional(Text(100)),
  baseUrl: Type.Optional(Text(500)),
  settings: Type.Optional(SettingsChange),
  pullEverySeconds: Type.Optional(Type.Integer({ minimum: 5, maximum: 86_400 })),
  acknowledgePolicy: Type.Optional(Type.Enum([...acknowledgePolicies])),
  acknowledgeWithinHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 720 })),
} as const;

export const connectionRoutes = defineRoutes({
  listConnections: {
    method: 'GET',
    path: '/connections',
    summary: 'Accounts on channels',
    tags: ['connections'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object(pageQuery, closed),
    replies: { 200: pageOf(Connection), 400: Problem, 401: Problem },
    codes: ['bad_cursor'],
  },
  createConnection: {
    method: 'POST',
    path: '/connections',
    summary: 'Add a connection; it starts in watch mode and sends nothing until switched on',
    tags: ['connections'],
    auth: 'member',
    roles: adminRoles,
    body: Type.Object({ ...editable, channel: ChannelKind, name: Text(100) }, closed),
    replies: { 201: Connection, 400: Problem, 401: Problem, 403: Problem, 409: Problem },
    codes: ['name_taken', 'bad_address', 'bad_setting', 'channel_unavailable'],
  },
  getConnection: {
    method: 'GET',
    path: '/connections/:connectionId',
    summary: 'One connection',
    tags: ['connections'],
    auth: 'member',
    roles: everyRole,
    params: ConnectionParams,
    replies: { 200: Connection, 401: Problem, 404: Problem, 400: Problem },
    codes: ['not_found'],
  },
  changeConnection: {
    method: 'PATCH',
    path: '/connections/:connectionId',
    summary: 'Change settings; If-Match carries the version',
    tags: ['connections'],
    auth: 'member',
    roles: adminRoles,
    params: ConnectionParams,
    body: Type.Object(editable, closed),
    replies: { 200: Connection, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'version_required', 'changed_meanwhile', 'name_taken', 'bad_address', 'bad_setting'],
  },
  testConnection: {
    method: 'POST',
    path: '/connections/:connectionId/test',
    summary: 'Try the kept settings, or changed ones not saved yet, against the channel',
    tags: ['connections'],
    auth: 'member',
    roles: adminRoles,
    params: ConnectionParams,
    body: Type.Object({ baseUrl: Type.Optional(Text(500)), settings: Type.Optional(SettingsChange) }, closed),
    bodyOptional: true,
    replies: { 200: TestResult, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'bad_address', 'bad_setting'],
  },
  switchConnection: {
    method: 'PUT',
    path: '/connections/:connectionId/switch',
    summary: 'Switch the connection: watch, live or stopped, and single lanes off',
    tags: ['connections'],
    auth: 'member',
    roles: decidingRoles,
    params: ConnectionParams,
    body: Type.Object(
      {
        mode: Type.Enum([...connectionModes]),
        stoppedLanes: Type.Optional(Type.Array(Type.Enum([...lanes]), { maxItems: 3 })),
      },
      closed,
    ),
    replies: { 200: Connection, 400: Problem, 401: Problem, 403: Problem, 404: Problem },
    codes: ['not_found'],
  },
  runConnection: {
    method: 'POST',
    path: '/connections/:connectionId/run',
    summary: 'Run now, without waiting for the schedule',
    tags: ['connections'],
    auth: 'member',
    roles: decidingRoles,
    params: ConnectionParams,
    body: Type.Object({ kind: Type.Enum([...runKinds]) }, closed),
    replies: { 202: SyncRun, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'not_allowed_now'],
  },
  listWaiting: {
    method: 'GET',
    path: '/connections/:connectionId/waiting',
    summary: 'What would be sent next, oldest first',
    tags: ['connections'],
    auth: 'member',
    roles: everyRole,
    params: ConnectionParams,
    query: Type.Object(pageQuery, closed),
    replies: { 200: pageOf(WaitingMessage), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  getShippingOptions: {
    method: 'GET',
    path: '/connections/:connectionId/shipping-options',
    summary: 'Carriers and methods that the channel knows',
    tags: ['connections'],
    auth: 'member',
    roles: everyRole,
    params: ConnectionParams,
    replies: { 200: ShippingOptions, 401: Problem, 404: Problem, 400: Problem },
    codes: ['not_found'],
  },
});
