/** Owns how the tests check a value against a schema: with Ajv, as the servers do. */
import { Ajv } from 'ajv';
import type { TSchema } from 'typebox';
import { jetEnumKeyword } from './loose.ts';
import { jetTextsFromSchemaErrors } from './schema-errors.ts';

/** A check that answers Jet's texts; none when the schema holds. */
export function checkerOf(schema: TSchema): (value: unknown) => string[] {
  const ajv = new Ajv({ allErrors: true, strict: true });
  ajv.addKeyword(jetEnumKeyword);
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : jetTextsFromSchemaErrors(validate.errors ?? []));
}

/** A copy of a JSON value with one place set, or removed when the new value is undefined. */
export function changed(value: unknown, path: readonly (string | number)[], to: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return to;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  const next = changed(Reflect.get(copy, head), rest, to);
  if (next === undefined) Reflect.deleteProperty(copy, head);
  else Reflect.set(copy, head, next);
  return copy;
}
