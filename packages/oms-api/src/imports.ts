/** Owns the part of the OMS API about imports: files whose rows are looked at, corrected, and applied when confirmed. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { At, closed, everyRole, Id, ImportId, nullable, pageQuery, Text, Version, workingRoles } from './shapes.ts';

/** stock: what lies where; tracking: parcels that left. */
export const importKinds = ['stock', 'tracking'] as const;
export type ImportKindName = (typeof importKinds)[number];

/** set: the quantities were counted; change: they are differences. */
export const importModes = ['set', 'change'] as const;
export type ImportMode = (typeof importModes)[number];

export const importStates = ['reading', 'ready', 'applying', 'done', 'cancelled', 'failed'] as const;
export type ImportState = (typeof importStates)[number];

/** waiting: not looked at yet; refused: valid when it was read, but not when it was to be applied. */
export const importRowStates = ['waiting', 'valid', 'invalid', 'applied', 'refused'] as const;
export type ImportRowState = (typeof importRowStates)[number];

const Count = Type.Integer({ minimum: 0 });

export const Import = Type.Object({
  id: Id,
  kind: Type.Enum([...importKinds]),
  fileName: Type.String(),
  /** Null when the kind knows no modes. */
  mode: nullable(Type.Enum([...importModes])),
  state: Type.Enum([...importStates]),
  /** Names of the file's columns, in its order. */
  header: Type.Array(Type.String(), { maxItems: 200 }),
  /** Columns that mean nothing here. */
  unusedColumns: Type.Array(Type.String(), { maxItems: 200 }),
  /** How many rows are in each state. */
  rows: Type.Object({ waiting: Count, valid: Count, invalid: Count, applied: Count, refused: Count }),
  /** Why it failed. */
  error: nullable(Type.String()),
  createdAt: At,
  createdBy: Type.String(),
  endedAt: nullable(At),
  /** Who did the last thing to it. */
  updatedBy: Type.String(),
});
export type Import = Static<typeof Import>;

export const ImportProblem = Type.Object({
  /** Name of the column; null when it is about the whole row. */
  column: nullable(Type.String()),
  code: Type.String(),
  text: Type.String(),
});
export type ImportProblem = Static<typeof ImportProblem>;

export const ImportRow = Type.Object({
  /** Counts from 1. */
  row: Type.Integer({ minimum: 1 }),
  /** Line of the file on which it begins. */
  line: Type.Integer({ minimum: 1 }),
  /** In the order of the header. */
  cells: Type.Array(Type.String(), { maxItems: 200 }),
  state: Type.Enum([...importRowStates]),
  problems: Type.Array(ImportProblem, { maxItems: 50 }),
  /** What applying does, in words; null when that is not known. */
  preview: nullable(Type.String()),
  version: Version,
});
export type ImportRow = Static<typeof ImportRow>;

/** 10 MiB, as base64 writes them. */
const LONGEST_CONTENT = 13_981_016;

const Params = Type.Object({ importId: ImportId }, closed);
const RowParams = Type.Object(
  {
    importId: ImportId,
    row: Type.Integer({ minimum: 1, maximum: 50_000, description: 'The row, counted from 1 below the header.' }),
  },
  closed,
);

export const importRoutes = defineRoutes({
  createImport: {
    method: 'POST',
    path: '/imports',
    summary: 'Read a CSV file; nothing is applied before that is asked for',
    description:
      'Separated by comma, semicolon, tab or bar; UTF-8, UTF-16 or Windows-1252; 10 MiB and 50,000 rows at most. Stock: SKU, Quantity, and if wanted Location and Note. Tracking: Order, Carrier, Tracking number, and if wanted Method, SKU, Quantity, Ship date.',
    tags: ['imports'],
    auth: 'member',
    roles: workingRoles,
    bodyLimitBytes: 15_728_640,
    body: Type.Object(
      {
        kind: Type.Enum([...importKinds]),
        fileName: Text(255),
        contentBase64: Text(LONGEST_CONTENT),
        mode: Type.Optional(Type.Enum([...importModes])),
      },
      closed,
    ),
    replies: { 201: Import, 400: Problem, 401: Problem, 403: Problem, 409: Problem },
    codes: [
      'bad_base64',
      'empty_file',
      'no_text',
      'too_large',
      'too_many_rows',
      'too_long',
      'broken_quotes',
      'bad_columns',
      'no_rows',
      'mode_required',
    ],
  },
  listImports: {
    method: 'GET',
    path: '/imports',
    summary: 'Imports of the last 90 days, newest first',
    tags: ['imports'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object(
      { ...pageQuery, kind: Type.Optional(Type.Enum([...importKinds], { description: 'Imports of this kind only.' })) },
      closed,
    ),
    replies: { 200: pageOf(Import), 400: Problem, 401: Problem },
    codes: ['bad_cursor'],
  },
  getImport: {
    method: 'GET',
    path: '/imports/:importId',
    summary: 'How far an import is',
    tags: ['imports'],
    auth: 'member',
    roles: everyRole,
    params: Params,
    replies: { 200: Import, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
  listImportRows: {
    method: 'GET',
    path: '/imports/:importId/rows',
    summary: 'The rows of an import, in the order of the file',
    tags: ['imports'],
    auth: 'member',
    roles: everyRole,
    params: Params,
    query: Type.Object(
      {
        ...pageQuery,
        state: Type.Optional(Type.Enum([...importRowStates], { description: 'Rows in this state only.' })),
      },
      closed,
    ),
    replies: { 200: pageOf(ImportRow), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  changeImportRow: {
    method: 'PUT',
    path: '/imports/:importId/rows/:row',
    summary: 'Correct a row, which is then checked anew; If-Match carries its version',
    tags: ['imports'],
    auth: 'member',
    roles: workingRoles,
    params: RowParams,
    body: Type.Object(
      {
        /** In the order of the header. */
        cells: Type.Array(Type.String({ maxLength: 4_000 }), { minItems: 1, maxItems: 200 }),
      },
      closed,
    ),
    replies: { 200: ImportRow, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'version_required', 'changed_meanwhile', 'not_allowed_now'],
  },
  applyImport: {
    method: 'POST',
    path: '/imports/:importId/apply',
    summary: 'Apply the valid rows, in the background; rows in error are left out',
    tags: ['imports'],
    auth: 'member',
    roles: workingRoles,
    params: Params,
    replies: { 202: Import, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'not_allowed_now', 'nothing_valid'],
  },
  cancelImport: {
    method: 'POST',
    path: '/imports/:importId/cancel',
    summary: 'Apply no further row; what was applied stays',
    tags: ['imports'],
    auth: 'member',
    roles: workingRoles,
    params: Params,
    replies: { 200: Import, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'not_allowed_now'],
  },
});
