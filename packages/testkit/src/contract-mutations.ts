/** Owns wrong bodies made from a right one: a required property missing, a wrong type, a text or list too long. */

type Schema = Readonly<Record<string, unknown>>;

export interface Mutation {
  /** Where the body was changed. */
  readonly segments: readonly (string | number)[];
  readonly body: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Place {
  readonly schema: Schema;
  readonly value: unknown;
  readonly segments: readonly (string | number)[];
  readonly isRequired: boolean;
}

/** Every place of the sample that the schema describes plainly (alternatives are left to tests by hand). */
function placesOf(schema: Schema, value: unknown, segments: readonly (string | number)[], isRequired = false): Place[] {
  const here = { schema, value, segments, isRequired };
  const { properties, items, required } = schema as { properties?: unknown; items?: unknown; required?: unknown };
  if (isObject(properties) && isObject(value)) {
    const names = Array.isArray(required) ? required : [];
    const below = Object.entries(properties).flatMap(([name, child]) =>
      name in value && isObject(child) ? placesOf(child, value[name], [...segments, name], names.includes(name)) : [],
    );
    return [here, ...below];
  }
  if (isObject(items) && Array.isArray(value) && value.length > 0)
    return [here, ...placesOf(items, value[0], [...segments, 0])];
  return [here];
}

/** One body for each required property of the sample, without it. */
export const withoutRequired = (schema: Schema, sample: unknown): Mutation[] =>
  placesOf(schema, sample, [])
    .filter(({ isRequired }) => isRequired)
    .map(({ segments }) => ({ segments, body: changed(sample, segments, undefined) }));

/** One body for each plainly typed place of the sample, with a value of another type there. */
export const withWrongType = (schema: Schema, sample: unknown): Mutation[] =>
  placesOf(schema, sample, []).flatMap(({ schema: own, segments }) => {
    const wrong = wrongValue(own['type']);
    return wrong === undefined ? [] : [{ segments, body: changed(sample, segments, wrong) }];
  });

function wrongValue(type: unknown): unknown {
  switch (type) {
    case 'string':
    case 'boolean':
    case 'array':
      return { wrong: true };
    case 'number':
    case 'integer':
      return 'twelve';
    case 'object':
      return 'a text';
    default:
      return undefined;
  }
}

/** Larger limits than this are not tried: making the value costs more than it shows. */
const LARGEST_TRIED = 5_000;

/** One body for each text and list of the sample that has a limit, just beyond it. */
export const beyondLimits = (schema: Schema, sample: unknown): Mutation[] =>
  placesOf(schema, sample, []).flatMap(({ schema: own, value, segments }) => {
    const { maxLength, maxItems } = own as { maxLength?: unknown; maxItems?: unknown };
    if (typeof maxLength === 'number' && maxLength <= LARGEST_TRIED && typeof value === 'string')
      return [{ segments, body: changed(sample, segments, 'x'.repeat(maxLength + 1)) }];
    if (typeof maxItems === 'number' && maxItems <= LARGEST_TRIED && Array.isArray(value) && value.length > 0)
      return [
        {
          segments,
          body: changed(
            sample,
            segments,
            Array.from({ length: maxItems + 1 }, () => value[0]),
          ),
        },
      ];
    return [];
  });

/** A copy with another value at one place; undefined takes the property away. */
function changed(sample: unknown, segments: readonly (string | number)[], value: unknown): unknown {
  const [first, ...rest] = segments;
  if (first === undefined) return value;
  if (Array.isArray(sample))
    return sample.map((item: unknown, index) => (index === first ? changed(item, rest, value) : item));
  if (!isObject(sample)) return sample;
  const entries = Object.entries(sample).flatMap(([name, item]) => {
    if (name !== String(first)) return [[name, item] as const];
    const next = changed(item, rest, value);
    return next === undefined ? [] : [[name, next] as const];
  });
  return Object.fromEntries(entries);
}
