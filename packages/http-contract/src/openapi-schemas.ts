/** Owns the schemas that an OpenAPI document names: each stands once, and wherever it occurs is a reference to it. */
import type { TSchema } from 'typebox';

export interface SchemaNames {
  /** The schema, or a reference when it has a name; so too with whatever is in it. */
  readonly refer: (schema: TSchema) => unknown;
  /** The schema itself, though it have a name; references within. */
  readonly expand: (schema: TSchema) => unknown;
  /** The schemas referred to so far, and those that they refer to, by name. */
  readonly used: () => Readonly<Record<string, unknown>>;
}

/**
 * A schema is known by its text, since schema libraries copy where they compose. One that carries a `$id` is named by it
 * without being listed.
 */
export function createSchemaNames(named: Readonly<Record<string, TSchema>>): SchemaNames {
  const nameOf = new Map(Object.entries(named).map(([name, schema]) => [JSON.stringify(schema), name]));
  const used = new Map<string, unknown>();

  const inside = (value: object): unknown =>
    Array.isArray(value)
      ? value.map(walk)
      : Object.fromEntries(Object.entries(value).map(([key, part]) => [key, isData(key) ? part : walk(part)]));

  const walk = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const { $id: id, ...anonymous } = value as { readonly $id?: unknown };
    const name = typeof id === 'string' ? id : nameOf.get(JSON.stringify(value));
    if (name === undefined) return inside(value);
    if (!used.has(name)) {
      // Its place is taken before what is in it is walked, for a schema may be within itself.
      used.set(name, undefined);
      used.set(name, inside(anonymous));
    }
    return { $ref: `#/components/schemas/${name}` };
  };

  return {
    refer: (schema) => walk(plain(schema)),
    expand: (schema) => inside(plain(schema)),
    used: () => Object.fromEntries([...used].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** What stands under these is no schema. */
const isData = (key: string): boolean => ['enum', 'const', 'default', 'examples', 'required'].includes(key);

/** A plain JSON copy: what a schema library attaches beside the schema itself is dropped. */
const plain = (schema: TSchema): object => JSON.parse(JSON.stringify(schema)) as object;
