/** Owns which members of a route's answers are hidden in the log: known beforehand, by the schemas they are written by. */
import type { Route } from '@jetway/http-contract';
import { isHiddenName } from './kept-body.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Makes the lookup, which looks at each route once. Undefined: an answer may have members that no schema names. */
export function hiddenMembersOf(): (route: Route) => readonly string[] | undefined {
  const known = new Map<Route, readonly string[] | undefined>();
  return (route) => {
    if (!known.has(route)) known.set(route, hiddenIn(route));
    return known.get(route);
  };
}

function hiddenIn(route: Route): readonly string[] | undefined {
  const hidden = new Set<string>();
  const schemas = Object.values<unknown>(route.replies).filter((schema) => schema !== null);
  return schemas.every((schema) => gather(schema as Schema, hidden)) ? [...hidden] : undefined;
}

const LISTS = ['anyOf', 'oneOf', 'allOf'] as const;
/** What says of a value that it has no members. */
const PLAIN = ['enum', 'const'] as const;

/** Adds the names of hidden members, but not those within another; false when the schema leaves members open. */
function gather(schema: Schema, hidden: Set<string>): boolean {
  const { type, properties, items } = schema;
  const isOpen = schema['$ref'] !== undefined || schema['patternProperties'] !== undefined;
  if (isOpen || (schema['additionalProperties'] ?? false) !== false) return false;
  if (properties !== undefined)
    return Object.entries(properties as Readonly<Record<string, Schema>>).every(([name, inner]) =>
      isHiddenName(name) ? hidden.add(name) : gather(inner, hidden),
    );
  if (items !== undefined) return gather(items as Schema, hidden);
  const parts = LISTS.flatMap((list) => (schema[list] as readonly Schema[] | undefined) ?? []);
  if (parts.length > 0) return parts.every((part) => gather(part, hidden));
  const hasNone = typeof type === 'string' && type !== 'object' && type !== 'array';
  return hasNone || PLAIN.some((keyword) => schema[keyword] !== undefined) || 'jetEnum' in schema;
}
