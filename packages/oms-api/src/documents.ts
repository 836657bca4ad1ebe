/** Owns the part of the OMS API about paper: pick lists and packing slips of many orders, as PDF. */
import { defineRoutes, Problem } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { At, closed, Id, Text, workingRoles } from './shapes.ts';

export const documentKinds = ['pick-list', 'packing-slips'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** Most orders of one document. */
export const MOST_PRINTED = 500;

/**
 * A document that can be fetched: `GET <prefix>/documents/<id>/file` answers `application/pdf`, signed in like any other
 * request. It is made when it is fetched, of the orders as they are then.
 */
export const PrintedDocument = Type.Object({
  id: Id,
  kind: Type.Enum([...documentKinds]),
  createdAt: At,
  /** Orders that stand in it. */
  orderCount: Type.Integer(),
  /** Orders named that do not stand in it, and why. */
  leftOut: Type.Array(
    Type.Object({
      orderId: Id,
      referenceNumber: Type.String(),
      reason: Type.Enum(['not_released', 'on_hold', 'cancelled', 'nothing_open']),
    }),
    { maxItems: MOST_PRINTED },
  ),
});
export type PrintedDocument = Static<typeof PrintedDocument>;

/** Where the file of a document is fetched, under the API's prefix. */
export const documentFilePath = (documentId: string): `/${string}` =>
  `/documents/${encodeURIComponent(documentId)}/file`;

export const documentRoutes = defineRoutes({
  createDocument: {
    method: 'POST',
    path: '/documents',
    summary: 'Make a pick list or packing slips of up to 500 orders, to be fetched as PDF',
    tags: ['documents'],
    auth: 'member',
    roles: workingRoles,
    body: Type.Object(
      {
        kind: Type.Enum([...documentKinds]),
        orderIds: Type.Array(Id, { minItems: 1, maxItems: MOST_PRINTED, uniqueItems: true }),
        /** Whose days and hours the paper tells; UTC when absent. */
        timeZone: Type.Optional(Text(100)),
      },
      closed,
    ),
    replies: { 201: PrintedDocument, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'unknown_time_zone', 'nothing_to_print'],
  },
});
