/** Owns the names of query parameters: which are known, in which case, and what becomes of the others. */
import type { TSchema } from 'typebox';
import type { Dialect, Issue } from './dialect.ts';

export interface ReadQuery {
  readonly query: Record<string, unknown>;
  readonly issues: readonly Issue[];
  /** Unknown names that were tolerated. */
  readonly ignored: readonly string[];
}

/** Makes the reader of a route's query; the schema's properties are the known names. */
export function createQueryReader(
  schema: TSchema | undefined,
  dialect: Dialect,
): (raw: Readonly<Record<string, unknown>>) => ReadQuery {
  const properties = propertiesOf(schema);
  const names = Object.keys(properties);
  const fold = (name: string): string => (dialect.queryIgnoresCase ? name.toLowerCase() : name);
  const byFolded = new Map(names.map((name) => [fold(name), name]));
  return (raw) => {
    const query: Record<string, unknown> = {};
    const issues: Issue[] = [];
    const ignored: string[] = [];
    for (const [given, value] of Object.entries(raw)) {
      if (given === '') continue;
      const entity = dialect.queryAmpersandEntities && given.startsWith('amp;');
      const name = byFolded.get(fold(entity ? given.slice('amp;'.length) : given));
      if (name !== undefined) query[name] = name in query ? [query[name], value].flat() : value;
      else if (dialect.unknownQueryTolerated) ignored.push(given);
      else issues.push(unknownParameter(given, names));
    }
    return { query, issues, ignored };
  };
}

function propertiesOf(schema: TSchema | undefined): Readonly<Record<string, unknown>> {
  const found: unknown = schema !== undefined && 'properties' in schema ? schema.properties : undefined;
  return typeof found === 'object' && found !== null ? Object.fromEntries(Object.entries(found)) : {};
}

const unknownParameter = (name: string, known: readonly string[]): Issue => ({
  place: 'query',
  path: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  segments: [name],
  code: 'unknown_parameter',
  message: `is not a known parameter${known.length === 0 ? '; this address takes none' : `; known are ${known.join(', ')}`}`,
  keyword: 'additionalProperties',
  params: { additionalProperty: name },
  schema: {},
  value: undefined,
});
