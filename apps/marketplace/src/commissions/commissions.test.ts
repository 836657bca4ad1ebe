/** Owns the guarantees of commissions: which rules bear on a sale, that no cent is lost, and the operator's routes. */
import { decimalFromCents } from '@jetway/kernel';
import type { NewCommissionRule } from '@jetway/marketplace-api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { saveTaxonomyNodes } from '../taxonomy/index.ts';
import { type AccountWithNodes, anAccount, anOffer, aSku, type Harness, openHarness } from '../testing/index.ts';
import {
  type CommissionFacts,
  type CommissionKind,
  type CommissionRule,
  feesForUnits,
  feesOf,
  NO_COMMISSIONS,
  type Sale,
} from './commissions.ts';

const SALE: Sale = { sku: 'A', priceCents: 2_000, quantity: 3, returnsWaived: false };

const aRule = (chosen: Partial<CommissionRule> = {}): CommissionRule => ({
  id: 'r1',
  accountId: null,
  kind: 'base',
  name: '',
  browseNodeId: null,
  minPriceCents: null,
  maxPriceCents: null,
  rateBasisPoints: 1_000,
  createdAt: 0,
  ...chosen,
});

const aSkuOf = (chosen: Partial<CommissionFacts> = {}) =>
  new Map([['A', { categories: [30, 20, 10], noReturnAdjustment: null, isExcluded: false, ...chosen }]]);

const cents = (rules: readonly CommissionRule[], facts = aSkuOf(), sale: Sale = SALE) =>
  feesOf(sale, { rules, facts }).map(({ valueCents }) => valueCents);

describe('fees', () => {
  test('without rules everybody pays 15 % of the whole, to the nearest cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 10_000 }), (price, quantity) => {
        const [fee, ...more] = feesOf({ ...SALE, priceCents: price, quantity }, NO_COMMISSIONS);
        expect(fee).toMatchObject({ name: '', type: 'base', commissionId: '' });
        expect(more).toEqual([]);
        expect(Math.abs((fee?.valueCents ?? 0) - price * quantity * 0.15)).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  test('of base commissions the narrowest counts: the account’s own, then the lowest category, then the newest', () => {
    const all = aRule({ rateBasisPoints: 1_000 });
    const root = aRule({ rateBasisPoints: 900, browseNodeId: 10 });
    const leaf = aRule({ rateBasisPoints: 800, browseNodeId: 30 });
    const newer = aRule({ rateBasisPoints: 700, browseNodeId: 30, createdAt: 1 });
    const own = aRule({ rateBasisPoints: 600, accountId: 'acc' });
    const other = aRule({ rateBasisPoints: 100, browseNodeId: 99 });
    expect(cents([all])).toEqual([600]);
    expect(cents([all, root])).toEqual([540]);
    expect(cents([leaf, all, root])).toEqual([480]);
    expect(cents([leaf, newer, all])).toEqual([420]);
    expect(cents([leaf, own, newer])).toEqual([360]);
    expect(cents([other])).toEqual([900]);
  });

  test('a price band holds from its lower bound on and below its upper one, by the unit’s price', () => {
    const band = aRule({ minPriceCents: 1_000, maxPriceCents: 2_000, rateBasisPoints: 0 });
    const at = (priceCents: number) => cents([band], aSkuOf(), { ...SALE, priceCents, quantity: 10 })[0];
    expect([at(999), at(1_000), at(1_999), at(2_000)]).toEqual([1_499, 0, 0, 3_000]);
  });

  test('every variable commission that fits comes on top, named by its rule', () => {
    const plus = aRule({ id: 'v1', kind: 'variable', name: 'Two-day club', rateBasisPoints: 200 });
    const minus = aRule({ id: 'v2', kind: 'variable', name: 'Basket', rateBasisPoints: -450 });
    const fees = feesOf(SALE, { rules: [plus, minus], facts: aSkuOf() });
    expect(fees).toEqual([
      { name: '', type: 'base', commissionId: '', valueCents: 900 },
      { name: 'Two-day club', type: 'variable', commissionId: 'v1', valueCents: 120 },
      { name: 'Basket', type: 'variable', commissionId: 'v2', valueCents: -270 },
    ]);
  });

  test('who gives up returning makes the merchant pay what the SKU says, or else what the rules say', () => {
    const rule = aRule({ id: 'n1', kind: 'no_return', name: 'Keeps it', rateBasisPoints: 100 });
    const waived = { ...SALE, returnsWaived: true };
    expect(cents([rule])).toEqual([900]);
    expect(cents([rule], aSkuOf(), waived)).toEqual([900, 60]);
    expect(cents([rule], aSkuOf({ noReturnAdjustment: 0.02 }), waived)).toEqual([900, 120]);
    expect(cents([rule], aSkuOf({ noReturnAdjustment: 0 }), waived)).toEqual([900]);
    expect(cents([], aSkuOf({ noReturnAdjustment: 0.02 }), SALE)).toEqual([900]);
  });

  test('a SKU excluded from fee adjustments pays the base commission only', () => {
    const rules = [aRule({ kind: 'variable' }), aRule({ kind: 'no_return' })];
    const facts = aSkuOf({ isExcluded: true, noReturnAdjustment: 0.5 });
    expect(cents(rules, facts, { ...SALE, returnsWaived: true })).toEqual([900]);
  });

  const ruleArbitrary = fc
    .record({
      kind: fc.constantFrom<CommissionKind>('base', 'variable', 'no_return'),
      rateBasisPoints: fc.integer({ min: -10_000, max: 10_000 }),
    })
    .map(({ kind, rateBasisPoints }) =>
      aRule({ kind, rateBasisPoints: kind === 'base' ? Math.abs(rateBasisPoints) : rateBasisPoints }),
    );

  test('all fees together are whole cents, at least nothing, and at most the price', () => {
    fc.assert(
      fc.property(
        fc.array(ruleArbitrary, { maxLength: 8 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 1_000 }),
        fc.option(fc.double({ min: 0, max: 1_000_000_000, noNaN: true })),
        (rules, priceCents, quantity, noReturnAdjustment) => {
          const sale = { ...SALE, priceCents, quantity, returnsWaived: true };
          const fees = cents(rules, aSkuOf({ noReturnAdjustment }), sale);
          const sum = fees.reduce((all, value) => all + value, 0);
          expect(fees.every(Number.isSafeInteger)).toBe(true);
          expect(sum).toBeGreaterThanOrEqual(0);
          expect(sum).toBeLessThanOrEqual(priceCents * quantity);
        },
      ),
    );
  });

  test('what falls on shipped units is their share to the cent, all of the fee on all units, and nothing on none', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.integer({ min: 1, max: 1_000 }),
        fc.nat(1_000),
        (valueCents, quantity, some) => {
          const onUnits = (units: number): number => {
            const [fee] = feesForUnits([{ name: '', type: 'base', commissionId: '', valueCents }], quantity, units);
            return fee?.valueCents ?? Number.NaN;
          };
          const units = Math.min(some, quantity);
          expect(onUnits(quantity)).toBe(valueCents);
          expect(onUnits(0)).toBe(0);
          expect(Number.isSafeInteger(onUnits(units))).toBe(true);
          expect(Math.abs(onUnits(units) - (valueCents * units) / quantity)).toBeLessThanOrEqual(0.5);
          expect(Math.abs(onUnits(Math.min(units + 1, quantity)))).toBeGreaterThanOrEqual(Math.abs(onUnits(units)));
        },
      ),
    );
  });
});

