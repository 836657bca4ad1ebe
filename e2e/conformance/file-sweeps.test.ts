import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readContract } from './support/contract.ts';
import { FILE_TYPES } from './support/documented-values.ts';
import { processed, putAll } from './support/files.ts';
import { openGrounds } from './support/grounds.ts';
import { fresh } from './support/merchants.ts';
import { VARYING } from './support/offer-grounds.ts';
import { type Call, must } from './support/raw-http.ts';
import { type Grounds, sweepOf } from './support/sweep.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';
import { BROWSE_NODE, PRODUCT } from './support/whole-product.ts';

const { operations, resolve } = readContract('jet');

/** The operation whose body the records of a type have. */
const OPERATIONS: Readonly<Record<string, string>> = {
  MerchantSKUs: 'putSku',
  MerchantSKUsV2: 'putSkuV2',
  Price: 'putPrice',
  Inventory: 'putInventory',
  InventoryPatch: 'patchInventory',
  ShippingException: 'putShippingException',
  ReturnsException: 'putReturnsException',
  Variation: 'putVariation',
  Archive: 'archiveSku',
};

let target: Target;
let grounds: Grounds = {};
let call: Call;
beforeAll(async () => {
  target = await openTarget();
  if (!hasOperator) return;
  const opened = await openGrounds(target);
  grounds = opened.grounds;
  call = opened.merchant.call;
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

/** Errors of a processed file, by SKU and without what stands in front of them. */
async function errorsOf(type: string, records: ReadonlyMap<string, unknown>): Promise<Map<string, string[]>> {
  const text = JSON.stringify(Object.fromEntries(records));
  const { error_url: url } = await processed(call, await putAll(target, call, type, text));
  const errors = new Map<string, string[]>();
  if (url === undefined) return errors;
  const { pathname, search } = new URL(String(url));
  const listed = must(await target.root({ method: 'GET', path: `${pathname}${search}` }), 200).json() as string[];
  for (const line of listed) {
    const [, sku = '', error = ''] = /^Position \d+, \d+: Error: parsing sku '([^']*)' (.*)$/s.exec(line) ?? [];
    errors.set(sku, [...(errors.get(sku) ?? []), error]);
  }
  return errors;
}

describe.skipIf(!hasOperator)('G21 the records of a file', () => {
  test.each(FILE_TYPES)(
    'of type %s are taken and refused by every list and bound of the single message, in its words',
    async (type) => {
      const operation = operations.find(({ id }) => id === OPERATIONS[type]);
      const ground = grounds[OPERATIONS[type] ?? ''];
      if (operation === undefined || ground === undefined) throw new Error(`no operation for ${type}`);
      const tried = await sweepOf(operation, ground, call, resolve, new Set()).bodies();
      const bySku = new Map(tried.map((one) => [fresh('record'), one] as const));
      const whole = { ...PRODUCT, jet_browse_node_id: BROWSE_NODE, ...VARYING };
      expect(await errorsOf('MerchantSKUs', new Map([...bySku.keys()].map((sku) => [sku, whole])))).toEqual(new Map());
      const errors = await errorsOf(type, new Map([...bySku].map(([sku, { body }]) => [sku, body])));
      const wrong = [...bySku].flatMap(([sku, { what, isRight }]) => {
        const told = errors.get(sku) ?? [];
        return isRight(told) ? [] : [`${what}: ${told.join(' | ').slice(0, 300)}`];
      });
      expect(wrong).toEqual([]);
      expect([...errors.keys()].filter((sku) => !bySku.has(sku))).toEqual([]);
      expect(tried.length).toBeGreaterThan(5);
    },
  );
});
