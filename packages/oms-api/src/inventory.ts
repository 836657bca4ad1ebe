/** Owns the part of the OMS API about SKUs, locations and stock. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import {
  At,
  ConnectionId,
  closed,
  decidingRoles,
  everyRole,
  Id,
  LocationId,
  nullable,
  pageQuery,
  Quantity,
  SkuId,
  Text,
  Version,
  workingRoles,
} from './shapes.ts';

export const Location = Type.Object({
  id: Id,
  name: Type.String(),
  /** IANA name, for instance America/New_York. */
  timeZone: Type.String(),
  /** Orders released before this local time ship the same day, HH:MM. */
  cutOff: Type.String(),
  zipCode: nullable(Type.String()),
  /** Among locations that are equally good for an order: the lower number first. */
  priority: Type.Integer(),
  active: Type.Boolean(),
  /** The fulfilment node that this location is on each connection. */
  nodes: Type.Array(Type.Object({ connectionId: Id, nodeId: Type.String() }), { maxItems: 100 }),
  version: Version,
});
export type Location = Static<typeof Location>;

const LocationBody = {
  name: Text(100),
  timeZone: Text(64),
  cutOff: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
  zipCode: Type.Optional(nullable(Type.String({ pattern: '^[0-9]{5}$' }))),
  priority: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  active: Type.Optional(Type.Boolean()),
  nodes: Type.Optional(
    Type.Array(Type.Object({ connectionId: ConnectionId, nodeId: Text(100) }, closed), { maxItems: 100 }),
  ),
} as const;

/** How far a SKU's stock got on one connection. */
export const ChannelStock = Type.Object({
  connectionId: Id,
  connectionName: Type.String(),
  /** Quantity by fulfilment node that the channel should show. */
  desired: Type.Record(Type.String(), Type.Integer()),
  sent: nullable(Type.Record(Type.String(), Type.Integer())),
  state: Type.Enum(['waiting', 'sending', 'confirmed', 'failed', 'watching', 'off']),
  sentAt: nullable(At),
  confirmedAt: nullable(At),
  lastError: nullable(Type.String()),
});
export type ChannelStock = Static<typeof ChannelStock>;

export const StockAtLocation = Type.Object({
  locationId: Id,
  locationName: Type.String(),
  onHand: Type.Integer(),
  reserved: Quantity,
  available: Type.Integer(),
});

export const InventoryItem = Type.Object({
  skuId: Id,
  sku: Type.String(),
  title: Type.String(),
  imageUrl: nullable(Type.String()),
  active: Type.Boolean(),
  onHand: Type.Integer(),
  reserved: Quantity,
  available: Type.Integer(),
  locations: Type.Array(StockAtLocation, { maxItems: 100 }),
  channels: Type.Array(ChannelStock, { maxItems: 100 }),
  version: Version,
});
export type InventoryItem = Static<typeof InventoryItem>;

export const adjustReasons = [
  'received',
  'counted',
  'damaged',
  'lost',
  'found',
  'returned',
  'correction',
  'other',
] as const;

export const LedgerEntry = Type.Object({
  id: Id,
  at: At,
  locationId: Id,
  locationName: Type.String(),
  /** received, counted, …, or what happened to an order: reserved, released, shipped. */
  reason: Type.String(),
  onHandChange: Type.Integer(),
  reservedChange: Type.Integer(),
  onHandAfter: Type.Integer(),
  reservedAfter: Type.Integer(),
  orderId: nullable(Id),
  note: nullable(Type.String()),
  actor: Type.String(),
  requestId: nullable(Type.String()),
});
export type LedgerEntry = Static<typeof LedgerEntry>;

const SkuParams = Type.Object({ skuId: SkuId }, closed);

