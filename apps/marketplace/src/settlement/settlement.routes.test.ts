/** Owns the guarantees of settlements over HTTP: everything once, in its time, to the cent. */
import { DAY_MS, HOUR_MS } from '@jetway/kernel';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { anAccount, type Harness, openHarness, worldOf } from '../testing/index.ts';
import { aSeller, type Seller, type Sold } from './settlement.test-support.ts';
import { settlementDetails } from './settlement-details.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});

const WEEK_MS = 7 * DAY_MS;
const paidOf = ({ unitCents, shipped }: Sold): number =>
  shipped * (unitCents.principal + unitCents.tax + unitCents.shipping + unitCents.shippingTax);

/** The lines of a settlement's details, without their heads, by column. */
async function detailsOf(seller: Seller, settlementId: string): Promise<readonly Readonly<Record<string, string>>[]> {
  let text = '';
  for await (const piece of settlementDetails(harness.database.db, {
    accountId: seller.account.accountId,
    settlementId,
  }))
    text += piece;
  const [heads = '', ...lines] = text.trim().split('\n');
  const names = heads.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [names[index] ?? '', value])));
}

const totalOf = (lines: readonly Readonly<Record<string, string>>[]): number =>
  lines.reduce((sum, line) => sum + Math.round(Number(line['total']) * 100), 0);

describe('a settlement', () => {
  test('holds every completed order of its time once, and is closed at its end', async () => {
    const seller = await aSeller(harness);
    const one = await seller.sell(2);
    await seller.settle();
    const two = await seller.sell(3, 1);
    await seller.settle();
    const [open] = await seller.settlements();
    const kept = one.feesCents + Math.round(two.feesCents / 3);
    expect(open).toMatchObject({ state: 'open', closedAt: null });
    expect(open?.balances).toEqual({
      orderCents: paidOf(one) + paidOf(two) - kept,
      returnCents: 0,
      commissionCents: -kept,
      adjustmentCents: 0,
      totalCents: paidOf(one) + paidOf(two) - kept,
    });
    const entries = await seller.entries(open?.id ?? '');
    expect(entries.map(({ kind, units, sku }) => [kind, units, sku])).toEqual([
      ['order', 2, seller.sku],
      ['order', 1, seller.sku],
    ]);
    await seller.pass(WEEK_MS);
    const [closed, ...others] = await seller.settlements();
    expect(others).toEqual([]);
    expect(closed).toEqual({ ...open, state: 'closed', closedAt: open?.endsAt });
    expect(((open?.endsAt ?? 1) - (open?.startsAt ?? 0)) % HOUR_MS).toBe(0);
  });

  test('is not made for a time in which nothing happened, however far the clock jumps', async () => {
    const seller = await aSeller(harness);
    await seller.pass(3_650 * DAY_MS);
    expect(await seller.settlements()).toEqual([]);
    await seller.sell(1);
    await seller.pass(3_650 * DAY_MS);
    expect(await seller.settlements()).toHaveLength(1);
  });

  test('follows the length that the world’s policy says', async () => {
    const seller = await aSeller(harness);
    const policy = { settlementPeriodMs: DAY_MS };
    await harness.operator('PUT', `/worlds/${seller.account.worldId}/policy`, policy);
    for (let day = 0; day < 3; day += 1) {
      await seller.sell(1);
      await seller.pass(DAY_MS);
    }
    await seller.pass(DAY_MS);
    const settlements = await seller.settlements();
    expect(settlements).toHaveLength(3);
    for (const { startsAt, endsAt, state } of settlements)
      expect([endsAt - startsAt, state]).toEqual([DAY_MS, 'closed']);
  });

  test('is made once when several sweeps are at it together, and takes what was written late', async () => {
    const seller = await aSeller(harness);
    const sold = await seller.sell(2);
    const { world, now } = await worldOf(harness, seller.account);
    const { dueWork } = harness.services.settlement;
    const later = now + HOUR_MS;
    await Promise.all([1, 2, 3].map(() => dueWork.run(world, later, 'wait')));
    await harness.database.db
      .updateTable('settlement_accounts')
      .set({ collected_to: later })
      .where('account_id', '=', seller.account.accountId)
      .execute();
    await seller.sell(1);
    await seller.pass(WEEK_MS);
    const [settlement, ...others] = await seller.settlements();
    expect(others).toEqual([]);
    const entries = await seller.entries(settlement?.id ?? '');
    expect(entries.map(({ units }) => units)).toEqual([2, 1]);
    expect(entries[0]?.paidCents).toBe(paidOf(sold));
  });

  test('does not take what was cancelled', async () => {
    const seller = await aSeller(harness);
    await seller.sell(2, 0);
    await seller.pass(WEEK_MS);
    expect(await seller.settlements()).toEqual([]);
  });

  test('takes returns and accepted refunds, and gives their part of the commission back', async () => {
    const seller = await aSeller(harness);
    const sold = await seller.sell(4);
    await seller.takeBack(sold, 2, { principalCents: 4_000 });
    await seller.refund(sold, 1_000);
    await seller.pass(2 * DAY_MS);
    await seller.settle();
    const [settlement] = await seller.settlements();
    const kinds = (await seller.entries(settlement?.id ?? '')).map(({ kind, totalCents }) => [kind, totalCents]);
    const back = Math.round((sold.feesCents * 4_000) / 8_000);
    const more = Math.round((sold.feesCents * 5_000) / 8_000) - back;
    expect(kinds).toEqual(
      expect.arrayContaining([
        ['return', -4_000],
        ['commission', back],
        ['refund', -1_000],
        ['commission', more],
      ]),
    );
    expect(settlement?.balances.returnCents).toBe(back + more - 5_000);
  });

  test('takes the charge of a return, disputed or not; a dispute decided for the merchant gives it back once', async () => {
    const seller = await aSeller(harness);
    const sold = await seller.sell(3);
    await seller.takeBack(sold, 1, { principalCents: 0, chargeCents: 300 });
    const disputed = await seller.takeBack(sold, 1, { principalCents: 0, chargeCents: 500, agrees: false });
    const lost = await seller.takeBack(sold, 1, { principalCents: 0, chargeCents: 700, agrees: false });
    await seller.settle();
    expect((await seller.settlements())[0]?.balances.returnCents).toBe(-1_500);
    const open = await seller.disputes();
    expect(open.map(({ returnId, chargeCents, feedback, state }) => [returnId, chargeCents, feedback, state])).toEqual(
      expect.arrayContaining([
        [disputed, 500, 'fraud', 'open'],
        [lost, 700, 'fraud', 'open'],
      ]),
    );
    expect(open).toHaveLength(2);
    expect((await seller.decide(disputed, 'for merchant')).json()).toMatchObject({ state: 'for merchant' });
    expect((await seller.decide(disputed, 'for merchant')).status).toBe(200);
    expect((await seller.decide(lost, 'for marketplace')).json()).toMatchObject({ state: 'for marketplace' });
    const refused = await seller.decide(lost, 'for merchant');
    expect([refused.status, refused.json()]).toEqual([409, expect.objectContaining({ code: 'not_allowed_now' })]);
    const [settlement] = await seller.settlements();
    expect(settlement?.balances).toMatchObject({ returnCents: -1_500, adjustmentCents: 500 });
  });

  test('takes an operator’s adjustment into the settlement that is open, or a new one', async () => {
    const seller = await aSeller(harness);
    expect((await seller.adjust(0)).json()).toMatchObject({ code: 'no_amount' });
    const added = await seller.adjust(-250, 'Late shipments');
    expect([added.status, added.json()]).toEqual([
      201,
      expect.objectContaining({ kind: 'adjustment', totalCents: -250, note: 'Late shipments' }),
    ]);
    await seller.adjust(1_000);
    const settlements = await seller.settlements();
    expect(settlements.map(({ balances }) => balances)).toEqual([
      { orderCents: 0, returnCents: 0, commissionCents: 0, adjustmentCents: 750, totalCents: 750 },
    ]);
  });
});

