/** Owns the import of stock: what lies where, counted or by difference. */
import { ok, type Result, refuse } from '@jetway/kernel';
import type { ImportMode, ImportProblem } from '@jetway/oms-api';
import type { Handle } from '../database/index.ts';
import { adjustStocks, type FoundSku, findSkus, readStockLevels } from '../inventory/index.ts';
import { type LocationRow, listLocations } from '../locations/index.ts';
import type { ColumnRule } from './columns.ts';
import type { CheckedRow } from './imports.ts';
import type { Cells, ImportKind } from './kinds.ts';

const columns: readonly ColumnRule[] = [
  { id: 'sku', name: 'SKU', aliases: ['merchant sku', 'seller sku', 'item sku'], isRequired: true },
  { id: 'location', name: 'Location', aliases: ['warehouse', 'location name'], isRequired: false },
  { id: 'quantity', name: 'Quantity', aliases: ['qty', 'on hand', 'stock', 'count', 'change'], isRequired: true },
  { id: 'note', name: 'Note', aliases: ['comment', 'notes'], isRequired: false },
];

/** What applying needs. */
interface StockRow {
  readonly skuId: string;
  readonly locationId: string;
  readonly quantity: number;
  readonly note: string | null;
}

/** What a spreadsheet makes of a long number: 1.23E+11. */
const SPREADSHEET_NUMBER = /^\d(?:[.,]\d+)?e\+?\d{1,3}$/i;
const LONGEST_NOTE = 500;
const MOST_UNITS = 1_000_000;
/** An organization has far fewer. */
const MOST_LOCATIONS = 1_000;

/** Why no SKU is called this. */
export function unknownSku(sku: string): ImportProblem {
  if (sku === '') return { column: 'SKU', code: 'required', text: 'The SKU is missing.' };
  if (SPREADSHEET_NUMBER.test(sku))
    return {
      column: 'SKU',
      code: 'spreadsheet_number',
      text: `A spreadsheet turned this SKU into the number ${sku}: format the column as text and save it again.`,
    };
  return { column: 'SKU', code: 'unknown_sku', text: `No SKU here is called ${sku}.` };
}

/** Reads a quantity. Refusal: `not_integer`, `out_of_range`. */
export function readQuantity(
  text: string,
  mode: ImportMode | null,
): Result<number, 'required' | 'not_integer' | 'out_of_range'> {
  if (text === '') return refuse('required', 'The quantity is missing.');
  if (!/^[+-]?\d{1,15}$/.test(text)) return refuse('not_integer', `“${text.slice(0, 40)}” is no whole number.`);
  const quantity = Number(text);
  const least = mode === 'set' ? 0 : -MOST_UNITS;
  if (quantity < least || quantity > MOST_UNITS)
    return refuse('out_of_range', `${text} is not between ${least} and ${MOST_UNITS}.`);
  // "-0" is no number of units.
  return ok(quantity === 0 ? 0 : quantity);
}

function readLocation(
  text: string,
  locations: readonly LocationRow[],
): Result<LocationRow, 'required' | 'unknown_location'> {
  if (text !== '') {
    const named = locations.find(({ name }) => name.toLowerCase() === text.toLowerCase());
    return named === undefined ? refuse('unknown_location', `There is no location called ${text}.`) : ok(named);
  }
  const active = locations.filter((location) => location.active);
  const [only] = active;
  if (only !== undefined && active.length === 1) return ok(only);
  return refuse('required', 'Say at which location: there are several.');
}

const problemAt = (
  column: string,
  { refusal }: { readonly refusal: { code: string; text: string } },
): ImportProblem => ({
  column,
  code: refusal.code,
  text: refusal.text,
});

interface Known {
  readonly skus: ReadonlyMap<string, FoundSku>;
  readonly locations: readonly LocationRow[];
  readonly mode: ImportMode | null;
}

const kit = (sku: string): ImportProblem => ({
  column: 'SKU',
  code: 'is_kit',
  text: `${sku} is a kit, which has no stock of its own: name its components.`,
});

