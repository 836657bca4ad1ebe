/** Owns the way from a schema validator's errors to issues that say what would be right, and where. */
import type { ErrorObject } from 'ajv';
import type { Issue } from './dialect.ts';
import { pointer } from './sound-text.ts';

/** More than this many are not reported: nobody reads them, and an attacker would pay us for them. */
export const MAX_ISSUES = 20;

/** Translates a validator's errors; alternatives that failed are told as one issue. */
export function toIssues(errors: readonly ErrorObject[], place: Issue['place'], root: unknown): Issue[] {
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const error of withoutBranches(errors)) {
    const issue = toIssue(error, place, root);
    const key = `${issue.path}\n${issue.message}`;
    if (!seen.has(key)) issues.push(issue);
    seen.add(key);
    if (issues.length >= MAX_ISSUES) break;
  }
  return issues;
}

/**
 * Drops what each alternative of an `anyOf` or `oneOf` had to say, unless exactly one alternative fits the value's
 * kind: then its own errors are kept, since they say what the caller got wrong.
 */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  let kept = [...errors];
  for (const union of errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')) {
    if (!kept.includes(union)) continue;
    const inside = kept.filter(
      (error) => error !== union && error.schemaPath.startsWith(`${union.schemaPath}/`) && isWithin(error, union),
    );
    const branches = Map.groupBy(inside, (error) => error.schemaPath.slice(union.schemaPath.length + 1).split('/')[0]);
    const near = [...branches.values()].filter(
      (branch) => !branch.some((error) => error.instancePath === union.instancePath && isAboutKind(error)),
    );
    const keep = near.length === 1 ? (near[0] ?? []) : [];
    kept = kept.filter((error) =>
      error === union ? keep.length === 0 : !inside.includes(error) || keep.includes(error),
    );
  }
  return kept;
}

const isWithin = (error: ErrorObject, union: ErrorObject): boolean =>
  error.instancePath === union.instancePath || error.instancePath.startsWith(`${union.instancePath}/`);

/** Whether the error says that the value is of another kind altogether. */
const isAboutKind = (error: ErrorObject): boolean => ['type', 'const', 'enum', 'loose'].includes(error.keyword);

function toIssue(error: ErrorObject, place: Issue['place'], root: unknown): Issue {
  const params: Readonly<Record<string, unknown>> = error.params;
  const names = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const within = typedSegments(names, root);
  const extra = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty'];
  const segments = typeof extra === 'string' ? [...within, extra] : within;
  const schema: unknown = error.parentSchema;
  const { code, message } = wording(error, params, isRecord(schema) ? schema : {});
  return {
    place,
    path: pointer(segments),
    segments,
    code,
    message,
    keyword: error.keyword,
    params,
    schema: isRecord(schema) ? schema : {},
    value: error.data,
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Turns a pointer's parts into names and positions, by what the value really is at each step. */
function typedSegments(names: readonly string[], root: unknown): (string | number)[] {
  const segments: (string | number)[] = [];
  let current = root;
  for (const name of names) {
    if (Array.isArray(current)) {
      segments.push(Number(name));
      current = current[Number(name)];
    } else {
      segments.push(name);
      current = isRecord(current) ? current[name] : undefined;
    }
  }
  return segments;
}

const WITH_ARTICLE: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  null: 'null',
};

function wording(
  error: ErrorObject,
  params: Readonly<Record<string, unknown>>,
  schema: Readonly<Record<string, unknown>>,
): { code: string; message: string } {
  const limit = String(params['limit']);
  switch (error.keyword) {
    case 'required':
      return { code: 'required', message: 'is required' };
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return { code: 'unknown_field', message: `is not a known field${knownFields(schema)}` };
    case 'type':
      return { code: 'type', message: `must be ${kinds(params['type'])}` };
    case 'enum':
      return { code: 'enum', message: `must be one of ${list(params['allowedValues'])}` };
    case 'const':
      return { code: 'enum', message: `must be ${JSON.stringify(params['allowedValue'])}` };
    case 'anyOf':
    case 'oneOf':
      return { code: 'type', message: alternatives(schema[error.keyword]) };
    case 'minimum':
      return { code: 'too_small', message: `must be at least ${limit}` };
    case 'exclusiveMinimum':
      return { code: 'too_small', message: `must be more than ${limit}` };
    case 'maximum':
      return { code: 'too_large', message: `must be at most ${limit}` };
    case 'exclusiveMaximum':
      return { code: 'too_large', message: `must be less than ${limit}` };
    case 'minLength':
      return { code: 'too_short', message: `must have at least ${counted(limit, 'character')}` };
    case 'maxLength':
      return { code: 'too_long', message: `must have at most ${counted(limit, 'character')}` };
    case 'minItems':
      return { code: 'too_few_items', message: `must have at least ${counted(limit, 'item')}` };
    case 'maxItems':
      return { code: 'too_many_items', message: `must have at most ${counted(limit, 'item')}` };
    case 'minProperties':
      return { code: 'too_few_fields', message: `must have at least ${counted(limit, 'field')}` };
    case 'maxProperties':
      return { code: 'too_many_fields', message: `must have at most ${counted(limit, 'field')}` };
    case 'uniqueItems':
      return {
        code: 'duplicate',
        message: `must not hold the same item twice (${String(params['i'])} and ${String(params['j'])})`,
      };
    case 'pattern':
      return { code: 'pattern', message: `must match ${String(params['pattern'])}` };
    case 'format':
      return { code: 'format', message: `must be a valid ${String(params['format'])}` };
    case 'multipleOf':
      return { code: 'step', message: `must be a multiple of ${String(params['multipleOf'])}` };
    default:
      return { code: error.keyword, message: error.message ?? 'is not valid' };
  }
}

const counted = (count: string, what: string): string => `${count} ${what}${count === '1' ? '' : 's'}`;

const kinds = (type: unknown): string =>
  (Array.isArray(type) ? type : [type]).map((one) => WITH_ARTICLE[String(one)] ?? String(one)).join(' or ');

const list = (values: unknown): string =>
  Array.isArray(values) ? values.map((value) => String(value)).join(', ') : String(values);

function knownFields(schema: Readonly<Record<string, unknown>>): string {
  const properties = schema['properties'];
  const names = isRecord(properties) ? Object.keys(properties) : [];
  return names.length === 0 || names.length > 40 ? '' : `; known are ${names.join(', ')}`;
}

function alternatives(branches: unknown): string {
  const found = Array.isArray(branches) ? branches.filter(isRecord) : [];
  const constants = found.flatMap((branch) => ('const' in branch ? [String(branch['const'])] : []));
  if (constants.length === found.length && found.length > 0) return `must be one of ${constants.join(', ')}`;
  const types = found.map((branch) => branch['type']);
  if (types.length > 0 && types.every((type) => typeof type === 'string'))
    return `must be ${kinds([...new Set(types)])}`;
  return 'must have one of the allowed forms';
}
