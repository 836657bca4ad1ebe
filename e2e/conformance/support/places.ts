/** Owns the places of a request: where a value may stand, and what the document says of it. */
import type { Schema } from './contract.ts';

/** A member by its name, or the first element of an array. */
export type Step = string | 0;

export interface Place {
  readonly steps: readonly Step[];
  /** As errors and tables name it, elements without a number: `/shipments[]/carrier`. */
  readonly name: string;
  /** One alternative mostly; a choice between types has several. */
  readonly alternatives: readonly Schema[];
  readonly isRequired: boolean;
}

export const placeName = (steps: readonly Step[]): string =>
  steps.map((step) => (step === 0 ? '[]' : `/${step}`)).join('');

/** The place as an error names it: `/shipments[0]/carrier`. */
export const jetPlace = (steps: readonly Step[]): string =>
  steps.map((step) => (step === 0 ? '[0]' : `/${step}`)).join('');

/** Every place below a schema, parents before what is in them. */
export function placesOf(schema: Schema, resolve: (schema: Schema) => Schema, steps: readonly Step[] = []): Place[] {
  const found = resolve(schema);
  const members = Object.entries(found.properties ?? {}).flatMap(([name, member]) =>
    placeAndBelow(member, resolve, [...steps, name], found.required?.includes(name) ?? false),
  );
  const elements = found.items === undefined ? [] : placeAndBelow(found.items, resolve, [...steps, 0], false);
  return [...members, ...elements];
}

function placeAndBelow(
  schema: Schema,
  resolve: (schema: Schema) => Schema,
  steps: readonly Step[],
  isRequired: boolean,
): Place[] {
  const found = resolve(schema);
  const alternatives = (found.anyOf ?? [found]).map(resolve);
  return [{ steps, name: placeName(steps), alternatives, isRequired }, ...placesOf(found, resolve, steps)];
}

/** What stands at a place; undefined when nothing does. */
export function valueAt(body: unknown, steps: readonly (string | number)[]): unknown {
  return steps.reduce<unknown>(
    (found, step) => (typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined),
    body,
  );
}

/** The body with another value at a place; with undefined, without that member. */
export function withValue(body: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(body))
    return body.map((element, index) => (index === 0 ? withValue(element, rest, value) : element));
  const below = withValue(valueAt(body, [step]), rest, value);
  const members = Object.entries(body ?? {}).filter(([name]) => name !== step);
  return Object.fromEntries(below === undefined ? members : [...members, [step, below]]);
}
