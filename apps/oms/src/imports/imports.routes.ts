/** Owns the HTTP edge of imports. */
import { type Refusal, refuse, toPage } from '@jetway/kernel';
import { type Import, type ImportRow, importRoutes as routes } from '@jetway/oms-api';
import { DEFAULT_LIMIT, etagOf, ifMatchVersion, problem, readCursor } from '@jetway/service';
import { defineFeature, type Feature } from '../edge/index.ts';
import { listImports, loadImport } from './imports.store.ts';
import type { ImportJob, ImportRowKept } from './imports.ts';
import type { ImportKind } from './kinds.ts';
import { applyImport, cancelImport, correctRow, type ImportDeps, makeImport } from './make-import.ts';
import { listRows } from './rows.store.ts';

const NO_IMPORT = refuse('not_found', 'There is no such import.').refusal;
const VERSION_REQUIRED = refuse('version_required', 'Send the version you have seen in If-Match.').refusal;

const toImport = (job: ImportJob): Import => ({
  id: job.importId,
  kind: job.kind,
  fileName: job.fileName,
  mode: job.mode,
  state: job.state,
  header: [...job.header],
  unusedColumns: [...job.unused],
  rows: job.rows,
  error: job.error,
  createdAt: job.createdAt,
  createdBy: job.createdBy,
  endedAt: job.endedAt,
  updatedBy: job.by.actor,
});

function toRow(row: ImportRowKept, kind: ImportKind): ImportRow {
  const repeated = row.repeats === null ? [] : [{ column: null, code: 'repeated', text: kind.repeated(row.repeats) }];
  return {
    row: row.row,
    line: row.line,
    cells: [...row.cells],
    state: row.state,
    problems: [...row.problems, ...repeated],
    preview: row.preview,
    version: row.version,
  };
}

const isMissing = (refusal: Refusal): boolean => refusal.code === 'not_found';

/** Imports over HTTP. */
export function importsFeature(deps: ImportDeps): Feature<typeof routes> {
  const { database, kinds } = deps;
  return defineFeature({
    routes,
    handlers: {
      createImport: async (context, { body }) => {
        const made = await makeImport(deps, context, body);
        return made.ok
          ? { status: 201, body: toImport(made.value) }
          : problem(400, made.refusal, { requestId: context.requestId });
      },
      listImports: async ({ organizationId, requestId }, { query }) => {
        const after = readCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        const limit = query.limit ?? DEFAULT_LIMIT;
        const wanted = { kind: query.kind, after: after.value, limit: limit + 1 };
        const found = await listImports(database.db, organizationId, wanted);
        const { items, next } = toPage(found, limit, (job) => ({ at: job.createdAt, id: job.importId }));
        return { status: 200, body: { items: items.map(toImport), next } };
      },
      getImport: async ({ organizationId, requestId }, { params }) => {
        const job = await loadImport(database.db, organizationId, params.importId);
        return job === undefined ? problem(404, NO_IMPORT, { requestId }) : { status: 200, body: toImport(job) };
      },
      listImportRows: async ({ organizationId, requestId }, { params, query }) => {
        const after = readCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        const job = await loadImport(database.db, organizationId, params.importId);
        if (job === undefined) return problem(404, NO_IMPORT, { requestId });
        const limit = query.limit ?? DEFAULT_LIMIT;
        const wanted = { state: query.state, after: after.value?.at ?? 0, limit: limit + 1 };
        const page = toPage(await listRows(database.db, job, wanted), limit, ({ row }) => ({ at: row, id: 'row' }));
        const items = page.items.map((row) => toRow(row, kinds[job.kind]));
        return { status: 200, body: { items, next: page.next } };
      },
      changeImportRow: async (context, { params, body }) => {
        const { requestId } = context;
        const version = ifMatchVersion(context);
        if (!version.ok) return problem(400, version.refusal, { requestId });
        if (version.value === undefined) return problem(400, VERSION_REQUIRED, { requestId });
        const change = { row: params.row, version: version.value, cells: body.cells };
        const done = await correctRow(deps, context, params.importId, change);
        if (!done.ok) return problem(isMissing(done.refusal) ? 404 : 409, done.refusal, { requestId });
        const job = await loadImport(database.db, context.organizationId, params.importId);
        if (job === undefined) return problem(404, NO_IMPORT, { requestId });
        return { status: 200, body: toRow(done.value, kinds[job.kind]), headers: etagOf(done.value.version) };
      },
      applyImport: async (context, { params }) => {
        const done = await applyImport(deps, context, params.importId);
        return done.ok
          ? { status: 202, body: toImport(done.value) }
          : problem(isMissing(done.refusal) ? 404 : 409, done.refusal, { requestId: context.requestId });
      },
      cancelImport: async (context, { params }) => {
        const done = await cancelImport(deps, context, params.importId);
        return done.ok
          ? { status: 200, body: toImport(done.value) }
          : problem(isMissing(done.refusal) ? 404 : 409, done.refusal, { requestId: context.requestId });
      },
    },
  });
}
