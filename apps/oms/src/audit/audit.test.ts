import { beforeAll, describe, expect, test } from 'vitest';
import { aLocation, anOrganization, aSku, type Ground, ground } from '../testing/index.ts';
import { audit, auditSnapshot } from './index.ts';

let at: Ground;
beforeAll(async () => {
  at = await ground();
});

async function aShop() {
  const organizationId = await anOrganization(at);
  const locationId = await aLocation(at, organizationId);
  const { skuId } = await aSku(at, organizationId, { stock: { [locationId]: 5 } });
  const mine = { organization_id: organizationId, sku_id: skuId, location_id: locationId };
  return { organizationId, subject: `${skuId} at ${locationId}`, mine };
}

const entry = {
  at: 0,
  reason: 'forged',
  on_hand_change: 0,
  reserved_change: 0,
  on_hand_after: 5,
  reserved_after: 0,
  actor: 'nobody',
};

describe('the audit', () => {
  test('finds nothing where nothing is wrong', async () => {
    const { organizationId } = await aShop();
    expect(await auditSnapshot(at.database, organizationId)).toEqual([]);
  });

  test('finds a counter that somebody changed past the ledger', async () => {
    const { organizationId, subject, mine } = await aShop();
    await at.database.db
      .updateTable('stock')
      .set({ on_hand: 6 })
      .where('organization_id', '=', organizationId)
      .execute();
    expect(await audit(at.database.db, organizationId)).toEqual([
      {
        invariant: 'every counter is the sum of its ledger',
        subject,
        text: 'counters 6 / 0 after 1 movements, ledger 5 / 0 in 1',
      },
    ]);
    expect(mine.organization_id).toBe(organizationId);
  });

  test('finds a reservation that no counter knows, and a counter that no order holds', async () => {
    const { organizationId, subject, mine } = await aShop();
    const held = { ...mine, order_id: 'o', line_id: 'l', reserved: 2, created_at: 0, updated_at: 0, updated_by: 'x' };
    await at.database.db.insertInto('reservations').values(held).execute();
    expect(await audit(at.database.db, organizationId)).toEqual([
      { invariant: 'what is reserved is what orders hold', subject, text: 'counter 0, orders hold 2' },
    ]);
  });

  test('finds a gap and a break in the ledger', async () => {
    const { organizationId, subject, mine } = await aShop();
    await at.database.db
      .insertInto('stock_ledger')
      .values({ ...mine, ...entry, movement: 3, on_hand_after: 4 })
      .execute();
    const found = await audit(at.database.db, organizationId);
    expect(found).toEqual([
      expect.objectContaining({ invariant: 'every counter is the sum of its ledger', subject }),
      {
        invariant: 'every movement continues the one before it',
        subject,
        text: 'movement 3 leads to 4 / 0, its sum is 5 / 0',
      },
    ]);
  });

  test('sees one organization only, and adds the checks of others', async () => {
    const wrong = await aShop();
    await at.database.db
      .insertInto('stock_ledger')
      .values({ ...wrong.mine, ...entry, movement: 9 })
      .execute();
    const { organizationId } = await aShop();
    const extra = { invariant: 'orders', subject: organizationId, text: 'x' };
    const check = { invariant: 'orders', count: async () => 1, find: async () => [extra] };
    expect(await audit(at.database.db, organizationId, [check])).toEqual([extra]);
  });

  test('stock below zero is impossible in the database itself', async () => {
    const { organizationId } = await aShop();
    const change = (values: { on_hand?: number; reserved?: number }) =>
      at.database.db.updateTable('stock').set(values).where('organization_id', '=', organizationId).execute();
    await expect(change({ on_hand: -1 })).rejects.toThrow('stock_never_below_zero');
    await expect(change({ reserved: 6 })).rejects.toThrow('stock_never_below_zero');
    await expect(change({ reserved: -1 })).rejects.toThrow('stock_never_below_zero');
  });
});
