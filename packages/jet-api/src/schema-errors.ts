/** Owns the way from a schema check's errors to Jet's texts. */
import {
  arrayTooLong,
  arrayTooShort,
  invalidForm,
  invalidValue,
  MAX_ERRORS,
  requiredPropertyMissing,
  textTooLong,
  textTooShort,
  unknownProperty,
  type ValueKind,
  valueExpected,
  valueTooLarge,
  valueTooSmall,
} from './errors.ts';

/** What is used of an error object of Ajv. */
export interface SchemaError {
  readonly keyword: string;
  /** Place in the checked value, a JSON pointer. */
  readonly instancePath: string;
  /** Place in the schema; tells which errors belong to one choice (`anyOf`). */
  readonly schemaPath?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * Jet's texts of a failed schema check, each once and at most 20, in the order of the errors. A failed choice
 * between types is one text.
 */
export function jetTextsFromSchemaErrors(errors: readonly SchemaError[]): string[] {
  const choices = errors.filter((error) => error.keyword === 'anyOf');
  const texts = errors
    .filter((error) => !choices.some((choice) => isBranch(choice, error)))
    .map((error) =>
      error.keyword === 'anyOf'
        ? choiceText(
            error,
            errors.filter((other) => isBranch(error, other)),
          )
        : textOf(error),
    );
  return [...new Set(texts)].slice(0, MAX_ERRORS);
}

/** A JSON pointer in Jet's form: `/shipments/0/carrier` is `/shipments[0]/carrier`. */
export function jetPath(pointer: string, property?: string): string {
  const segments = pointer.split('/').slice(1).map(unescapeSegment);
  const path = segments.map((segment) => (/^\d+$/.test(segment) ? `[${segment}]` : `/${segment}`)).join('');
  if (property !== undefined) return `${path}/${property}`;
  return path === '' ? '/' : path;
}

const unescapeSegment = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');

const isBranch = (choice: SchemaError, error: SchemaError): boolean =>
  error !== choice &&
  error.instancePath === choice.instancePath &&
  choice.schemaPath !== undefined &&
  (error.schemaPath ?? '').startsWith(`${choice.schemaPath}/`);

/** One text for all branches: the list of values when one of them lists any, else the kinds expected. */
function choiceText(choice: SchemaError, branches: readonly SchemaError[]): string {
  const listing = branches.find(({ keyword }) => keyword === 'jetEnum' || keyword === 'enum');
  if (listing !== undefined) return textOf(listing);
  const kinds = branches.filter(({ keyword }) => keyword === 'type').flatMap(kindsOf);
  return kinds.length === 0
    ? invalidForm(jetPath(choice.instancePath))
    : valueExpected([...new Set(kinds)], jetPath(choice.instancePath));
}

const KINDS: Readonly<Record<string, ValueKind>> = {
  integer: 'an integer',
  number: 'a number',
  string: 'a string',
  boolean: 'a boolean',
  array: 'an array',
  object: 'an object',
  null: 'null',
};

function kindsOf({ params }: SchemaError): ValueKind[] {
  const types = Array.isArray(params['type']) ? params['type'].map(String) : String(params['type']).split(',');
  return types.flatMap((type) => KINDS[type] ?? []);
}

const TEXT_BY_KEYWORD: Readonly<Record<string, (error: SchemaError, path: string) => string>> = {
  required: ({ instancePath, params }) =>
    requiredPropertyMissing(jetPath(instancePath, String(params['missingProperty']))),
  additionalProperties: ({ instancePath, params }) =>
    unknownProperty(jetPath(instancePath, String(params['additionalProperty']))),
  type: (error, path) => valueExpected(kindsOf(error), path),
  enum: ({ params }, path) => invalidValue(valuesOf(params['allowedValues']), path),
  jetEnum: ({ params }, path) => invalidValue(valuesOf(params['allowedValues']), path),
  minLength: ({ params }, path) => textTooShort(Number(params['limit']), path),
  maxLength: ({ params }, path) => textTooLong(Number(params['limit']), path),
  minimum: ({ params }, path) => valueTooSmall(Number(params['limit']), path),
  maximum: ({ params }, path) => valueTooLarge(Number(params['limit']), path),
  minItems: ({ params }, path) => arrayTooShort(Number(params['limit']), path),
  maxItems: ({ params }, path) => arrayTooLong(Number(params['limit']), path),
};

const valuesOf = (values: unknown): string[] => (Array.isArray(values) ? values.map(String) : []);

/** Keywords without a text of their own, `pattern` among them, say only where the value is wrong. */
function textOf(error: SchemaError): string {
  const path = jetPath(error.instancePath);
  return TEXT_BY_KEYWORD[error.keyword]?.(error, path) ?? invalidForm(path);
}
