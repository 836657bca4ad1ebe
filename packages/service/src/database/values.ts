/** Owns how values cross into PostgreSQL and back, so that both engines take and give exactly the same. */

type Parse = (text: string) => unknown;

/**
 * The text PostgreSQL is sent for a value: arrays are SQL arrays (`unnest($1::text[])`), plain objects are JSON.
 * A JSON array is therefore passed as `JSON.stringify(…)`.
 */
export function toParameter(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (Array.isArray(value)) return toArrayLiteral(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

function toArrayLiteral(values: readonly unknown[]): string {
  const items = values.map((value) => {
    if (Array.isArray(value)) return toArrayLiteral(value);
    const text = toParameter(value);
    return text === null ? 'NULL' : `"${text.replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${items.join(',')}}`;
}

/**
 * int8 is read as a number here and nowhere else.
 * @throws RangeError when the number could not be exact: such a value must be cast to text by its statement.
 */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} is no safe integer`);
  return value;
}

/** Reads an array literal such as `{1,NULL,"a b"}`, of any depth. */
export function parseArray(text: string, parse: Parse): unknown[] {
  const special = /["\\]/g;
  let at = text.indexOf('{');
  const readText = (): string => {
    let out = '';
    let from = at + 1;
    for (;;) {
      special.lastIndex = from;
      at = special.exec(text)?.index ?? text.length;
      out += text.slice(from, at);
      if (text[at] !== '\\') break;
      out += text[at + 1] ?? '';
      from = at + 2;
    }
    at += 1;
    return out;
  };
  const readItem = (): unknown => {
    if (text[at] === '{') return readItems();
    if (text[at] === '"') return parse(readText());
    const start = at;
    while (at < text.length && text[at] !== ',' && text[at] !== '}') at += 1;
    const bare = text.slice(start, at);
    return bare === 'NULL' ? null : parse(bare);
  };
  const readItems = (): unknown[] => {
    const items: unknown[] = [];
    at += 1;
    while (at < text.length && text[at] !== '}') {
      items.push(readItem());
      if (text[at] === ',') at += 1;
    }
    at += 1;
    return items;
  };
  return readItems();
}

const parseJson: Parse = (text) => JSON.parse(text) as unknown;
const parseBytes: Parse = (text) => Buffer.from(text.slice(2), 'hex');
const same: Parse = (text) => text;

/** By type oid (stable in every PostgreSQL). A type that is not here stays text: numeric, dates, uuid, … */
const scalars = new Map<number, Parse>([
  [16, (text) => text === 't'],
  [17, parseBytes],
  [20, parseInt8],
  [21, Number],
  [23, Number],
  [26, Number],
  [114, parseJson],
  [700, Number],
  [701, Number],
  [3802, parseJson],
]);

/** Array type oid → element type oid. */
const arrays = new Map<number, number>([
  [199, 114],
  [1000, 16],
  [1001, 17],
  [1002, 18],
  [1003, 19],
  [1005, 21],
  [1007, 23],
  [1009, 25],
  [1014, 1042],
  [1015, 1043],
  [1016, 20],
  [1021, 700],
  [1022, 701],
  [1028, 26],
  [1115, 1114],
  [1182, 1082],
  [1185, 1184],
  [1231, 1700],
  [2951, 2950],
  [3807, 3802],
]);

/** How a column of this type is read from the text PostgreSQL gives. */
export function parserOf(oid: number): Parse {
  const element = arrays.get(oid);
  if (element === undefined) return scalars.get(oid) ?? same;
  const parse = scalars.get(element) ?? same;
  return (text) => parseArray(text, parse);
}
