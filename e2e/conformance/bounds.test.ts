import { describe, expect, test } from 'vitest';
import { constraintsOfDocument } from './support/constraints.ts';
import { type Operation, readContract, type Schema } from './support/contract.ts';
import { STATED, type Stated } from './support/documented-bounds.ts';
import type { Place } from './support/places.ts';
import { placesOfOperation } from './support/sweep.ts';
import { BOUNDS } from './support/trials.ts';

const { operations, resolve } = readContract('jet');

const LATER_FEEDBACKS: readonly string[] = [
  'Item is missing parts/accessories',
  'Wrong Item',
  'Returned outside window',
  'Restocking fee',
  'Rerouting fee',
  'Items not received',
  'Refunded minus shipping cost',
];
const IN_2018 = 'I30: in use since 2018';

/** Where the document says otherwise than a page, and by which decision. */
const DEVIATIONS: Readonly<Record<string, { readonly document: unknown; readonly because: string }>> = {
  ...deviating(['putSku', 'putSkuV2'], ['/brand', '/main_image_url'], 'required', false, 'F6: told as a sub-status'),
  ...deviating(
    ['putSku', 'putSkuV2'],
    ['/standard_product_codes[]/standard_product_code_type', '/standard_product_codes[]/standard_product_code'],
    'required',
    true,
    'F8: digits mean nothing without their type',
  ),
  ...deviating(
    ['putSku', 'putSkuV2'],
    ['/attributes_node_specific[]/attribute_id', '/attributes_node_specific[]/attribute_value'],
    'required',
    true,
    'F9: an attribute is an id and a value',
  ),
  ...deviating(
    ['putPrice'],
    ['/fulfillment_nodes[]/fulfillment_node_price'],
    'type',
    'number',
    'E: prices are numbers',
  ),
  ...deviating(
    ['putShippingException'],
    ['/fulfillment_nodes[]/fulfillment_node_id'],
    'required',
    true,
    'F18: of a node',
  ),
  ...deviating(['tagOrder'], ['/tag'], 'required', false, 'H28: an empty object clears the tag'),
  ...deviating(
    ['shipOrder'],
    ['/shipments[]/redirect_notification/is_redirect_for_zero_inventory'],
    'type',
    'boolean or string',
    'E: a word or a boolean',
  ),
  ...deviating(
    ['completeReturn'],
    ['/items[]/order_item_id'],
    'required',
    false,
    'I30: alt_order_item_id may be passed instead, says its own line of the page',
  ),
  ...deviating(['completeReturn'], ['/items[]/return_refund_feedback'], 'values beside', LATER_FEEDBACKS, IN_2018),
  ...deviating(['createRefund'], ['/items[]/refund_feedback'], 'values beside', LATER_FEEDBACKS, IN_2018),
  ...deviating(['listTaxonomyLinks'], ['offset', 'limit'], 'type', 'integer', 'J33: they count'),
};

function deviating(
  operationIds: readonly string[],
  places: readonly string[],
  fact: string,
  document: unknown,
  because: string,
): Record<string, { readonly document: unknown; readonly because: string }> {
  const keys = operationIds.flatMap((id) => places.map((place) => `${id} ${place} ${fact}`));
  return Object.fromEntries(keys.map((key) => [key, { document, because }]));
}

const placeOf = ({ operation: id, place }: Stated): Place | undefined => {
  const operation = operations.find((one: Operation) => one.id === id);
  return operation === undefined ? undefined : placesOfOperation(operation, resolve).find(({ name }) => name === place);
};

/** Loosely compared values may be listed in another spelling. */
const normal = (value: unknown): unknown =>
  typeof value === 'string' ? value.toLowerCase().replace(/[\s_-]/g, '') : value;

const listedBy = ({ enum: values, jetEnum, const: only }: Schema): readonly unknown[] =>
  values ?? jetEnum?.values ?? (only === undefined ? [] : [only]);

/** What the document says of a place, by the names of what pages state. */
function facts({ alternatives, isRequired }: Place): Readonly<Record<string, unknown>> {
  const [schema = {}] = alternatives;
  return {
    ...Object.fromEntries([...BOUNDS, 'pattern' as const].map((name) => [name, schema[name]])),
    type: alternatives.map(({ type }) => String(type)).join(' or '),
    required: isRequired,
  };
}

