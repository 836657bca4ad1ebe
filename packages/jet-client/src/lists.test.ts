import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { mapAhead } from './ahead.ts';
import { type FarReply, type FarRequest, quickTools, startFarSide } from './far-side.test-support.ts';
import { downloadReport, JetError, orders, refunds, returns, skuIds, skus, untaggedOrders } from './index.ts';

const collect = async <T>(from: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const one of from) found.push(one);
  return found;
};
const ok = (body: unknown): FarReply => ({ status: 200, body });
const lastOf = ({ path }: FarRequest): string => path.split('/').at(-1) ?? '';
const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));

describe('orders', () => {
  const orderSide = (missing: readonly string[] = []) =>
    startFarSide((request) => {
      if (request.path === '/orders/ready')
        return ok({ order_urls: numbers(20).map((id) => `/orders/withoutShipmentDetail/${id}`) });
      if (!request.path.startsWith('/orders/withoutShipmentDetail/')) return undefined;
      const id = lastOf(request);
      return missing.includes(id) ? { status: 404, body: { errors: [`no ${id}`] } } : ok({ merchant_order_id: id });
    });

  test('come with their details in the order of the list, some read ahead', async () => {
    const far = await orderSide();
    const found = await collect(orders(far.jet, { status: 'ready', width: 5 }));
    expect(found.map(({ merchant_order_id: id }) => id)).toEqual(numbers(20));
  });

  test('are read no further ahead than asked for', async () => {
    const far = await orderSide();
    for await (const _order of orders(far.jet, { status: 'ready', width: 3 })) break;
    expect(far.seen.length).toBeLessThanOrEqual(1 + 3);
  });

  test('one that cannot be read ends the iteration with what was answered', async () => {
    const far = await orderSide(['7']);
    const reading = collect(orders(far.jet, { status: 'ready' }));
    await expect(reading).rejects.toBeInstanceOf(JetError);
    await expect(reading).rejects.toMatchObject({ message: 'no 7', failure: { kind: 'refused', status: 404 } });
  });

  test('one that cannot be read does not hold up the others where somebody hears of it', async () => {
    const far = await orderSide(['7']);
    const failures: string[] = [];
    const found = await collect(orders(far.jet, { status: 'ready', onFailure: (link) => failures.push(link) }));
    expect(found).toHaveLength(19);
    expect(failures).toEqual(['/orders/withoutShipmentDetail/7']);
  });

  test('of one node are asked for by that node', async () => {
    const far = await startFarSide(() => ok({ order_urls: [] }));
    await collect(orders(far.jet, { status: 'ready', node: 'n 1' }));
    expect(far.seen[0]?.path).toBe('/orders/ready?fulfillment_node=n%201');
  });
});

describe('orders without a tag', () => {
  const tagSide = (count: number, missing: readonly string[] = []) => {
    const tagged = new Set<string>();
    return startFarSide((request) => {
      if (request.path === '/orders/acknowledged/seen/false') {
        const open = numbers(count).filter((id) => !tagged.has(id));
        return ok({ order_urls: open.slice(0, 1_000).map((id) => `/orders/withoutShipmentDetail/${id}`) });
      }
      if (request.method === 'PUT') {
        tagged.add(request.path.split('/')[2] ?? '');
        return { status: 204 };
      }
      const id = lastOf(request);
      return missing.includes(id) ? { status: 404, body: { errors: ['gone'] } } : ok({ merchant_order_id: id });
    });
  };
  const options = { status: 'acknowledged', tag: 'seen', width: 32 } as const;

  test('come all, although a list holds 1,000', async () => {
    const far = await tagSide(1_050);
    const found = await collect(untaggedOrders(far.jet, options));
    expect(found.map(({ merchant_order_id: id }) => id)).toEqual(numbers(1_050));
    expect(far.seen.filter(({ path }) => path.endsWith('/false'))).toHaveLength(2);
  });

  test('one whose handling throws keeps untagged and comes again', async () => {
    const far = await tagSide(3);
    const failing = async (): Promise<void> => {
      for await (const order of untaggedOrders(far.jet, options))
        if (order.merchant_order_id === '1') throw new Error('no printer');
    };
    await expect(failing()).rejects.toThrow('no printer');
    const again = await collect(untaggedOrders(far.jet, options));
    expect(again.map(({ merchant_order_id: id }) => id)).toEqual(['1', '2']);
  });

  test('a full list of orders that cannot be read does not go on for ever', async () => {
    const far = await tagSide(1_000, numbers(1_000));
    expect(await collect(untaggedOrders(far.jet, { ...options, onFailure: () => undefined }))).toEqual([]);
  });
});

