/** Owns what is tried at one place of a request: every listed value, every bound on both sides, every wrong type. */
import type { Schema } from './contract.ts';
import { type Place, valueAt } from './places.ts';

export const BOUNDS = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const;
export type Bound = (typeof BOUNDS)[number];
/** What of a schema a trial is about. */
export type Keyword = Bound | 'required' | 'type' | 'enum' | 'jetEnum' | 'pattern';

export interface Trial {
  readonly place: Place;
  readonly keyword: Keyword;
  /** What is tried, for messages. */
  readonly what: string;
  /** Undefined: the member is left out. */
  readonly value: unknown;
  readonly isTaken: boolean;
}

/** What is tried where nothing follows from the schema and the good request alone. */
export interface Hints {
  /** A text of a given length that has the form wanted at a place; else the good one, cut or filled up. */
  readonly text?: (place: string, length: number) => string | undefined;
  /** The element of a given index of an array that is filled up, by the good one; else that. */
  readonly element?: (place: string, index: number, good: unknown) => unknown;
  /** By place: the values of a list that is a rule of the server, not of its schema. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** By place: texts that have the form wanted, by a pattern or by a rule, and others. */
  readonly forms?: Readonly<Record<string, { readonly taken: readonly string[]; readonly refused: readonly string[] }>>;
}

/** All that is tried at a place of a good request. */
export function trialsOf(place: Place, good: unknown, hints: Hints): Trial[] {
  const sample = valueAt(good, place.steps);
  if (sample === undefined) throw new Error(`the good request has nothing at ${place.name}`);
  const trial = (keyword: Keyword, what: string, value: unknown, isTaken: boolean): Trial => ({
    place,
    keyword,
    what,
    value,
    isTaken,
  });
  const told = (what: string, value: unknown): string => `${what} ${JSON.stringify(value)}`;
  const alternatives = place.alternatives.map((schema) => withValues(schema, place, hints));
  return [
    ...(place.isRequired ? [trial('required', 'left out', undefined, false)] : []),
    ...wrongTypes(alternatives).map((value) => trial('type', told('of a wrong type', value), value, false)),
    ...alternatives.flatMap((schema) => [
      ...listed(schema).map((value) => trial(listKeyword(schema), told('listed', value), value, true)),
      ...loose(schema).map((value) => trial('jetEnum', told('spelled loosely', value), value, true)),
      ...outside(schema).map((value) => trial(listKeyword(schema), told('not listed', value), value, false)),
      ...limitsOf(schema, place, sample, hints).flatMap(({ bound, limit, at, beyond }) => [
        ...at.map((value, index) => trial(bound, `at ${bound} ${limit}${index === 0 ? '' : ', wide'}`, value, true)),
        ...beyond.map((value) => trial(bound, `beyond ${bound} ${limit}`, value, false)),
      ]),
      ...formsOf(schema, place, hints).map(([value, isTaken]) => trial('pattern', told('form', value), value, isTaken)),
    ]),
  ];
}

const withValues = (schema: Schema, { name }: Place, { values = {} }: Hints): Schema => {
  const found = values[name];
  return found === undefined ? schema : { ...schema, jetEnum: { values: found } };
};

const listKeyword = ({ jetEnum, enum: values }: Schema): Keyword =>
  jetEnum === undefined ? (values === undefined ? 'type' : 'enum') : 'jetEnum';

function formsOf({ pattern }: Schema, { name }: Place, { forms = {} }: Hints): (readonly [string, boolean])[] {
  const texts = forms[name];
  if (texts === undefined && pattern !== undefined) throw new Error(`no texts for the pattern of ${name}`);
  const { taken = [], refused = [] } = texts ?? {};
  return [...taken.map((text) => [text, true] as const), ...refused.map((text) => [text, false] as const)];
}

/** Every value that the document lists, truth values included. */
const listed = ({ type, enum: values, jetEnum }: Schema): readonly unknown[] => {
  if (type === 'boolean') return [true, false];
  return values ?? [...(jetEnum?.values ?? []), ...(jetEnum?.alsoAccept ?? [])];
};