describe('over random histories', () => {
  const step = fc.record({
    ordered: fc.integer({ min: 1, max: 4 }),
    shipped: fc.integer({ min: 0, max: 4 }),
    returned: fc.integer({ min: 0, max: 3 }),
    returnedCents: fc.nat(9_000),
    refundedCents: fc.nat(9_000),
    chargeCents: fc.nat(800),
    agrees: fc.boolean(),
    isWon: fc.boolean(),
    adjustmentCents: fc.integer({ min: -500, max: 500 }),
    passes: fc.constantFrom(HOUR_MS, DAY_MS, WEEK_MS),
  });

  test('settlements together are Σ orders − commissions − returns − refunds ± adjustments, as are their details', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const seller = await aSeller(harness, { priceCents: 1_999 });
        let paid = 0;
        let adjusted = 0;
        let charged = 0;
        let refunded = 0;
        for (const one of steps) {
          const shipped = Math.min(one.ordered, one.shipped);
          const sold = await seller.sell(one.ordered, shipped);
          paid += paidOf(sold);
          const units = Math.min(one.returned, shipped);
          if (units > 0) {
            const principalCents = Math.min(one.returnedCents, units * sold.unitCents.principal);
            const { chargeCents, agrees } = one;
            const returnId = await seller.takeBack(sold, units, { principalCents, chargeCents, agrees });
            refunded += principalCents;
            charged += chargeCents;
            await seller.settle();
            if (!agrees && chargeCents > 0 && one.isWon) {
              expect((await seller.decide(returnId, 'for merchant')).status).toBe(200);
              charged -= chargeCents;
            }
          }
          const rest = shipped - units;
          if (rest > 0) {
            const principalCents = Math.min(Math.max(1, one.refundedCents), sold.unitCents.principal);
            await seller.refund(sold, principalCents);
            await seller.pass(2 * DAY_MS);
            refunded += principalCents;
          }
          if (one.adjustmentCents !== 0) await seller.adjust(one.adjustmentCents);
          adjusted += one.adjustmentCents;
          await seller.pass(one.passes);
        }
        await seller.pass(2 * WEEK_MS);
        const settlements = await seller.settlements();
        const total = settlements.reduce((sum, { balances }) => sum + balances.totalCents, 0);
        const commissions = settlements.reduce((sum, { balances }) => sum + balances.commissionCents, 0);
        expect(total).toBe(paid + commissions - refunded - charged + adjusted);
        expect(commissions).toBeLessThanOrEqual(0);
        for (const { id, balances } of settlements) {
          expect(totalOf(await detailsOf(seller, id))).toBe(balances.totalCents);
          const jet = (await seller.account.call('GET', `/settlement/report/${id}`)).json();
          expect(jet).toMatchObject({ settlement_value: balances.totalCents / 100, settlement_state: 'closed' });
        }
      }),
      { numRuns: 8 },
    );
  }, 120_000);
});