function readRow(cells: Cells, { skus, locations, mode }: Known): StockRow | readonly ImportProblem[] {
  const { sku = '', location = '', quantity = '', note = '' } = cells;
  const known = skus.get(sku);
  const found = known?.isKit === true ? undefined : known;
  const place = readLocation(location, locations);
  const units = readQuantity(quantity, mode);
  const isLong = note.length > LONGEST_NOTE;
  if (found !== undefined && place.ok && units.ok && !isLong) {
    const { skuId } = found;
    return { skuId, locationId: place.value.locationId, quantity: units.value, note: note === '' ? null : note };
  }
  return [
    ...(known === undefined ? [unknownSku(sku)] : []),
    ...(known?.isKit === true ? [kit(sku)] : []),
    ...(place.ok ? [] : [problemAt('Location', place)]),
    ...(units.ok ? [] : [problemAt('Quantity', units)]),
    ...(isLong ? [{ column: 'Note', code: 'too_long', text: `A note holds ${LONGEST_NOTE} characters at most.` }] : []),
  ];
}

const isProblems = (read: StockRow | readonly ImportProblem[]): read is readonly ImportProblem[] => Array.isArray(read);

const keyOf = ({ skuId, locationId }: Pick<StockRow, 'skuId' | 'locationId'>): string => `${skuId} ${locationId}`;

async function check(
  handle: Handle,
  organizationId: string,
  rows: readonly Cells[],
  mode: ImportMode | null,
): Promise<readonly CheckedRow[]> {
  const skus = await findSkus(
    handle,
    organizationId,
    rows.map(({ sku = '' }) => sku),
  );
  const locations = await listLocations(handle, organizationId, undefined, MOST_LOCATIONS);
  const read = rows.map((cells) => readRow(cells, { skus, locations, mode }));
  const meant = read.flatMap((row) => (isProblems(row) ? [] : [row]));
  const levels = await readStockLevels(handle, organizationId, meant);
  const byKey = new Map(levels.map((level) => [keyOf(level), level]));
  const names = new Map(locations.map(({ locationId, name }) => [locationId, name]));
  return read.map((row) => {
    if (isProblems(row)) return { parsed: null, key: null, problems: row, preview: null };
    const { onHand = 0, reserved = 0 } = byKey.get(keyOf(row)) ?? {};
    const after = mode === 'set' ? row.quantity : onHand + row.quantity;
    if (after < reserved) {
      const text = `It would leave ${after}, and orders hold ${reserved} of the ${onHand} on hand.`;
      return {
        parsed: null,
        key: keyOf(row),
        problems: [{ column: 'Quantity', code: 'below_reserved', text }],
        preview: null,
      };
    }
    const preview = `${names.get(row.locationId) ?? ''}: ${onHand} → ${after}`;
    return { parsed: row, key: keyOf(row), problems: [], preview };
  });
}

/** A SKU and location counted anew, or changed by so many. */
export const stockImport: ImportKind = {
  columns,
  hasModes: true,
  repeated: (line) => `Line ${line} has the same SKU and location.`,
  check,
  applied: 'together',
  apply: async (tx, job, rows, by, now) => {
    // Written by `check` above, of this very kind.
    const wanted = rows.map(({ row, parsed }) => ({ row, ...(parsed as StockRow) }));
    const kind = job.mode ?? 'set';
    const changes = wanted.map(({ row: _row, ...change }) => ({ ...change, kind }));
    const reason = kind === 'set' ? 'counted' : 'correction';
    const refused = await adjustStocks(tx, job.organizationId, changes, reason, by, now);
    const byKey = new Map(refused.map((one) => [keyOf(one), one]));
    return wanted.map((one) => {
      const found = byKey.get(keyOf(one));
      if (found === undefined) return { row: one.row, refusal: null };
      const text = `Orders hold ${found.reserved} of the ${found.onHand} on hand: less cannot be left.`;
      return { row: one.row, refusal: { code: 'below_reserved', text } };
    });
  },
};
