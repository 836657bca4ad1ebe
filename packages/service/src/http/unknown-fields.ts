/** Owns finding what a value holds beyond its schema: members that a tolerant surface accepts, and ignores. */
import { bracketPath } from './sound-text.ts';

type Schema = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The places of members that no part of the schema declares, as `/items[0]/colour`, in the order of the value, at most
 * `most`. Within an array each name is told once, at its first place. A member of several alternatives (`anyOf`, `oneOf`,
 * `allOf`) is known when one of them declares it; an object that declares no members at all may have any.
 */
export function unknownFields(schema: unknown, value: unknown, most = 20): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const visit = (schemas: readonly Schema[], current: unknown, segments: readonly (string | number)[]): void => {
    if (found.length >= most || schemas.length === 0) return;
    if (Array.isArray(current)) {
      const inner = schemas.flatMap(({ items }) => alternatives(items));
      for (const [index, item] of current.entries()) visit(inner, item, [...segments, index]);
    } else if (isRecord(current)) visitObject(schemas, current, segments);
  };
  const visitObject = (
    schemas: readonly Schema[],
    current: Readonly<Record<string, unknown>>,
    segments: readonly (string | number)[],
  ): void => {
    const isAnything = schemas.every(({ properties }) => Object.keys(properties ?? {}).length === 0);
    for (const [name, member] of Object.entries(current)) {
      const inner = schemas.flatMap((each) => memberSchemas(each, name));
      if (inner.length > 0) visit(inner.flatMap(alternatives), member, [...segments, name]);
      else if (!isAnything) note([...segments, name]);
    }
  };
  const note = (segments: readonly (string | number)[]): void => {
    const form = bracketPath(segments.map((segment) => (typeof segment === 'number' ? 0 : segment)));
    if (seen.has(form) || found.length >= most) return;
    seen.add(form);
    found.push(bracketPath(segments));
  };
  visit(alternatives(schema), value, []);
  return found;
}

/** The schema itself and all that stand beside it. */
function alternatives(schema: unknown): Schema[] {
  if (!isRecord(schema)) return [];
  const parts = ['anyOf', 'oneOf', 'allOf'].flatMap((name) => {
    const branch = schema[name];
    return Array.isArray(branch) ? branch.flatMap(alternatives) : [];
  });
  return [schema, ...parts];
}

function memberSchemas(schema: Schema, name: string): unknown[] {
  const { properties, patternProperties, additionalProperties } = schema;
  if (isRecord(properties) && Object.hasOwn(properties, name)) return [properties[name]];
  const patterns = isRecord(patternProperties) ? Object.entries(patternProperties) : [];
  const fitting = patterns.filter(([pattern]) => new RegExp(pattern, 'u').test(name)).map(([, inner]) => inner);
  if (fitting.length > 0) return fitting;
  return isRecord(additionalProperties) ? [additionalProperties] : [];
}