/** Of values that are compared loosely, spellings that differ in case, blanks, hyphens and underscores. */
const loose = ({ jetEnum }: Schema): readonly string[] =>
  (jetEnum?.values ?? []).flatMap((value, index) => {
    const spellings = [
      value.toUpperCase().replaceAll(' ', '_'),
      value.toLowerCase().replace(/[\s_-]/g, ''),
      value.replaceAll(' ', ' - '),
      value.replaceAll(/\s/g, '-').replace(/^./, (first) => `${first}_`),
    ];
    const [first, second] = [spellings[index % 4], spellings[(index + 1) % 4]];
    return [...new Set([first, second])].filter((text): text is string => text !== undefined && text !== value);
  });

const NO_VALUE = 'none of the kind';

function outside({ enum: values, jetEnum }: Schema): readonly unknown[] {
  if (jetEnum !== undefined) return [NO_VALUE, `${jetEnum.values[0] ?? ''}x`];
  if (values === undefined) return [];
  return typeof values[0] === 'number' ? [1, values[0] + 1] : [NO_VALUE, `${String(values[0])}x`];
}

const KIND_SAMPLES = [
  ['string', 'a text'],
  ['number', 1.5],
  ['boolean', true],
  ['object', {}],
  ['array', []],
  ['null', null],
] as const;

/** One value of each JSON type that is not meant, and a quoted number or truth value where a bare one is. */
function wrongTypes(alternatives: readonly Schema[]): readonly unknown[] {
  const types = new Set(alternatives.flatMap(typesOf));
  const isMeant = (kind: string): boolean => types.has(kind);
  const others = KIND_SAMPLES.filter(([kind]) => !isMeant(kind)).map(([, value]) => value);
  const quoted =
    isMeant('number') || isMeant('integer') ? ['1'] : isMeant('boolean') && !isMeant('string') ? ['true'] : [];
  return [...others, ...quoted];
}

function typesOf({ type, enum: values, items, properties }: Schema): readonly string[] {
  if (type !== undefined) return typeof type === 'string' ? [type] : type;
  if (values !== undefined) return [...new Set(values.map((value) => typeof value))];
  return items === undefined ? (properties === undefined ? [] : ['object']) : ['array'];
}

interface Limit {
  readonly bound: Bound;
  readonly limit: number;
  readonly at: readonly unknown[];
  /** Empty where nothing lies beyond: no text is shorter than the empty one. */
  readonly beyond: readonly unknown[];
}

/** One character of two UTF-16 units and four bytes. */
const WIDE = '\u{1F98A}';

/** The bounds of a schema, with values at each and beyond. */
function limitsOf(schema: Schema, place: Place, sample: unknown, hints: Hints): Limit[] {
  const step = schema.type === 'integer' ? 1 : 0.001;
  const own = (length: number): string | undefined => hints.text?.(place.name, length);
  const text = (length: number): string => own(length) ?? String(sample).slice(0, length).padEnd(length, 'x');
  const wide = (length: number): readonly string[] => {
    const start = String(sample).slice(0, length);
    return own(length) === undefined && start.length < length ? [start + WIDE.repeat(length - start.length)] : [];
  };
  const array = (length: number): unknown[] =>
    Array.from({ length }, (_, index) => {
      const good = valueAt(sample, [0]);
      return hints.element?.(place.name, index, good) ?? good;
    });
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  const limit = (
    bound: Bound,
    value: number | undefined,
    at: readonly unknown[],
    beyond: readonly unknown[],
  ): Limit[] => (value === undefined ? [] : [{ bound, limit: value, at, beyond }]);
  const { minimum: low = 0, maximum: high = 0, minLength: short = 0, maxLength: long = 0 } = schema;
  const { minItems: few = 0, maxItems: many = 0 } = schema;
  return [
    ...limit('minimum', minimum, [low], [low - step]),
    ...limit('maximum', maximum, [high], [high + step]),
    ...limit('minLength', minLength, [text(short)], short === 0 ? [] : [text(short - 1)]),
    ...limit('maxLength', maxLength, [text(long), ...wide(long)], [text(long + 1), ...wide(long + 1)]),
    ...limit('minItems', minItems, [array(few)], few === 0 ? [] : [array(few - 1)]),
    ...limit('maxItems', maxItems, [array(many)], [array(many + 1)]),
  ];
}
