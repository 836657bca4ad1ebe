import { describe, expect, test } from 'vitest';
import type { OrderItem } from '../orders.ts';
import { planCancel, wholeOrder } from './cancelling.ts';

const anItem = (id: string, part: Partial<OrderItem> = {}): OrderItem => ({
  id,
  sku: id.toUpperCase(),
  title: 'A mug',
  imageUrl: null,
  quantity: 3,
  shipped: 0,
  cancelled: 0,
  cancelRequested: 0,
  acknowledgement: null,
  unitPriceCents: 1_000,
  fees: [],
  feesCents: 0,
  ...part,
});

const items = [anItem('a'), anItem('b', { quantity: 1 })];

describe('planCancel', () => {
  test('the whole of a held order ends at once', () => {
    expect(planCancel('created', items, wholeOrder(items))).toMatchObject({
      ok: true,
      kind: 'now',
      units: [
        { orderItemId: 'a', quantity: 3 },
        { orderItemId: 'b', quantity: 1 },
      ],
    });
  });

  test('a part of a held order is put to the merchant, and says that it is seen after the release', () => {
    const plan = planCancel('created', items, { a: 1, b: 0 });
    expect(plan).toMatchObject({ ok: true, kind: 'ask', units: [{ orderItemId: 'a', quantity: 1 }] });
    expect(plan.text).toContain('once it is released');
    expect(plan.text).toContain('1 unit cancelled');
  });

  test('after the release the merchant is asked, for the whole too', () => {
    expect(planCancel('acknowledged', items, wholeOrder(items))).toMatchObject({ ok: true, kind: 'ask' });
  });

  test('units asked for before are not asked for again, and do not hinder ending the rest', () => {
    const asked = [anItem('a', { cancelRequested: 2 })];
    expect(wholeOrder(asked)).toEqual({ a: 1 });
    expect(planCancel('created', asked, wholeOrder(asked))).toMatchObject({ kind: 'now' });
    expect(planCancel('ready', asked, { a: 2 }).ok).toBe(false);
  });

  test('nothing chosen, or no number, is not sent', () => {
    expect(planCancel('ready', items, { a: 0, b: 0 })).toEqual({ ok: false, text: 'Choose at least one unit' });
    expect(planCancel('ready', items, { a: '', b: 1 })).toEqual({
      ok: false,
      text: 'Enter how many of A to cancel',
    });
  });
});