const aRoot = (nodeId: number, name: string) => ({ nodeId, name, path: name, level: 0, parentId: 0, ...common });
const aLeaf = (nodeId: number, name: string, parentId: number) => ({
  ...aRoot(nodeId, name),
  path: `All/${name}`,
  level: 1,
  parentId,
});
const common = { suggestedTaxCode: '', amazonNodeIds: [], active: true };

async function openShop(): Promise<{ harness: Harness; account: AccountWithNodes; path: string }> {
  const harness = await openHarness();
  const account = await anAccount(harness);
  await saveTaxonomyNodes(harness.database.db, account.worldId, [
    aRoot(1_000, 'Kitchen'),
    aLeaf(1_001, 'Mugs', 1_000),
    // What offers are in unless they say otherwise.
    aRoot(2_000, 'Garden'),
    aLeaf(aSku().jet_browse_node_id ?? 0, 'Spades', 2_000),
  ]);
  return { harness, account, path: `/worlds/${account.worldId}/commission-rules` };
}

/** Places an order of 20.00 × 2 and answers the fee adjustments that the merchant reads. */
async function feesRead(harness: Harness, account: AccountWithNodes, sku: string, more: object = {}) {
  const body = { items: [{ sku, quantity: 2 }], ...more };
  const placed = await harness.operator('POST', `/accounts/${account.accountId}/orders`, body);
  const { id } = placed.json() as { id: string };
  const detail = (await account.call('GET', `/orders/withoutShipmentDetail/${id}`)).json() as {
    order_items: { item_fees: number; fee_adjustments: { adjustment_type: string; value: number }[] }[];
    order_totals: { item_fees: number };
  };
  const [item] = detail.order_items;
  const fees = item?.fee_adjustments ?? [];
  const sum = fees.reduce((all, { value }) => all + Math.round(value * 100), 0);
  expect(item?.item_fees).toBe(decimalFromCents(sum));
  expect(detail.order_totals.item_fees).toBe(decimalFromCents(sum));
  return fees.map(({ adjustment_type: type, value }) => [type, value]);
}

