/**
 * Owns every constraint that the document puts on a request, found without knowing how schemas are built: whatever stands
 * anywhere below an operation's parameters or body under one of the keywords. What the sweeps tried is held against it.
 */
import { readFileSync } from 'node:fs';

const KEYWORDS: ReadonlySet<string> = new Set([
  'enum',
  'const',
  'jetEnum',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
]);

export interface Constraint {
  readonly operation: string;
  /** As sweeps name places: parameters bare, members with a slash in front, elements as `[]`. */
  readonly place: string;
  readonly keyword: string;
  readonly value: unknown;
  readonly isInPath: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Of all requests of the API. */
export function constraintsOfDocument(): Constraint[] {
  const file = new URL('../../../docs/openapi/jet.json', import.meta.url);
  const document = JSON.parse(readFileSync(file, 'utf8')) as { readonly paths: Readonly<Record<string, Json>> } & Json;
  return Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).flatMap((operation) => (isObject(operation) ? ofOperation(operation, document) : [])),
  );
}

function ofOperation(operation: Json, document: Json): Constraint[] {
  const parameters = Array.isArray(operation['parameters']) ? operation['parameters'].filter(isObject) : [];
  const found = [
    ...parameters.flatMap((parameter) =>
      below(parameter['schema'], String(parameter['name']), document, parameter['in'] === 'path'),
    ),
    ...below(operation['requestBody'], '', document, false),
  ];
  return found.map((one) => ({ ...one, operation: String(operation['operationId']) }));
}

/** Members and elements lengthen the place; everything else that holds schemas speaks of the same. */
function below(node: unknown, place: string, document: Json, isInPath: boolean): Omit<Constraint, 'operation'>[] {
  if (!isObject(node)) return [];
  const { $ref } = node;
  if (typeof $ref === 'string') return below(atPointer(document, $ref), place, document, isInPath);
  return Object.entries(node).flatMap(([name, value]) => {
    if (NOT_SCHEMAS.has(name)) return [];
    if (name === 'properties' && isObject(value))
      return Object.entries(value).flatMap(([member, schema]) =>
        below(schema, `${place}/${member}`, document, isInPath),
      );
    if (name === 'items') return below(value, `${place}[]`, document, isInPath);
    if (name === 'required' && Array.isArray(value))
      return value.map((member) => ({ place: `${place}/${String(member)}`, keyword: name, value: true, isInPath }));
    if (KEYWORDS.has(name)) return [{ place, keyword: name, value, isInPath }];
    return below(value, place, document, isInPath);
  });
}

const NOT_SCHEMAS: ReadonlySet<string> = new Set(['example', 'examples', 'default']);

const atPointer = (document: Json, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((node, step) => (isObject(node) ? node[step] : undefined), document);
