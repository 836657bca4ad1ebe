/** Owns the guarantees of what an order costs, how it is to be shipped, and which node it goes to. */
import { DAY_MS, MINUTE_MS } from '@jetway/kernel';
import { TEST_START, testIds } from '@jetway/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_COMMISSIONS } from '../commissions/index.ts';
import { DEFAULT_POLICY } from '../worlds/index.ts';
import { PERSON, RECIPIENT } from './orders.test-support.ts';
import { itemFeesCents, orderTotalCents } from './orders.ts';
import { toJetOrder } from './orders.view.ts';
import { draftOrder, findCandidates, type OfferedSku, type PlacingNode } from './placing.ts';
import { priceUnit } from './pricing.ts';
import { addBusinessDays, carrierOf, promiseDates, requestShipping } from './promises.ts';

const cents = fc.integer({ min: 1, max: 10_000_000 });
const quantity = fc.integer({ min: 1, max: 10_000 });

describe('money', () => {
  test('taxes follow the state and the tax code, and are whole cents', () => {
    const unit = { priceCents: 1999, serviceLevel: 'Standard', taxCode: null };
    expect(priceUnit({ ...unit, state: 'CA' })).toEqual({
      priceCents: 1999,
      taxCents: 145,
      shippingCents: 499,
      shippingTaxCents: 36,
    });
    expect(priceUnit({ ...unit, state: 'OR' })).toMatchObject({ taxCents: 0, shippingTaxCents: 0 });
    expect(priceUnit({ ...unit, state: 'CA', taxCode: 'non-taxable product' })).toMatchObject({ taxCents: 0 });
    expect(priceUnit({ ...unit, priceCents: 3500, state: 'CA' })).toMatchObject({ shippingCents: 0 });
    expect(priceUnit({ ...unit, priceCents: 3500, state: 'CA', serviceLevel: 'Next Day' }).shippingCents).toBe(1499);
  });

  test('what the merchant reads adds up to what the order costs, to the cent', () => {
    const item = fc.record({ priceCents: cents, quantity });
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('CA', 'NY', 'OR', 'MN'),
        (items, state) => {
          const recipient = { ...RECIPIENT, address: { ...RECIPIENT.address, state } };
          const order = draftOrder(
            { items: items.map((one, index) => ({ ...one, sku: `S${index}` })), buyer: PERSON, recipient },
            {
              node: { id: 'N', serviceLevels: [], shippingMethods: [] },
              shipping: { serviceLevel: 'Standard', carrier: 'UPS', method: 'UPS Ground' },
              pricesCents: items.map(({ priceCents }) => priceCents),
            },
            [],
            {
              accountId: 'a',
              worldId: 'w',
              policy: DEFAULT_POLICY,
              now: TEST_START,
              ids: testIds(1),
              commissions: NO_COMMISSIONS,
            },
          );
          const { order_totals: totals, order_items: lines } = toJetOrder(order);
          const inCents = (amount: number | undefined): number => Math.round((amount ?? 0) * 100);
          const { base_price, item_tax, item_shipping_cost, item_shipping_tax } = totals.item_price;
          const paid = [base_price, item_tax, item_shipping_cost, item_shipping_tax].map(inCents);
          expect(paid.reduce((sum, part) => sum + part, 0)).toBe(orderTotalCents(order));
          expect(inCents(totals.item_fees)).toBe(order.items.reduce((sum, one) => sum + itemFeesCents(one), 0));
          expect(inCents(totals.item_fees)).toBe(lines.reduce((sum, line) => sum + inCents(line.item_fees), 0));
          expect(totals.fee_adjustments?.map(({ value }) => value)).toEqual([totals.item_fees]);
        },
      ),
    );
  });
});