describe('the merchant’s settlements', () => {
  test('are listed by how long ago they ended, the newest first', async () => {
    const seller = await aSeller(harness);
    await seller.sell(1);
    await seller.pass(3 * WEEK_MS);
    await seller.sell(1);
    await seller.pass(WEEK_MS);
    const ids = (await seller.settlements()).map(({ id }) => id);
    expect(ids).toHaveLength(2);
    const listed = async (days: number) => (await seller.account.call('GET', `/settlement/${days}`)).json();
    expect(await listed(60)).toEqual({ settlement_report_urls: ids.map((id) => `/settlement/report/${id}`) });
    expect(await listed(14)).toEqual({ settlement_report_urls: [`/settlement/report/${ids[0]}`] });
    for (const id of ids) expect(id).toMatch(/^[0-9]+$/);
  });

  test('show balances whose details add up to them', async () => {
    const seller = await aSeller(harness);
    const sold = await seller.sell(2);
    await seller.takeBack(sold, 1, { principalCents: 1_000, chargeCents: 400 });
    await seller.adjust(-150);
    await seller.settle();
    const [{ id = '' } = {}] = await seller.settlements();
    const read = async () =>
      (await seller.account.call('GET', `/settlement/report/${id}`)).json() as Record<string, Record<string, number>>;
    const open = await read();
    const sum = (details: Record<string, number> = {}) =>
      Math.round(Object.values(details).reduce((total, one) => total + one, 0) * 100);
    expect(sum(open['order_balance_details'])).toBe(Math.round(Number(open['order_balance']) * 100));
    expect(sum(open['return_balance_details'])).toBe(Math.round(Number(open['return_balance']) * 100));
    expect(open).toMatchObject({
      settlement_report_id: id,
      settlement_state: 'open',
      currency: 'USD',
      unavailable_balance: open['settlement_value'],
      order_balance_details: { merchant_price: 40, fixed_commission: -sold.feesCents / 100 },
      return_balance_details: { merchant_price: -10, merchant_return_charge: -4 },
      jet_adjustment: -1.5,
    });
    await seller.pass(WEEK_MS);
    expect(await read()).toMatchObject({ settlement_state: 'closed', unavailable_balance: 0 });
  });

  test('an unknown settlement, and another merchant’s, answer alike; days must be a number', async () => {
    const seller = await aSeller(harness);
    await seller.adjust(100);
    const [{ id = '' } = {}] = await seller.settlements();
    const stranger = await anAccount(harness);
    for (const asked of [id, '999']) {
      const reply = await stranger.call('GET', `/settlement/report/${asked}`);
      expect([reply.status, reply.json()]).toEqual([404, { errors: [`Settlement not found: "${asked}"`] }]);
    }
    expect((await stranger.call('GET', '/settlement/soon')).status).toBe(400);
    expect((await stranger.call('GET', '/settlement/0')).status).toBe(400);
  });

  test('details neutralise what a spreadsheet would take for a formula', async () => {
    const seller = await aSeller(harness);
    await seller.adjust(-100, '=HYPERLINK("http://x")');
    const [{ id = '' } = {}] = await seller.settlements();
    const [line] = await detailsOf(seller, id);
    expect(line).toMatchObject({ type: 'adjustment', jet_adjustment: '-1.00', total: '-1.00' });
    expect(line?.['note']).toContain(`'=HYPERLINK`);
  });
});
