import { beforeAll, describe, expect, test } from 'vitest';
import { type AccountWithNodes, anAccount, anOffer, aSku, type Harness, openHarness } from '../testing/index.ts';

let harness: Harness;
let account: AccountWithNodes;
beforeAll(async () => {
  harness = await openHarness();
  account = await anAccount(harness);
  await anOffer(harness, account, { sku: 'mug-1', priceCents: 1250, quantity: 4 });
  await anOffer(harness, account, { sku: 'mug-2', quantity: 0 });
  await account.call('PUT', '/merchant-skus/plate-1', aSku({ product_title: 'Plate, blue' }));
});

const list = async (query = '') =>
  (await harness.operator('GET', `/accounts/${account.accountId}/skus${query}`)).json() as {
    items: { sku: string }[];
    next: string | null;
  };
const namesOf = async (query: string) => (await list(query)).items.map(({ sku }) => sku);

describe('the operator’s list of SKUs', () => {
  test('shows price, stock and status', async () => {
    const { items } = await list('?search=mug-1');
    expect(items).toEqual([
      {
        sku: 'mug-1',
        title: 'Enamel mug, 12 oz',
        imageUrl: 'https://images.example/mug.png',
        status: 'Available for Purchase',
        subStatus: [],
        priceCents: 1250,
        stock: [{ nodeId: account.nodeId, fed: 4, held: 0, accepted: 0, purchasable: 4 }],
        purchasable: 4,
        updatedAt: harness.clock.now(),
      },
    ]);
  });

  test('is filtered by the start of the SKU and by what can be bought', async () => {
    expect(await namesOf('?search=plate')).toEqual(['plate-1']);
    expect(await namesOf('?purchasable=true')).toEqual(['mug-1']);
    expect(await namesOf('?purchasable=false')).toEqual(['mug-2', 'plate-1']);
    expect(await namesOf('?search=%25')).toEqual([]);
  });

  test('comes in pages that neither repeat nor leave out', async () => {
    const first = await list('?limit=2');
    const second = await list(`?limit=2&cursor=${encodeURIComponent(first.next ?? '')}`);
    expect([...first.items, ...second.items].map(({ sku }) => sku)).toEqual(['mug-1', 'mug-2', 'plate-1']);
    expect(second.next).toBeNull();
    const bad = await harness.operator('GET', `/accounts/${account.accountId}/skus?cursor=nonsense`);
    expect([bad.status, bad.json()]).toEqual([400, expect.objectContaining({ code: 'bad_cursor' })]);
  });
});
