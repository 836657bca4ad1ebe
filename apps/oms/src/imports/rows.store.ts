/** Owns the SQL of the rows of imports. */
import type { ImportProblem, ImportRowState } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { CheckedRow, ImportJob, ImportRowKept } from './imports.ts';
import type { RowOutcome } from './kinds.ts';
import type { TableRow } from './read-table.ts';

type Of = Pick<ImportJob, 'organizationId' | 'importId'>;

interface RowRecord {
  row_number: number;
  line: number;
  cells: string[];
  state: ImportRowState;
  parsed: unknown;
  row_key: string | null;
  repeats: number | null;
  problems: ImportProblem[];
  preview: string | null;
  version: number;
}

const columns = 'row_number, line, cells, state, parsed, row_key, repeats, problems, preview, version';

const toRow = (row: RowRecord): ImportRowKept => ({
  row: row.row_number,
  line: row.line,
  cells: row.cells,
  state: row.state,
  parsed: row.parsed,
  key: row.row_key,
  repeats: row.repeats,
  problems: row.problems,
  preview: row.preview,
  version: row.version,
});

const insert = statement(
  'importRowInsert',
  `insert into oms.import_rows (organization_id, import_id, row_number, line, cells, state)
   select $1, $2, w.row_number, w.line, w.cells, 'waiting'
   from jsonb_to_recordset($3::jsonb) as w(row_number bigint, line bigint, cells jsonb)`,
);

/** Rows of one statement: larger ones hold up everybody else on the embedded database. */
const INSERTED_AT_ONCE = 2_000;

/** Keeps the rows of a file, to be checked. */
export async function insertRows(tx: Handle, { organizationId, importId }: Of, rows: readonly TableRow[]) {
  for (let start = 0; start < rows.length; start += INSERTED_AT_ONCE) {
    const part = rows
      .slice(start, start + INSERTED_AT_ONCE)
      .map(({ line, cells }, index) => ({ row_number: start + index + 1, line, cells }));
    await insert(tx, [organizationId, importId, JSON.stringify(part)]);
  }
}

const listByState = statement<RowRecord>(
  'importRowListByState',
  `select ${columns} from oms.import_rows
   where organization_id = $1 and import_id = $2 and state = $3 and row_number > $4
   order by row_number limit $5`,
);

const listAll = statement<RowRecord>(
  'importRowList',
  `select ${columns} from oms.import_rows
   where organization_id = $1 and import_id = $2 and row_number > $3
   order by row_number limit $4`,
);

/** In the order of the file. */
export async function listRows(
  handle: Handle,
  { organizationId, importId }: Of,
  page: { readonly state?: ImportRowState | undefined; readonly after: number; readonly limit: number },
): Promise<readonly ImportRowKept[]> {
  const { state, after, limit } = page;
  const found =
    state === undefined
      ? await listAll(handle, [organizationId, importId, after, limit])
      : await listByState(handle, [organizationId, importId, state, after, limit]);
  return found.map(toRow);
}

const load = statement<RowRecord>(
  'importRowLoad',
  `select ${columns} from oms.import_rows where organization_id = $1 and import_id = $2 and row_number = $3`,
);

export async function loadRow(
  handle: Handle,
  { organizationId, importId }: Of,
  row: number,
): Promise<ImportRowKept | undefined> {
  const [found] = await load(handle, [organizationId, importId, row]);
  return found && toRow(found);
}

const saveChecked = statement(
  'importRowSaveChecked',
  `update oms.import_rows r set state = w.state, parsed = w.parsed, row_key = w.row_key, problems = w.problems,
     preview = w.preview, cells = coalesce(w.cells, r.cells),
     version = r.version + case when w.cells is null then 0 else 1 end, repeats = null
   from jsonb_to_recordset($3::jsonb)
     as w(row_number bigint, state text, parsed jsonb, row_key text, problems jsonb, preview text, cells jsonb)
   where r.organization_id = $1 and r.import_id = $2 and r.row_number = w.row_number
     and r.row_number between $4 and $5`,
);

/** Says what rows mean; with `cells` they were corrected. Which of them repeat others is found by {@link markRepeated}. */
export async function saveCheckedRows(
  tx: Handle,
  { organizationId, importId }: Of,
  rows: readonly (CheckedRow & { readonly row: number; readonly cells?: readonly string[] })[],
): Promise<void> {
  const values = rows.map(({ row, parsed, key, problems, preview, cells }) => ({
    row_number: row,
    state: problems.length === 0 ? 'valid' : 'invalid',
    parsed,
    row_key: key,
    problems,
    preview,
    ...(cells === undefined ? {} : { cells }),
  }));
  const numbers = rows.map(({ row }) => row);
  // The range lets rows be found by their key although a table just filled has no statistics.
  const range = [Math.min(...numbers), Math.max(...numbers)];
  await saveChecked(tx, [organizationId, importId, JSON.stringify(values), ...range]);
}

const findTwins = statement<{ row_number: number; other: number | null }>(
  'importRowFindTwins',
  `select row_number, other from (
     select row_number, coalesce(lag(line) over twins, lead(line) over twins) as other
     from oms.import_rows
     where organization_id = $1 and import_id = $2 and row_key is not null
       and ($3::text[] is null or row_key = any($3::text[]))
     window twins as (partition by row_key order by row_number)
   ) t
   where other is not null or $3::text[] is not null
   order by row_number`,
);

const mark = statement(
  'importRowMarkRepeated',
  `update oms.import_rows r set repeats = w.other,
     state = case when w.other is null and r.problems = '[]'::jsonb then 'valid' else 'invalid' end
   from unnest($3::bigint[], $4::bigint[]) as w(row_number, other)
   where r.organization_id = $1 and r.import_id = $2 and r.row_number = w.row_number
     and r.row_number between $5 and $6 and r.state in ('valid', 'invalid')`,
);

/** Rows of one statement. */
const MARKED_AT_ONCE = 1_000;

/** Finds the rows that have their key in common with others, among these keys or all. */
export async function markRepeated(
  tx: Handle,
  { organizationId, importId }: Of,
  keys: readonly string[] | null,
): Promise<void> {
  const found = await findTwins(tx, [organizationId, importId, keys]);
  for (let start = 0; start < found.length; start += MARKED_AT_ONCE) {
    const part = found.slice(start, start + MARKED_AT_ONCE);
    const numbers = part.map((row) => row.row_number);
    const others = part.map((row) => row.other);
    await mark(tx, [organizationId, importId, numbers, others, numbers[0], numbers.at(-1)]);
  }
}

const settle = statement<{ row_number: number }>(
  'importRowSettle',
  `update oms.import_rows r
   set state = case when w.code is null then 'applied' else 'refused' end,
     problems = case when w.code is null then r.problems
       else jsonb_build_array(jsonb_build_object('column', null, 'code', w.code, 'text', w.text)) end
   from unnest($3::bigint[], $4::text[], $5::text[]) as w(row_number, code, text)
   where r.organization_id = $1 and r.import_id = $2 and r.row_number = w.row_number and r.state = 'valid'
   returning r.row_number`,
);

/** Says what became of rows that were to be applied; answers how many of them still were. */
export async function settleRows(
  tx: Handle,
  { organizationId, importId }: Of,
  outcomes: readonly RowOutcome[],
): Promise<number> {
  const settled = await settle(tx, [
    organizationId,
    importId,
    outcomes.map(({ row }) => row),
    outcomes.map(({ refusal }) => refusal?.code ?? null),
    outcomes.map(({ refusal }) => refusal?.text ?? null),
  ]);
  return settled.length;
}
