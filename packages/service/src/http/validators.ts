/** Owns the schema validators: one that takes bodies as they are, one that reads parameters, one that is strict on replies. */
import type { Route } from '@jetway/http-contract';
import { Ajv, type KeywordDefinition, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { TSchema } from 'typebox';
import type { Issue } from './dialect.ts';
import { toIssues } from './issues.ts';

type Schema = Readonly<Record<string, unknown>>;

/**
 * Checks a value (and, for parameters, turns texts into numbers and booleans in place). `sizeBytes` is how large the
 * value was on the wire, where it came from there.
 */
export type Check = (value: unknown, sizeBytes?: number) => Issue[];

/**
 * Of a larger value only the first thing wrong is told: a megabyte of empty objects would yield a million errors, and
 * the request would cost us more than its sender.
 */
const ALL_ERRORS_MAX_BYTES = 65_536;

export interface RouteChecks {
  readonly params: Check | undefined;
  readonly query: Check | undefined;
  readonly body: Check | undefined;
  /** By status; null when the reply has no body. */
  readonly replies: ReadonlyMap<number, Check | null>;
}

export interface Validators {
  readonly forRoute: (route: Route) => RouteChecks;
}

const COMMON = {
  allErrors: true,
  verbose: true,
  strict: 'log',
  strictTypes: false,
  strictRequired: false,
  validateFormats: true,
  removeAdditional: false,
  useDefaults: false,
  addUsedSchema: false,
} as const;

/** Makes the validators of one surface. `keywords` are its further schema keywords. */
export function createValidators(keywords: readonly KeywordDefinition[]): Validators {
  const bodies = new Ajv({ ...COMMON, strict: true, coerceTypes: false });
  const firstErrors = new Ajv({ ...COMMON, strict: true, coerceTypes: false, allErrors: false });
  const parameters = new Ajv({ ...COMMON, strict: true, coerceTypes: 'array', useDefaults: true });
  const replies = new Ajv2020({ ...COMMON, strict: true, coerceTypes: false });
  for (const ajv of [bodies, firstErrors, parameters, replies]) {
    formats.default(ajv);
    for (const keyword of keywords) ajv.addKeyword(keyword);
  }
  const check = (compile: () => ValidateFunction, place: Issue['place']): Check =>
    lazily(() => {
      const validate = compile();
      return (value) => (validate(value) ? [] : toIssues(validate.errors ?? [], place, value));
    });
  const compiled = (ajv: Ajv, schema: TSchema, place: Issue['place']): Check =>
    check(() => ajv.compile(plainSchema(schema)), place);
  return {
    forRoute: (route) => ({
      params: route.params && compiled(parameters, route.params, 'params'),
      query: route.query && compiled(parameters, route.query, 'query'),
      body: route.body && bounded(compiled(firstErrors, route.body, 'body'), compiled(bodies, route.body, 'body')),
      replies: new Map(
        Object.entries(route.replies).map(([status, schema]: [string, TSchema | null]) => [
          Number(status),
          schema === null ? null : check(() => replies.compile(closed(plainSchema(schema))), 'body'),
        ]),
      ),
    }),
  };
}

/** Looks for a first error, which is quick; collects them all only for a value that had one and is small. */
const bounded =
  (first: Check, all: Check): Check =>
  (value, sizeBytes = 0) => {
    const found = first(value);
    return found.length === 0 || sizeBytes > ALL_ERRORS_MAX_BYTES ? found : all(value);
  };

/** Compiles when first asked: a table of hundreds of routes must not slow the start. */
function lazily(compile: () => Check): Check {
  let compiled: Check | undefined;
  return (value) => {
    compiled ??= compile();
    return compiled(value);
  };
}

/** A schema as plain JSON, without the names that would clash when it is used in several routes. */
export function plainSchema(schema: TSchema): Schema {
  const text = JSON.stringify(schema);
  const copy: unknown = JSON.parse(text);
  return (text.includes('"$ref"') ? copy : withoutIds(copy)) as Schema;
}

function withoutIds(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutIds);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([name, value]) => name !== '$id' || typeof value !== 'string')
      .map(([name, value]) => [name, withoutIds(value)]),
  );
}

/**
 * The schema with every object closed: what it does not declare is an error. Objects joined by `allOf` are closed
 * together.
 */
export function closed(schema: Schema): Schema {
  if (Array.isArray(schema['allOf'])) {
    return { ...closeInside(schema, true), unevaluatedProperties: schema['unevaluatedProperties'] ?? false };
  }
  const inside = closeInside(schema, false);
  const isOpen = inside['additionalProperties'] === undefined && inside['unevaluatedProperties'] === undefined;
  const isObject = schema['type'] === 'object' || schema['properties'] !== undefined;
  const isMap = schema['patternProperties'] !== undefined && schema['properties'] === undefined;
  return isObject && isOpen && !isMap ? { ...inside, additionalProperties: false } : inside;
}

function closeInside(schema: Schema, joined: boolean): Schema {
  const copy: Record<string, unknown> = { ...schema };
  for (const name of ['properties', 'patternProperties', '$defs', 'definitions']) {
    const children = schema[name];
    if (isSchema(children))
      copy[name] = Object.fromEntries(Object.entries(children).map(([key, child]) => [key, closeAny(child)]));
  }
  for (const name of ['items', 'additionalItems', 'prefixItems', 'anyOf', 'oneOf', 'contains']) {
    if (name in schema) copy[name] = closeAny(schema[name]);
  }
  if (isSchema(schema['additionalProperties'])) copy['additionalProperties'] = closeAny(schema['additionalProperties']);
  if (joined && Array.isArray(schema['allOf']))
    copy['allOf'] = schema['allOf'].map((part: unknown) => (isSchema(part) ? closeInside(part, true) : part));
  return copy;
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function closeAny(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closeAny);
  return isSchema(value) ? closed(value) : value;
}