describe('commission rules of a world', () => {
  test('201 a rule holds for orders placed from now on, in its category and all below; 204 removed', async () => {
    const { harness, account, path } = await openShop();
    const upload = { jet_browse_node_id: 1_001 };
    const mug = await anOffer(harness, account, { priceCents: 2_000, upload });
    const other = await anOffer(harness, account, { priceCents: 2_000 });
    const rule: NewCommissionRule = { kind: 'base', browseNodeId: 1_000, rateBasisPoints: 800 };
    const added = await harness.operator('POST', path, rule);
    expect(added).toMatchObject({ status: 201 });
    const { id } = added.json() as { id: string };
    expect(await feesRead(harness, account, mug)).toEqual([['base', 3.2]]);
    expect(await feesRead(harness, account, other)).toEqual([['base', 6]]);
    expect((await harness.operator('DELETE', `${path}/${id}`)).status).toBe(204);
    expect(await feesRead(harness, account, mug)).toEqual([['base', 6]]);
    expect(await harness.operator('DELETE', `${path}/${id}`)).toMatchObject({ status: 404 });
  });

  test('an account’s own rule holds for it alone; both are shown when the account is asked for', async () => {
    const { harness, account, path } = await openShop();
    const sku = await anOffer(harness, account, { priceCents: 2_000 });
    const own = { kind: 'variable', name: 'Opening', accountId: account.accountId, rateBasisPoints: -500 };
    await harness.operator('POST', path, own);
    harness.clock.advance(1);
    await harness.operator('POST', path, { kind: 'no_return', rateBasisPoints: 150 });
    expect(await feesRead(harness, account, sku, { returnsWaived: true })).toEqual([
      ['base', 6],
      ['variable', -2],
      ['no_return', 0.6],
    ]);
    const listed = (await harness.operator('GET', `${path}?accountId=${account.accountId}`)).json();
    expect(listed).toMatchObject({ items: [{ name: 'Opening' }, { kind: 'no_return' }], next: null });
    expect((await harness.operator('GET', `${path}?accountId=nobody`)).json()).toMatchObject({
      items: [{ kind: 'no_return', accountId: null }],
    });
  });

  test('a SKU’s own no_return_fee_adjustment and exclude_from_fee_adjustments count', async () => {
    const { harness, account, path } = await openShop();
    await harness.operator('POST', path, { kind: 'variable', rateBasisPoints: 100 });
    const keen = await anOffer(harness, account, { priceCents: 2_000, upload: { no_return_fee_adjustment: 0.02 } });
    const plain = { no_return_fee_adjustment: 0.02, exclude_from_fee_adjustments: true };
    const excluded = await anOffer(harness, account, { priceCents: 2_000, upload: plain });
    const waived = { returnsWaived: true };
    expect(await feesRead(harness, account, keen, waived)).toEqual([
      ['base', 6],
      ['variable', 0.4],
      ['no_return', 0.8],
    ]);
    expect(await feesRead(harness, account, excluded, waived)).toEqual([['base', 6]]);
  });

  test('400 an account of another world, a band without prices, a base commission below 0', async () => {
    const { harness, account, path } = await openShop();
    const stranger = await anAccount(harness);
    const wrong = [
      [{ kind: 'base', accountId: stranger.accountId, rateBasisPoints: 1 }, 'unknown_account'],
      [{ kind: 'base', accountId: 'nobody', rateBasisPoints: 1 }, 'unknown_account'],
      [{ kind: 'base', minPriceCents: 5, maxPriceCents: 5, rateBasisPoints: 1 }, 'empty_band'],
      [{ kind: 'base', rateBasisPoints: -1 }, 'negative_rate'],
    ] as const;
    for (const [rule, code] of wrong) {
      const answer = await harness.operator('POST', path, rule);
      expect([answer.status, answer.json()]).toMatchObject([400, { code }]);
    }
    expect((await harness.operator('GET', path)).json()).toEqual({ items: [], next: null });
    expect(account.accountId).not.toBe(stranger.accountId);
  });

  test('404 a world that is not there, a rule of another world', async () => {
    const { harness, path } = await openShop();
    const { path: otherPath } = await openShop();
    const { id } = (await harness.operator('POST', path, { kind: 'base', rateBasisPoints: 1 })).json() as {
      id: string;
    };
    expect((await harness.operator('DELETE', `${otherPath}/${id}`)).status).toBe(404);
    expect((await harness.operator('GET', '/worlds/nowhere/commission-rules')).status).toBe(404);
  });

  test('409 a world has at most 1,000 rules', async () => {
    const { harness, account, path } = await openShop();
    await harness.database.executeSql(
      `insert into marketplace.commission_rules (world_id, id, kind, name, rate_basis_points, created_at, updated_by, request_id)
       select $1, 'rule-' || n, 'variable', '', 0, n, 'test', 'test' from generate_series(1, 1000) n`,
      [account.worldId],
    );
    const answer = await harness.operator('POST', path, { kind: 'base', rateBasisPoints: 1 });
    expect([answer.status, answer.json()]).toMatchObject([409, { code: 'too_many_rules' }]);
    const page = (await harness.operator('GET', `${path}?limit=2`)).json() as { items: { id: string }[]; next: string };
    expect(page.items.map(({ id }) => id)).toEqual(['rule-1', 'rule-2']);
    const rest = (await harness.operator('GET', `${path}?limit=1&cursor=${page.next}`)).json();
    expect(rest).toMatchObject({ items: [{ id: 'rule-3' }] });
  });
});
