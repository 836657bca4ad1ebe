/** Owns what the test of the contract knows of views of the order list, bulk runs and exports. */
import { MOST_VIEWS, type Role } from '@jetway/oms-api';
import { expect, test } from 'vitest';
import { type Foreign, nothing, pair, type Samples, type Walks } from './part.ts';
import { type At, headersOf } from './world.ts';

const view = (more: object = {}) => ({
  name: 'Late in Maine',
  shared: true,
  list: { tab: 'late' as const, sort: 'ship-by' as const, filters: { state: 'ME' } },
  columns: ['reference'],
  ...more,
});

export const viewsPart = (at: At) => {
  const made = async (path: string, body: unknown, more: { readonly whose?: 'theirs'; readonly role?: Role } = {}) => {
    const { harness, stranger, callers } = at();
    const caller = more.whose === 'theirs' ? await harness.signIn(stranger) : callers[more.role ?? 'admin'];
    const answer = await harness.send('POST', path, { body, headers: caller.headers });
    return (answer.json() as { readonly id: string }).id;
  };
  const aView = (whose?: 'theirs') => made('/order-views', view(), whose && { whose });
  const aRun = (whose?: 'theirs') =>
    made('/bulk-runs', { action: 'acknowledge', orderIds: ['no-such-order'] }, whose && { whose });
  const aRunOver = async () => {
    const bulkRunId = await aRun();
    while (await at().harness.oms.workOnBulkRuns());
    return { params: { bulkRunId } };
  };
  const ownRun = async () => ({ params: { bulkRunId: await aRun() } });
  return {
    samples: {
      listOrderViews: nothing,
      countOrderViews: nothing,
      createOrderView: () => ({ body: view({ shared: false }) }),
      changeOrderView: async () => ({ params: { viewId: await aView() }, body: { name: 'Late' } }),
      deleteOrderView: async () => ({ params: { viewId: await aView() } }),
      orderOrderViews: () => ({ body: { viewIds: ['one', 'two'] } }),
      startBulkRun: () => ({ body: { action: 'acknowledge', orderIds: ['no-such-order'] } }),
      listBulkRuns: nothing,
      getBulkRun: ownRun,
      listBulkRunOrders: ownRun,
      cancelBulkRun: ownRun,
      retryBulkRun: aRunOver,
      exportOrders: nothing,
      exportInventory: nothing,
      exportProblems: nothing,
    } satisfies Samples,
    foreign: {
      changeOrderView: pair(
        'viewId',
        () => aView('theirs'),
        () => ({ body: { name: 'mine' } }),
      ),
      deleteOrderView: pair('viewId', () => aView('theirs'), nothing),
      getBulkRun: pair('bulkRunId', () => aRun('theirs'), nothing),
      listBulkRunOrders: pair('bulkRunId', () => aRun('theirs'), nothing),
      cancelBulkRun: pair('bulkRunId', () => aRun('theirs'), nothing),
      retryBulkRun: pair('bulkRunId', () => aRun('theirs'), nothing),
    } satisfies Foreign,
  };
};

export const viewsWalks: Walks = (at) => {
  const as = (role: Role, method: string, path: string, body?: unknown) =>
    at().send(method, path, body, headersOf(at().callers[role]));

  test('who only looks keeps views, and shares none; a shared one is changed by its owner and by deciders', async () => {
    expect((await as('read-only', 'POST', '/order-views', view())).json()).toMatchObject({
      code: 'sharing_not_allowed',
    });
    const { id } = (await as('warehouse', 'POST', '/order-views', view())).json() as { id: string };
    for (const method of ['PATCH', 'DELETE'])
      expect(
        (await as('read-only', method, `/order-views/${id}`, method === 'PATCH' ? {} : undefined)).json(),
      ).toMatchObject({
        code: 'not_yours',
      });
    expect((await as('manager', 'PATCH', `/order-views/${id}`, { name: 'Late' })).json()).toMatchObject({ version: 2 });
    expect((await as('warehouse', 'PATCH', `/order-views/${id}`, { name: 'Later' })).json()).toMatchObject({
      code: 'changed_meanwhile',
    });
  });

  test('nobody keeps more views than help him', async () => {
    const { harness, organizationId } = at();
    const caller = await harness.signIn(organizationId, 'manager');
    const keep = () => at().send('POST', '/order-views', view(), caller.headers);
    for (let count = 0; count < MOST_VIEWS; count += 1) await keep();
    expect((await keep()).json()).toMatchObject({ status: 409, code: 'too_many_views' });
  });

  test('a time zone that does not exist is refused by name, wherever a list is asked for', async () => {
    for (const path of ['orders', 'order-list-count', 'order-counts', 'order-view-counts', 'exports/orders.csv']) {
      const answer = await as('admin', 'GET', `/${path}?timeZone=Mars`);
      expect([path, answer.json()]).toMatchObject([path, { status: 400, code: 'unknown_time_zone' }]);
    }
    const answer = await as('admin', 'GET', '/exports/orders.csv?columns=sku');
    expect(answer.json()).toMatchObject({ status: 400, code: 'column_of_lines' });
  });

  test('a file takes no parameter that its list does not know', async () => {
    for (const list of ['inventory', 'problems'])
      expect((await as('admin', 'GET', `/exports/${list}.csv?colour=red`)).statusCode).toBe(400);
  });

  test('what one may not do to an order, one may not do to many', async () => {
    const cancel = { action: 'cancel', options: { cancel: { mode: 'reject' } }, orderIds: ['one'] };
    expect((await as('warehouse', 'POST', '/bulk-runs', cancel)).json()).toMatchObject({ code: 'action_not_allowed' });
    const { id } = (await as('manager', 'POST', '/bulk-runs', cancel)).json() as { id: string };
    for (const what of ['cancel', 'retry'])
      expect((await as('warehouse', 'POST', `/bulk-runs/${id}/${what}`)).statusCode).toBe(403);
    expect((await as('manager', 'POST', `/bulk-runs/${id}/retry`)).json()).toMatchObject({ code: 'not_allowed_now' });
    expect((await as('manager', 'POST', `/bulk-runs/${id}/cancel`)).json()).toMatchObject({ state: 'cancelled' });
    expect((await as('manager', 'POST', `/bulk-runs/${id}/cancel`)).json()).toMatchObject({ code: 'not_allowed_now' });
  });
};