describe('other lists', () => {
  test('returns and refunds come with their details, by whichever link is printed', async () => {
    const far = await startFarSide((request) => {
      if (request.path === '/returns/completed%20by%20merchant')
        return ok({ return_urls: ['/return/state/r1', '/returns/state/r2'] });
      if (request.path === '/refunds/created') return ok({ refund_urls: ['refunds/1'] });
      return ok({ id: lastOf(request) });
    });
    expect(await collect(returns(far.jet, { status: 'completed by merchant' }))).toEqual([{ id: 'r1' }, { id: 'r2' }]);
    expect(await collect(refunds(far.jet, { status: 'created' }))).toEqual([{ id: '1' }]);
    expect(far.seen.at(-1)?.path).toBe('/refunds/state/1');
  });

  test('SKUs come page by page, all or those in a status', async () => {
    const far = await startFarSide((request) => {
      const { pathname, searchParams } = new URL(request.path, 'http://far.example');
      const parts = pathname.split('/');
      const page = (from: number, count: number) =>
        ok({
          sku_urls: numbers(2_000)
            .slice(from, from + count)
            .map((id) => `merchant-skus/a%2F${id}`),
        });
      if (pathname === '/merchant-skus')
        return page(Number(searchParams.get('offset')), Number(searchParams.get('limit')));
      if (parts[2] === 'bystatus') return page(Number(parts[4]) + 1_500, Number(parts[5]));
      return ok({ product_title: `Thing ${decodeURIComponent(parts[2] ?? '')}` });
    });
    const all = numbers(2_000).map((id) => `a/${id}`);
    expect(await collect(skuIds(far.jet))).toEqual(all);
    expect(far.seen).toHaveLength(3);
    const some = await collect(skus(far.jet, { status: 'Under Jet Review' }));
    expect(some).toEqual(all.slice(1_500).map((sku) => [sku, { product_title: `Thing ${sku}` }]));
  });

  test('a link that leads nowhere is no SKU', async () => {
    const far = await startFarSide(() => ok({ sku_urls: ['https://elsewhere.example'] }));
    await expect(collect(skuIds(far.jet))).rejects.toMatchObject({ failure: { kind: 'unknown' } });
  });
});

test('what is done ahead is told to stop when the reader stops', async () => {
  const stopped: string[] = [];
  const things = mapAhead(numbers(10), 4, async (thing, ending) => {
    ending.addEventListener('abort', () => stopped.push(thing));
    return thing;
  });
  for await (const thing of things) if (thing === '1') break;
  expect(stopped).toEqual(['0', '1', '2', '3', '4']);
});

describe('a report', () => {
  const rows = JSON.stringify({ sku: { status: 'Available for Purchase' } });
  const reportSide = (last: object, content: Buffer = gzipSync(rows)) => {
    let asked = 0;
    return startFarSide(({ method, path }, url) => {
      if (method === 'POST') return ok({ report_id: 'r1' });
      if (path === '/content') return { status: 200, body: content };
      asked += 1;
      const state = asked < 3 ? { report_status: 'requested' } : last;
      return ok('report_url' in state ? { ...state, report_url: `${url}/content` } : state);
    });
  };
  const ready = { report_status: 'ready', report_url: '' };

  test.each([
    ['packed', gzipSync(rows)],
    ['plain', Buffer.from(rows)],
  ])('is asked for, waited for and downloaded, %s or not', async (_title, content) => {
    const far = await reportSide(ready, content);
    const answer = await downloadReport(far.jet, { type: 'ProductStatus' }, quickTools);
    if (answer.kind !== 'ok') throw new Error(answer.text);
    expect(await new Response(answer.value.content).text()).toBe(rows);
    expect(far.seen[0]).toMatchObject({ method: 'POST', path: '/reports/ProductStatus' });
  });

  test('about a settlement names it', async () => {
    const far = await reportSide(ready);
    await downloadReport(far.jet, { type: 'SettlementDetails', settlementId: '43123' }, quickTools);
    expect(JSON.parse(far.seen[0]?.body.toString() ?? '')).toEqual({ settlement_id: '43123' });
  });

  test('that failed, or is not ready in time, is for later', async () => {
    const failed = await reportSide({ report_status: 'failed' });
    expect(await downloadReport(failed.jet, { type: 'SalesData' }, quickTools)).toEqual({
      kind: 'later',
      text: 'Report r1 cannot be had: it is failed.',
    });
    const slow = await reportSide(ready);
    expect(await downloadReport(slow.jet, { type: 'SalesData', patienceMs: 0 }, quickTools)).toMatchObject({
      kind: 'later',
      text: expect.stringContaining('requested'),
    });
  });
});