/** Facts that differ, a line each, but for known deviations; `used` takes the keys of those. */
function differences(stated: Stated, used: Set<string>): string[] {
  const found = placeOf(stated);
  const { page, operation, place, isRequired = false, values, ...told } = stated;
  if (found === undefined) return [`${page}: ${operation} has no ${place}`];
  const isMember = place.startsWith('/');
  const document = facts(found);
  const rest: Readonly<Record<string, unknown>> = isMember ? { ...told, required: isRequired } : told;
  const differing = Object.entries(rest).filter(([name, value]) => document[name] !== value);
  const listed = found.alternatives.flatMap(listedBy);
  const beside = values === undefined ? [] : listed.filter((one) => !values.map(normal).includes(normal(one)));
  const missing = (values ?? []).filter((one) => !listed.map(normal).includes(normal(one)));
  return [
    ...differing.map(([name, value]) => [name, document[name], value] as const),
    ...(beside.length > 0 ? [['values beside', beside, []] as const] : []),
    ...(missing.length > 0 ? [['values missing', missing, []] as const] : []),
  ].flatMap(([name, is, stands]) => {
    const key = `${operation} ${place} ${name}`;
    const deviation = DEVIATIONS[key];
    if (deviation === undefined)
      return [`${page}: ${key} is ${JSON.stringify(is)} instead of ${JSON.stringify(stands)}`];
    used.add(key);
    expect(is).toEqual(deviation.document);
    return [];
  });
}

/** Bounds that no page states, by value: what they keep off is larger than anything that means something. */
const OWN: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  minimum: { 0: 'counts, charges and offsets are not negative', 1: 'ids, and what is counted from one' },
  maximum: {
    100: 'generated orders of one request',
    365: 'days of a fulfillment_time',
    3650: 'days of settlements',
    10000: 'units of a generated order',
    1000000: 'pounds and inches',
    1000000000: 'dollars: every sum in whole cents stays exact',
    2147483647: 'units: the largest 32-bit integer',
    9007199254740991: 'ids and offsets: what a JSON number carries exactly',
  },
  minLength: { 0: 'none', 1: 'ids and address lines' },
  maxLength: {
    64: 'dates, SKU ids, versions, reports and settlements',
    255: 'ids and lines',
    500: 'titles of groups, statuses of a query',
    2000: 'notes',
    2048: 'addresses of the web',
  },
  minItems: { 1: 'a message about something' },
  maxItems: {
    7: 'each statement once',
    8: 'each image slot once',
    10: 'return methods, with room for repetition',
    20: 'product codes',
    50: 'refinements: as many as a SKU has attributes',
    100: 'exceptions of a node, items of a generated order',
    1000: 'nodes, items, shipments, children',
  },
};

describe('the document against the pages', () => {
  test('has every bound, list, type and required member that a page states, but for the named deviations', () => {
    const used = new Set<string>();
    expect(STATED.flatMap((stated) => differences(stated, used))).toEqual([]);
    expect([...used].toSorted()).toEqual(Object.keys(DEVIATIONS).toSorted());
  });

  test('has no list, and no bound but the named ones of our own, that no page states', () => {
    const strays = constraintsOfDocument().filter(({ operation, place, keyword, value }) => {
      const stated = STATED.find((one) => one.operation === operation && one.place === place);
      if (keyword === 'required' || keyword === 'pattern') return stated === undefined && !isRecorded(operation);
      if (keyword === 'enum' || keyword === 'jetEnum') return stated?.values === undefined && !isRecorded(operation);
      const isStated = Object.entries(stated ?? {}).some(([name, bound]) => name === keyword && bound === value);
      return !isStated && OWN[keyword]?.[Number(value)] === undefined;
    });
    expect(strays).toEqual([]);
  });
});

/** Addresses that clients used and no page tells of. */
const isRecorded = (operation: string): boolean =>
  ['listSkusByStatus', 'listPortalSkus', 'putSkuImages', 'generateOrders'].includes(operation);
