/** Owns the part of the OMS API about transfers: units that go from one location to another. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import {
  At,
  closed,
  everyRole,
  Id,
  nullable,
  pageQuery,
  Quantity,
  SkuId,
  Text,
  TransferId,
  Version,
  workingRoles,
} from './shapes.ts';

export const transferStates = ['draft', 'sent', 'received', 'cancelled'] as const;
export type TransferState = (typeof transferStates)[number];

const fields = {
  id: Id,
  fromLocationId: Id,
  fromLocationName: Type.String(),
  toLocationId: Id,
  toLocationName: Type.String(),
  state: Type.Enum([...transferStates]),
  note: nullable(Type.String()),
  /** SKUs in it. */
  lineCount: Type.Integer({ minimum: 0 }),
  /** Units that were to be sent. */
  units: Type.Integer({ minimum: 0 }),
  /** Units sent that have not arrived, and are not given up. */
  onTheWay: Type.Integer({ minimum: 0 }),
  createdAt: At,
  createdBy: Type.String(),
  sentAt: nullable(At),
  endedAt: nullable(At),
  updatedBy: Type.String(),
  version: Version,
} as const;

export const TransferSummary = Type.Object(fields);
export type TransferSummary = Static<typeof TransferSummary>;

export const TransferLine = Type.Object({
  skuId: Id,
  sku: Type.String(),
  title: Type.String(),
  quantity: Quantity,
  received: Quantity,
  /** Lost or broken on the way. */
  writtenOff: Quantity,
  /** Back where they came from. */
  returned: Quantity,
  onTheWay: Quantity,
  /** On hand less reserved where they come from. */
  availableFrom: Type.Integer(),
  /** Why units were written off. */
  note: nullable(Type.String()),
});
export type TransferLine = Static<typeof TransferLine>;

const MOST_LINES = 500;

export const Transfer = Type.Object({ ...fields, lines: Type.Array(TransferLine, { maxItems: MOST_LINES }) });
export type Transfer = Static<typeof Transfer>;

/** Units of a SKU that are between two locations. */
export const UnitsOnTheWay = Type.Object({
  transferId: Id,
  fromLocationName: Type.String(),
  toLocationName: Type.String(),
  quantity: Quantity,
  sentAt: At,
});
export type UnitsOnTheWay = Static<typeof UnitsOnTheWay>;

const TransferBody = Type.Object(
  {
    fromLocationId: Id,
    toLocationId: Id,
    note: Type.Optional(nullable(Text(500))),
    lines: Type.Array(
      Type.Object({ sku: Text(64), quantity: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }, closed),
      { minItems: 1, maxItems: MOST_LINES },
    ),
  },
  closed,
);

const Params = Type.Object({ transferId: TransferId }, closed);
const bodyCodes = ['unknown_location', 'same_location', 'unknown_sku', 'is_kit', 'repeated_sku'] as const;

export const transferRoutes = defineRoutes({
  listTransfers: {
    method: 'GET',
    path: '/transfers',
    summary: 'Transfers, newest first',
    tags: ['transfers'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object(
      {
        ...pageQuery,
        state: Type.Optional(Type.Enum([...transferStates], { description: 'Transfers in this state only.' })),
      },
      closed,
    ),
    replies: { 200: pageOf(TransferSummary), 400: Problem, 401: Problem },
    codes: ['bad_cursor'],
  },
  createTransfer: {
    method: 'POST',
    path: '/transfers',
    summary: 'Draft a transfer; nothing leaves a shelf yet',
    tags: ['transfers'],
    auth: 'member',
    roles: workingRoles,
    body: TransferBody,
    replies: { 201: Transfer, 400: Problem, 401: Problem, 403: Problem, 409: Problem },
    codes: [...bodyCodes],
  },
  getTransfer: {
    method: 'GET',
    path: '/transfers/:transferId',
    summary: 'One transfer with its lines',
    tags: ['transfers'],
    auth: 'member',
    roles: everyRole,
    params: Params,
    replies: { 200: Transfer, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
  changeTransfer: {
    method: 'PUT',
    path: '/transfers/:transferId',
    summary: 'Change a draft; If-Match carries its version',
    tags: ['transfers'],
    auth: 'member',
    roles: workingRoles,
    params: Params,
    body: TransferBody,
    replies: { 200: Transfer, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'version_required', 'changed_meanwhile', 'not_allowed_now', ...bodyCodes],
  },
  sendTransfer: {
    method: 'POST',
    path: '/transfers/:transferId/send',
    summary: 'Take the units off the shelf; all of them or none',
    tags: ['transfers'],
    auth: 'member',
    roles: workingRoles,
    params: Params,
    replies: { 200: Transfer, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'not_allowed_now', 'below_reserved'],
  },
  receiveTransfer: {
    method: 'POST',
    path: '/transfers/:transferId/receive',
    summary: 'Put units that arrived on the shelf, and give up those that will not; the rest stays on the way',
    tags: ['transfers'],
    auth: 'member',
    roles: workingRoles,
    params: Params,
    body: Type.Object(
      {
        lines: Type.Array(
          Type.Object(
            {
              skuId: Id,
              received: Quantity,
              writtenOff: Type.Optional(Quantity),
              /** Why units were written off. */
              note: Type.Optional(Text(500)),
            },
            closed,
          ),
          { minItems: 1, maxItems: MOST_LINES },
        ),
      },
      closed,
    ),
    replies: { 200: Transfer, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'not_allowed_now', 'unknown_line', 'too_many_units', 'note_required', 'repeated_sku'],
  },
  cancelTransfer: {
    method: 'POST',
    path: '/transfers/:transferId/cancel',
    summary: 'Give a transfer up; units still on the way are put back where they came from',
    tags: ['transfers'],
    auth: 'member',
    roles: workingRoles,
    params: Params,
    replies: { 200: Transfer, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'not_allowed_now'],
  },
  listOnTheWay: {
    method: 'GET',
    path: '/skus/:skuId/on-the-way',
    summary: 'Units of a SKU that are between two locations: in nobody’s available',
    tags: ['transfers'],
    auth: 'member',
    roles: everyRole,
    params: Type.Object({ skuId: SkuId }, closed),
    replies: {
      200: Type.Object({ items: Type.Array(UnitsOnTheWay, { maxItems: 100 }) }),
      400: Problem,
      401: Problem,
      404: Problem,
    },
    codes: ['not_found'],
  },
});
