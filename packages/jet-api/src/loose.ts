/** Owns loose comparison: which spellings of a documented value count as the same, and the schema keyword for it. */
import { type TUnsafe, Type } from 'typebox';

/** The known values, for completion, and any other text that a server may send or take. */
export type OpenText<Known extends string> = Known | (string & {});

/** The form in which loosely compared texts are equal: without case, blanks, hyphens and underscores. */
export const normalise = (text: string): string => text.toLowerCase().replace(/[\s_-]/g, '');

/** Finds the documented spelling of a text; undefined when it is none of the values. The first of equal values wins. */
export function createMatcher<const Known extends string>(
  values: readonly Known[],
  aliases: Readonly<Record<string, Known>> = {},
): (text: string) => Known | undefined {
  const known = new Map<string, Known>();
  for (const [alias, value] of Object.entries(aliases)) known.set(normalise(alias), value);
  for (const value of values.toReversed()) known.set(normalise(value), value);
  return (text) => known.get(normalise(text));
}

/** What the `jetEnum` keyword holds. */
export interface JetEnum {
  /** The documented values; an error lists them. */
  readonly values: readonly string[];
  /** Further spellings that are taken but not listed. */
  readonly alsoAccept?: readonly string[];
}

/** Reports like Ajv's own `enum`, so that one mapping of errors serves both. */
interface JetEnumError {
  readonly keyword: 'jetEnum';
  readonly message: string;
  readonly params: { readonly allowedValues: readonly string[] };
}

interface JetEnumCheck {
  (data: unknown): boolean;
  errors?: JetEnumError[];
}

function compileJetEnum({ values, alsoAccept = [] }: JetEnum): JetEnumCheck {
  const accepted = new Set([...values, ...alsoAccept].map(normalise));
  const check: JetEnumCheck = (data) => {
    if (typeof data === 'string' && accepted.has(normalise(data))) return true;
    // Ajv writes the place into the error it is handed, so each failure needs an object of its own.
    check.errors = [
      { keyword: 'jetEnum', message: 'must be one of the known values', params: { allowedValues: values } },
    ];
    return false;
  };
  return check;
}

/** The definition of the keyword, to be handed to Ajv's `addKeyword` by everything that compiles these schemas. */
export const jetEnumKeyword = {
  keyword: 'jetEnum',
  type: 'string',
  schemaType: 'object',
  compile: compileJetEnum,
} as const;

const listed = (values: readonly string[]): string => values.map((value) => `\`${value}\``).join(', ');

/**
 * A text of the caller's that is compared loosely with documented values. Readers of the schema that do not know the
 * keyword find the values in its description.
 */
export const looseEnum = <const Known extends string>(
  values: readonly Known[],
  options: { readonly alsoAccept?: readonly string[] } = {},
): TUnsafe<OpenText<Known>> =>
  Type.Unsafe<OpenText<Known>>({
    type: 'string',
    description: `One of ${listed(values)}. Case, blanks, hyphens and underscores do not matter.`,
    jetEnum: { values: [...values], ...options },
  });

/** A text in a reply: the values known today, open to others so that a new one breaks no reader. */
export const openEnum = <const Known extends string>(values: readonly Known[]): TUnsafe<OpenText<Known>> =>
  Type.Unsafe<OpenText<Known>>({
    type: 'string',
    description: `Known values: ${listed(values)}; others may follow.`,
  });

const booleanWords = ['true', 'false'] as const;
const matchBooleanWord = createMatcher(booleanWords);

/** The words true and false in any case, as in `isCancelled` (page Check for Orders). */
export const BooleanWord = looseEnum(booleanWords);

/** Reads a boolean that was sent as one or as a word; undefined when it is neither. */
export function readBoolean(value: boolean | string | undefined): boolean | undefined {
  if (typeof value === 'boolean' || value === undefined) return value;
  const word = matchBooleanWord(value);
  return word === undefined ? undefined : word === 'true';
}
