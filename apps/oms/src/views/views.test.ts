/** Owns the guarantees of views: whose they are, in which order they stand, what they count. */
import type { OrderView } from '@jetway/oms-api';
import { beforeAll, expect, test } from 'vitest';
import { aConnection, anOrder, type Harness, harness, type SignedIn } from '../testing/index.ts';

let at: Harness;
let owner: SignedIn;
let colleague: SignedIn;
let organizationId: string;

beforeAll(async () => {
  at = await harness();
  organizationId = await at.newOrganization();
  owner = await at.signIn(organizationId, 'warehouse');
  colleague = await at.signIn(organizationId, 'warehouse');
  const connectionId = await aConnection(at, organizationId);
  for (const sku of ['ONE', 'TWO']) await anOrder(at, organizationId, { connectionId, lines: { [sku]: 1 } });
});

const keep = async (name: string, shared: boolean, sku?: string): Promise<OrderView> => {
  at.clock.advance(1);
  const list = { tab: 'all', sort: '-total', filters: sku === undefined ? {} : { sku } } as const;
  const { status, body } = await owner.client.createOrderView({ body: { name, shared, list, columns: ['due'] } });
  if (status !== 201) throw new Error(`answered ${status}`);
  return body;
};
const seen = async ({ client }: SignedIn): Promise<readonly OrderView[]> => {
  const { status, body } = await client.listOrderViews();
  if (status !== 200) throw new Error(`answered ${status}`);
  return body.items;
};

test('a view is its owner’s alone until it is shared; whoever sees it may copy, not change it', async () => {
  const own = await keep('Own', false, 'ONE');
  const shared = await keep('Shared', true);
  expect((await seen(owner)).map(({ name, isOwn }) => [name, isOwn])).toEqual([
    ['Own', true],
    ['Shared', true],
  ]);
  const [theirs, ...none] = await seen(colleague);
  expect([theirs, none]).toMatchObject([{ name: 'Shared', isOwn: false, canChange: false, list: shared.list }, []]);
  const hidden = await colleague.client.deleteOrderView({ params: { viewId: own.id } });
  expect(hidden.body).toMatchObject({ code: 'not_found' });
  const refused = await colleague.client.deleteOrderView({ params: { viewId: shared.id } });
  expect(refused.body).toMatchObject({ code: 'not_yours' });
});

test('each sees the views in an order of his own, and as many orders as they hold', async () => {
  const last = await keep('Last', true, 'TWO');
  await owner.client.orderOrderViews({ body: { viewIds: [last.id, 'gone'] } });
  expect((await seen(owner)).map(({ name }) => name)).toEqual(['Last', 'Own', 'Shared']);
  expect((await seen(colleague)).map(({ name }) => name)).toEqual(['Shared', 'Last']);
  const { body } = await owner.client.countOrderViews({ query: { timeZone: 'America/New_York' } });
  const names = new Map((await seen(owner)).map(({ id, name }) => [id, name]));
  const counts = Object.entries(body as Record<string, { orders: number }>).map(([id, count]) => [
    names.get(id),
    count.orders,
  ]);
  expect(Object.fromEntries(counts)).toEqual({ Last: 1, Own: 1, Shared: 2 });
});

test('a view that was changed says so, and whoever saw it before must look again', async () => {
  const { id } = await keep('Draft', false);
  const change = (name: string, version: number) =>
    owner.client.changeOrderView(
      { params: { viewId: id }, body: { name } },
      { headers: { 'if-match': `"${version}"` } },
    );
  expect((await change('Better', 1)).body).toMatchObject({ name: 'Better', version: 2, columns: ['due'] });
  expect((await change('Worse', 1)).body).toMatchObject({ code: 'changed_meanwhile' });
  expect((await owner.client.changeOrderView({ params: { viewId: id }, body: {} })).body).toMatchObject({
    code: 'version_required',
  });
  expect((await owner.client.deleteOrderView({ params: { viewId: id } })).status).toBe(204);
});