describe('promises', () => {
  test('Saturdays and Sundays do not count; the time of the day stays', () => {
    const friday = Date.UTC(2026, 0, 9, 17);
    expect(addBusinessDays(friday, 1)).toBe(Date.UTC(2026, 0, 12, 17));
    expect(addBusinessDays(friday, 5)).toBe(Date.UTC(2026, 0, 16, 17));
    expect(addBusinessDays(Date.UTC(1969, 11, 26, 1), 1)).toBe(Date.UTC(1969, 11, 29, 1));
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 4e12 }), fc.integer({ min: 1, max: 40 }), (start, days) => {
        const end = addBusinessDays(start, days);
        expect([0, 6]).not.toContain(new Date(end).getUTCDay());
        expect((end - start) % DAY_MS).toBe(0);
        expect(end - start).toBeGreaterThanOrEqual(days * DAY_MS);
      }),
    );
  });

  test('delivery is promised after shipping, sooner at faster levels', () => {
    const next = promiseDates(TEST_START, 'Next Day');
    const standard = promiseDates(TEST_START, 'Standard');
    expect(next.deliverByAt).toBeGreaterThan(next.shipByAt);
    expect(next.deliverByAt).toBeLessThan(standard.deliverByAt);
  });

  test('the method fits the level, and its carrier is the one it is named after', () => {
    const node = {
      serviceLevels: ['Next Day', 'Standard'],
      shippingMethods: ['FedEx Smart Post', 'UPS Next Day Air', 'Freight'],
    };
    expect(requestShipping(node, undefined)).toEqual({
      serviceLevel: 'Standard',
      method: 'FedEx Smart Post',
      carrier: 'FedEx SmartPost',
    });
    expect(requestShipping(node, 'nextday')).toMatchObject({ serviceLevel: 'Next Day', method: 'UPS Next Day Air' });
    expect(requestShipping(node, 'Second Day')).toBeUndefined();
    expect(['UPSGround', 'Ontrac Ground', 'LSOGround', 'Freight', 'USPS Priority Mail'].map(carrierOf)).toEqual([
      'UPS',
      'OnTrac',
      'Lone Star',
      'Other',
      'USPS',
    ]);
  });
});

describe('the node', () => {
  const node = (id: string): PlacingNode => ({ id, serviceLevels: ['Standard'], shippingMethods: ['UPS Ground'] });
  const offer = (sku: string, stock: Record<string, readonly [number, number | null]>): OfferedSku => ({
    sku,
    title: sku,
    imageUrl: null,
    taxCode: null,
    stock: Object.entries(stock).map(([nodeId, [purchasable, priceCents]]) => ({ nodeId, purchasable, priceCents })),
  });
  const wish = (items: Record<string, number>) => ({
    items: Object.entries(items).map(([sku, units]) => ({ sku, quantity: units })),
    buyer: PERSON,
    recipient: RECIPIENT,
  });

  test('is the cheapest of those that can fill the whole order', () => {
    const offers = [
      offer('A', { x: [5, 300], y: [5, 200], z: [1, 100] }),
      offer('B', { x: [5, 100], y: [5, 300], z: [5, 1] }),
    ];
    const found = findCandidates(wish({ A: 2, B: 1 }), offers, [node('x'), node('y'), node('z')]);
    expect(found.ok && found.value.map((one) => one.node.id)).toEqual(['x', 'y']);
  });

  test('without a price is none', () => {
    const found = findCandidates(wish({ A: 1 }), [offer('A', { x: [5, null] })], [node('x')]);
    expect(found).toMatchObject({ ok: false, refusal: { code: 'not_purchasable' } });
  });

  test('a merchant without nodes sells nothing', () => {
    const found = findCandidates(wish({ A: 1 }), [offer('A', {})], []);
    expect(found).toMatchObject({ ok: false, refusal: { code: 'not_purchasable' } });
  });
});

test('an order is transmitted a minute after it was placed, and never after its release', () => {
  fc.assert(
    fc.property(fc.nat({ max: 10 * MINUTE_MS }), (holdMs) => {
      const order = draftOrder(
        { items: [{ sku: 'A', quantity: 1, priceCents: 1 }], buyer: PERSON, recipient: RECIPIENT },
        {
          node: { id: 'N', serviceLevels: [], shippingMethods: [] },
          shipping: { serviceLevel: 'Standard', carrier: 'UPS', method: 'UPS Ground' },
          pricesCents: [1],
        },
        [],
        {
          accountId: 'a',
          worldId: 'w',
          policy: { ...DEFAULT_POLICY, holdMs },
          now: TEST_START,
          ids: testIds(1),
          commissions: NO_COMMISSIONS,
        },
      );
      expect(order.transmittedAt).toBe(TEST_START + Math.min(MINUTE_MS, holdMs));
    }),
  );
});
