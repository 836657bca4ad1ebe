/** Owns the part of the OMS API about working on an order: tags, notes, holds, a corrected ship-to. */
import { defineRoutes, Problem } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import {
  At,
  adminRoles,
  ConnectionId,
  closed,
  everyRole,
  Id,
  idOf,
  nullable,
  OrderId,
  Text,
  Version,
  workingRoles,
} from './shapes.ts';

/** Longest tag, in characters. */
export const MAX_TAG_LENGTH = 50;
/** Tags that an order may have. */
export const MAX_TAGS = 20;

export const Tags = Type.Array(Type.String(), { maxItems: MAX_TAGS });

/** A person stopped an order: it is not accepted and nothing of it leaves. Its deadlines count all the same. */
export const OrderHold = Type.Object({
  reason: Type.String(),
  /** When it ends by itself; null when only a person ends it. */
  until: nullable(At),
  at: At,
  actor: Type.String(),
});
export type OrderHold = Static<typeof OrderHold>;

/** Where an order goes. */
export const ShipTo = Type.Object({
  name: Type.String(),
  phone: nullable(Type.String()),
  address1: Type.String(),
  address2: nullable(Type.String()),
  city: Type.String(),
  state: Type.String(),
  zipCode: Type.String(),
});
export type ShipTo = Static<typeof ShipTo>;

export const CorrectedShipTo = Type.Object({
  shipTo: ShipTo,
  /** The channel's own address while it differs from ours on purpose; null otherwise. */
  channelShipTo: nullable(ShipTo),
  version: Version,
});
export type CorrectedShipTo = Static<typeof CorrectedShipTo>;

/** Something that happened to an order, or that somebody wrote about it. */
export const TimelineEntry = Type.Object({
  id: Id,
  at: At,
  /** `note` for a person's note, whose id is the note's. */
  kind: Type.String(),
  text: Type.String(),
  actor: Type.String(),
  requestId: nullable(Type.String()),
});
export type TimelineEntry = Static<typeof TimelineEntry>;

export const TagMirror = Type.Object({
  /** Whether the first tag of an order is told to the channel. */
  mirrored: Type.Boolean(),
  version: Version,
});
export type TagMirror = Static<typeof TagMirror>;

const OrderParams = Type.Object({ orderId: OrderId }, closed);
const ConnectionParams = Type.Object({ connectionId: ConnectionId }, closed);
const TagWords = Type.Array(Text(200), { maxItems: MAX_TAGS });

const writes = { 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem } as const;

export const orderDeskRoutes = defineRoutes({
  listTags: {
    method: 'GET',
    path: '/order-tags',
    summary: 'Tags in use, those of the most orders first: at most 20',
    tags: ['orders'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object(
      { prefix: Type.Optional(Type.String({ maxLength: MAX_TAG_LENGTH, description: 'How the tag begins.' })) },
      closed,
    ),
    replies: {
      200: Type.Object({
        items: Type.Array(Type.Object({ tag: Type.String(), orders: Type.Integer() }), { maxItems: 20 }),
      }),
      400: Problem,
      401: Problem,
    },
  },
  changeOrderTags: {
    method: 'POST',
    path: '/orders/:orderId/tags',
    summary: 'Put tags on an order and take others off; tags are kept in lower case',
    tags: ['orders'],
    auth: 'member',
    roles: workingRoles,
    params: OrderParams,
    body: Type.Object({ add: Type.Optional(TagWords), remove: Type.Optional(TagWords) }, closed),
    replies: { 200: Type.Object({ tags: Tags }), ...writes },
    codes: ['not_found', 'bad_tag', 'too_many_tags'],
  },
  addOrderNote: {
    method: 'POST',
    path: '/orders/:orderId/notes',
    summary: 'Write a note about an order; it stands in the timeline',
    tags: ['orders'],
    auth: 'member',
    roles: workingRoles,
    params: OrderParams,
    body: Type.Object({ text: Text(2_000) }, closed),
    replies: { 201: TimelineEntry, ...writes },
    codes: ['not_found', 'empty_note', 'too_many_notes'],
  },
  deleteOrderNote: {
    method: 'DELETE',
    path: '/orders/:orderId/notes/:noteId',
    summary: 'Take a note back; only who wrote it can',
    tags: ['orders'],
    auth: 'member',
    roles: workingRoles,
    params: Type.Object({ orderId: OrderId, noteId: idOf('The note of this order.') }, closed),
    replies: { 204: null, 400: Problem, 401: Problem, 403: Problem, 404: Problem },
    codes: ['not_found', 'not_yours'],
  },
  holdOrder: {
    method: 'POST',
    path: '/orders/:orderId/hold',
    summary: 'Put an open order on hold, or change why and until when: nothing is accepted and nothing leaves',
    tags: ['orders'],
    auth: 'member',
    roles: workingRoles,
    params: OrderParams,
    body: Type.Object({ reason: Text(500), until: Type.Optional(nullable(At)) }, closed),
    replies: { 200: OrderHold, ...writes },
    codes: ['not_found', 'empty_field', 'until_passed', 'not_allowed_now'],
  },
  releaseOrder: {
    method: 'POST',
    path: '/orders/:orderId/release',
    summary: 'End the hold of an order; what waited for it goes on',
    tags: ['orders'],
    auth: 'member',
    roles: workingRoles,
    params: OrderParams,
    replies: { 204: null, ...writes },
    codes: ['not_found', 'not_on_hold'],
  },
  correctShipTo: {
    method: 'PUT',
    path: '/orders/:orderId/ship-to',
    summary: 'Correct where an open order goes; If-Match carries the version of its ship-to',
    tags: ['orders'],
    auth: 'member',
    roles: workingRoles,
    params: OrderParams,
    body: Type.Object(
      {
        name: Text(200),
        phone: Type.Optional(nullable(Text(50))),
        address1: Text(200),
        address2: Type.Optional(nullable(Text(200))),
        city: Text(100),
        state: Text(50),
        zipCode: Text(20),
      },
      closed,
    ),
    replies: { 200: CorrectedShipTo, ...writes },
    codes: ['not_found', 'empty_field', 'version_required', 'changed_meanwhile', 'not_allowed_now'],
  },
  undoShipTo: {
    method: 'POST',
    path: '/orders/:orderId/ship-to/undo',
    summary: 'Let an order go where its channel says; If-Match carries the version of its ship-to',
    tags: ['orders'],
    auth: 'member',
    roles: workingRoles,
    params: OrderParams,
    replies: { 200: CorrectedShipTo, ...writes },
    codes: ['not_found', 'version_required', 'changed_meanwhile', 'not_corrected', 'not_allowed_now'],
  },
  getTagMirror: {
    method: 'GET',
    path: '/connections/:connectionId/tag-mirror',
    summary: 'Whether the first tag of an order is told to this channel',
    tags: ['connections'],
    auth: 'member',
    roles: everyRole,
    params: ConnectionParams,
    replies: { 200: TagMirror, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
  setTagMirror: {
    method: 'PUT',
    path: '/connections/:connectionId/tag-mirror',
    summary:
      'Have the first tag of each order told to this channel from now on, or no more; If-Match carries the version',
    tags: ['connections'],
    auth: 'member',
    roles: adminRoles,
    params: ConnectionParams,
    body: Type.Object({ mirrored: Type.Boolean() }, closed),
    replies: { 200: TagMirror, ...writes },
    codes: ['not_found', 'version_required', 'changed_meanwhile'],
  },
});