export const inventoryRoutes = defineRoutes({
  listInventory: {
    method: 'GET',
    path: '/inventory',
    summary: 'Stock of every SKU, by SKU',
    tags: ['inventory'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object(
      {
        ...pageQuery,
        search: Type.Optional(
          Type.String({ maxLength: 100, description: 'The start of a SKU, or of a word of its title.' }),
        ),
        filter: Type.Optional(
          Type.Enum(['all', 'out-of-stock', 'low', 'not-sent'], {
            description: 'Which SKUs: all, without stock, with little, or with stock that a channel was not told.',
          }),
        ),
      },
      closed,
    ),
    replies: { 200: pageOf(InventoryItem), 400: Problem, 401: Problem },
    codes: ['bad_cursor'],
  },
  createSku: {
    method: 'POST',
    path: '/skus',
    summary: 'Add a SKU, with stock if wanted',
    tags: ['inventory'],
    auth: 'member',
    roles: decidingRoles,
    body: Type.Object(
      {
        sku: Text(64),
        title: Text(500),
        imageUrl: Type.Optional(Text(2000)),
        stock: Type.Optional(
          Type.Array(Type.Object({ locationId: LocationId, onHand: Quantity }, closed), { maxItems: 100 }),
        ),
      },
      closed,
    ),
    replies: { 201: InventoryItem, 400: Problem, 401: Problem, 403: Problem, 409: Problem },
    codes: ['sku_exists', 'unknown_location'],
  },
  getSku: {
    method: 'GET',
    path: '/skus/:skuId',
    summary: 'One SKU with its stock',
    tags: ['inventory'],
    auth: 'member',
    roles: everyRole,
    params: SkuParams,
    replies: { 200: InventoryItem, 401: Problem, 404: Problem, 400: Problem },
    codes: ['not_found'],
  },
  changeSku: {
    method: 'PATCH',
    path: '/skus/:skuId',
    summary: 'Change a SKU’s title, image or whether it is sold; If-Match carries its version',
    tags: ['inventory'],
    auth: 'member',
    roles: decidingRoles,
    params: SkuParams,
    body: Type.Object(
      {
        title: Type.Optional(Text(500)),
        imageUrl: Type.Optional(nullable(Text(2000))),
        active: Type.Optional(Type.Boolean()),
      },
      closed,
    ),
    replies: { 200: InventoryItem, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'version_required', 'changed_meanwhile'],
  },
  adjustStock: {
    method: 'POST',
    path: '/skus/:skuId/adjust',
    summary: 'Change what is on hand at a location, by a difference or to a counted number',
    tags: ['inventory'],
    auth: 'member',
    roles: workingRoles,
    params: SkuParams,
    body: Type.Object(
      {
        locationId: Id,
        kind: Type.Enum(['change', 'set']),
        quantity: Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 }),
        reason: Type.Enum([...adjustReasons]),
        note: Type.Optional(Text(500)),
      },
      closed,
    ),
    replies: { 200: InventoryItem, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'unknown_location', 'below_reserved'],
  },
  listLedger: {
    method: 'GET',
    path: '/skus/:skuId/ledger',
    summary: 'Every movement of a SKU’s stock, newest first',
    tags: ['inventory'],
    auth: 'member',
    roles: everyRole,
    params: SkuParams,
    query: Type.Object({ ...pageQuery, locationId: Type.Optional(LocationId) }, closed),
    replies: { 200: pageOf(LedgerEntry), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  listLocations: {
    method: 'GET',
    path: '/locations',
    summary: 'Places where stock lies',
    tags: ['locations'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object(pageQuery, closed),
    replies: { 200: pageOf(Location), 400: Problem, 401: Problem },
    codes: ['bad_cursor'],
  },
  createLocation: {
    method: 'POST',
    path: '/locations',
    summary: 'Add a location',
    tags: ['locations'],
    auth: 'member',
    roles: decidingRoles,
    body: Type.Object(LocationBody, closed),
    replies: { 201: Location, 400: Problem, 401: Problem, 403: Problem, 409: Problem },
    codes: ['name_taken', 'node_taken', 'unknown_time_zone', 'unknown_connection'],
  },
  changeLocation: {
    method: 'PUT',
    path: '/locations/:locationId',
    summary: 'Change a location and the nodes it stands for; If-Match carries its version',
    tags: ['locations'],
    auth: 'member',
    roles: decidingRoles,
    params: Type.Object({ locationId: LocationId }, closed),
    body: Type.Object(LocationBody, closed),
    replies: { 200: Location, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: [
      'not_found',
      'version_required',
      'changed_meanwhile',
      'name_taken',
      'node_taken',
      'unknown_time_zone',
      'unknown_connection',
    ],
  },
});
