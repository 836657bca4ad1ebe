/** Owns the part of the operator API about the files that merchants upload. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { AccountId, At, closed, FileId, Id, nullable, pageQuery } from './shapes.ts';

/** What merchants are told of a file; the words are Jet's. */
export const OperatorFileStatus = Type.Enum(
  ['Acknowledged', 'Processing', 'Processed successfully', 'Processed with errors'],
  { description: 'Only files of which merchants are told this.' },
);

export const OperatorFile = Type.Object({
  id: Id,
  /** As the merchant sent it, as is the name. */
  type: Type.String(),
  name: Type.String(),
  status: Type.String(),
  /** As uploaded. */
  sizeBytes: Type.Integer(),
  /** Real time; the order of lists. */
  createdAt: At,
  /** World time, as the next two. */
  receivedAt: At,
  startedAt: nullable(At),
  endedAt: nullable(At),
  /** done = applied + inError + superseded. */
  records: Type.Object({
    done: Type.Integer(),
    applied: Type.Integer(),
    inError: Type.Integer(),
    superseded: Type.Integer(),
  }),
  errorCount: Type.Integer(),
  /** Tries in a row that ended in an error of the marketplace. */
  failures: Type.Integer(),
  /** It failed too often, and waits to be tried again by hand. */
  isStuck: Type.Boolean(),
  /** The request that had it processed. */
  requestId: Type.String(),
});
export type OperatorFile = Static<typeof OperatorFile>;

const FileParams = Type.Object({ accountId: AccountId, fileId: FileId }, closed);

export const operatorFileRoutes = defineRoutes({
  listFiles: {
    method: 'GET',
    path: '/accounts/:accountId/files',
    summary: 'Files that an account had processed, the newest first',
    tags: ['files'],
    auth: 'operator',
    params: Type.Object({ accountId: AccountId }, closed),
    query: Type.Object({ ...pageQuery, status: Type.Optional(OperatorFileStatus) }, closed),
    replies: { 200: pageOf(OperatorFile), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  getFile: {
    method: 'GET',
    path: '/accounts/:accountId/files/:fileId',
    summary: 'One file with its first errors',
    tags: ['files'],
    auth: 'operator',
    params: FileParams,
    replies: {
      200: Type.Object({
        file: OperatorFile,
        errorExcerpt: Type.Array(Type.String(), { maxItems: 20 }),
        /** Gives all errors for an hour; null when there is none, or it is too old to be kept. */
        errorUrl: nullable(Type.String()),
      }),
      400: Problem,
      401: Problem,
      404: Problem,
    },
    codes: ['not_found'],
  },
  retryFile: {
    method: 'POST',
    path: '/accounts/:accountId/files/:fileId/retry',
    summary: 'Try a file again now that waits, or that failed too often',
    tags: ['files'],
    auth: 'operator',
    params: FileParams,
    replies: { 200: OperatorFile, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'not_allowed_now'],
  },
});
