/** Owns what people do with imports: bring a file in, correct a row, have it applied, give it up. */
import { type Ids, type Instant, ok, type Refusal, type Result, refuse } from '@jetway/kernel';
import type { ImportKindName, ImportMode } from '@jetway/oms-api';
import { notify } from '@jetway/service';
import type { Database, Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { touch } from '../events/index.ts';
import { cellsById, findColumns } from './columns.ts';
import { insertImport, loadImport, lockImport, moveImport, recountRows } from './imports.store.ts';
import { canCorrect, type ImportJob, type ImportRowKept, importLifecycle } from './imports.ts';
import type { ImportKinds } from './kinds.ts';
import { readTable, type TableCode } from './read-table.ts';
import { insertRows, loadRow, markRepeated, saveCheckedRows } from './rows.store.ts';

/** Channel of NOTIFY that wakes whoever works at imports. */
export const importsChannel = 'oms_imports';

export interface ImportDeps {
  readonly database: Database;
  readonly ids: Ids;
  readonly kinds: ImportKinds;
}

/** Who asks, in which organization, when. */
export interface Asker extends Actor {
  readonly organizationId: string;
  readonly now: Instant;
}

export interface ImportFile {
  readonly kind: ImportKindName;
  readonly fileName: string;
  readonly contentBase64: string;
  readonly mode?: ImportMode;
}

type FileCode = TableCode | 'bad_base64' | 'bad_columns' | 'no_rows' | 'mode_required';

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

function readBase64(text: string): Uint8Array | undefined {
  return text.length % 4 === 0 && BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
}

/** Reads a file and keeps its rows; they are checked in the background. Refusals say what is wrong with the file. */
export async function makeImport(
  { database, ids, kinds }: ImportDeps,
  by: Asker,
  file: ImportFile,
): Promise<Result<ImportJob, FileCode>> {
  const kind = kinds[file.kind];
  const mode = file.mode ?? null;
  if (kind.hasModes && mode === null)
    return refuse('mode_required', 'Say whether the quantities were counted (set) or are differences (change).', {
      path: '/mode',
    });
  const bytes = readBase64(file.contentBase64);
  if (bytes === undefined) return refuse('bad_base64', 'This is no base64.', { path: '/contentBase64' });
  const table = readTable(bytes);
  if (!table.ok) return table;
  const found = findColumns(table.value.header, kind.columns);
  if (!found.ok) return found;
  if (table.value.rows.length === 0) return refuse('no_rows', 'The file has a header, and no row below it.');
  const { organizationId, now } = by;
  const importId = ids.uuid();
  const { header } = table.value;
  const { unused } = found.value;
  const made = {
    importId,
    kind: file.kind,
    fileName: file.fileName,
    mode: kind.hasModes ? mode : null,
    header,
    unused,
  };
  const job = await database.transaction(async (tx) => {
    await insertImport(tx, organizationId, made, by, now);
    await insertRows(tx, { organizationId, importId }, table.value.rows);
    await recountRows(tx, { organizationId, importId }, now);
    await tell(tx, organizationId, importId);
    return loadImport(tx, organizationId, importId);
  });
  if (job === undefined) throw new Error('an import vanished');
  return ok(job);
}

async function tell(tx: Handle, organizationId: string, importId: string): Promise<void> {
  await touch(tx, organizationId, 'stock-work', importId);
  await notify(tx, importsChannel);
}

const NO_IMPORT = refuse('not_found', 'There is no such import.');

const cannot = (job: ImportJob, what: string) =>
  refuse('not_allowed_now', `An import that is ${job.state} cannot be ${what}.`);

/** Corrects the cells of a row and checks it anew, with the rows whose key it had or has. */
export async function correctRow(
  { database, kinds }: ImportDeps,
  { organizationId, now }: Asker,
  importId: string,
  change: { readonly row: number; readonly version: number; readonly cells: readonly string[] },
): Promise<Result<ImportRowKept, 'not_found' | 'changed_meanwhile' | 'not_allowed_now'>> {
  return database.transaction(async (tx) => {
    const job = await lockImport(tx, organizationId, importId);
    const before = job && (await loadRow(tx, job, change.row));
    if (job === undefined || before === undefined) return NO_IMPORT;
    if (!canCorrect(job.state)) return cannot(job, 'corrected');
    if (before.version !== change.version)
      return refuse('changed_meanwhile', 'The row was changed meanwhile: look at it again.');
    const checked = await checkRows(tx, { kinds }, job, [change], now);
    await saveCheckedRows(
      tx,
      job,
      checked.map((row) => ({ ...row, cells: change.cells })),
    );
    const keys = [before.key, ...checked.map(({ key }) => key)].filter((key) => key !== null);
    await markRepeated(tx, job, keys);
    await recountRows(tx, job, now);
    await touch(tx, organizationId, 'stock-work', importId);
    const after = await loadRow(tx, job, change.row);
    return after === undefined ? NO_IMPORT : ok(after);
  });
}

/** What rows mean, by their cells. */
export async function checkRows(
  tx: Handle,
  { kinds }: Pick<ImportDeps, 'kinds'>,
  job: ImportJob,
  rows: readonly { readonly row: number; readonly cells: readonly string[] }[],
  now: Instant,
) {
  const kind = kinds[job.kind];
  const columns = findColumns(job.header, kind.columns);
  if (!columns.ok) throw new Error(`the columns of the import ${job.importId} are no longer understood`);
  const cells = rows.map((row) => cellsById(row.cells, columns.value, kind.columns));
  const checked = await kind.check(tx, job.organizationId, cells, job.mode, now);
  return rows.flatMap(({ row, cells: texts }, index) => {
    const one = checked[index];
    if (one === undefined) return [];
    const extra = texts.length - job.header.length;
    if (extra <= 0) return [{ row, ...one }];
    const text = `The row has ${extra} more ${extra === 1 ? 'cell' : 'cells'} than the header has names.`;
    const problems = [...one.problems, { column: null, code: 'too_many_cells', text }];
    return [{ row, ...one, parsed: null, problems }];
  });
}

type Moved = Result<ImportJob, 'not_found' | 'not_allowed_now' | 'nothing_valid'>;

/** Moves an import on by what people may do with it. */
async function step(
  { database }: ImportDeps,
  { organizationId, now, actor, requestId }: Asker,
  importId: string,
  event: 'apply' | 'cancel',
  judge: (job: ImportJob) => { readonly ok: false; readonly refusal: Refusal<'nothing_valid'> } | undefined,
): Promise<Moved> {
  return database.transaction(async (tx): Promise<Moved> => {
    const job = await lockImport(tx, organizationId, importId);
    if (job === undefined) return NO_IMPORT;
    const [to] = importLifecycle.targets(job.state, event);
    if (to === undefined) return cannot(job, event === 'apply' ? 'applied' : 'cancelled');
    const refused = judge(job);
    if (refused !== undefined) return refused;
    await moveImport(tx, job, { to, by: { actor, requestId } }, now);
    await tell(tx, organizationId, importId);
    return ok((await loadImport(tx, organizationId, importId)) ?? job);
  });
}

/** Has the valid rows applied. */
export const applyImport = (deps: ImportDeps, by: Asker, importId: string): Promise<Moved> =>
  step(deps, by, importId, 'apply', (job) =>
    job.rows.valid > 0 ? undefined : refuse('nothing_valid', 'No row is valid: correct some first.'),
  );

/** Lets no further row be applied. */
export const cancelImport = (deps: ImportDeps, by: Asker, importId: string): Promise<Moved> =>
  step(deps, by, importId, 'cancel', () => undefined);
