/** Owns comparing an answer with a printed one by form: members, kinds of values, forms of dates. */

const FORMS = {
  'a date of whole seconds and Z': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
  'a date of seven digits and Z': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{7}Z$/,
  'a date of seven digits and +00:00': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{7}\+00:00$/,
  'an order link': /^\/orders\/withoutShipmentDetail\/[0-9a-f]{32}$/,
  '32 hexadecimal digits': /^[0-9a-f]{32}$/,
  '12 digits': /^\d{12}$/,
} as const;

const formOf = (text: string): string => Object.entries(FORMS).find(([, form]) => form.test(text))?.[0] ?? 'a text';

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'string') return formOf(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/**
 * What of a printed answer is missing in a given one, or is of another kind or form there. Members beyond the printed
 * ones are no difference; each element of an array is compared with the first printed one.
 */
export function shapeDifferences(printed: unknown, given: unknown, path = ''): string[] {
  const place = path === '' ? '/' : path;
  if (kindOf(printed) !== kindOf(given)) return [`${place}: ${kindOf(given)} instead of ${kindOf(printed)}`];
  if (Array.isArray(printed) && Array.isArray(given)) {
    if (printed.length === 0) return [];
    if (given.length === 0) return [`${place}: empty`];
    return given.flatMap((element, index) => shapeDifferences(printed[0], element, `${path}[${index}]`));
  }
  if (isObject(printed) && isObject(given))
    return Object.entries(printed).flatMap(([name, value]) =>
      name in given ? shapeDifferences(value, given[name], `${path}/${name}`) : [`${path}/${name}: missing`],
    );
  return [];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The places of every `null` in an answer. */
export function nullsIn(value: unknown, path = ''): string[] {
  if (value === null) return [path === '' ? '/' : path];
  if (Array.isArray(value)) return value.flatMap((element, index) => nullsIn(element, `${path}[${index}]`));
  if (isObject(value)) return Object.entries(value).flatMap(([name, member]) => nullsIn(member, `${path}/${name}`));
  return [];
}

/** The texts of a member wherever it stands in a raw answer, as written: `"name":"text"`. */
export const rawTexts = (text: string, name: string): string[] =>
  [...text.matchAll(new RegExp(`"${name}":"([^"]*)"`, 'g'))].map(([, found]) => found ?? '');
