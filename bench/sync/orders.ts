/** Owns measuring how fast orders come in: ready on the marketplace, then imported, reserved and acknowledged there. */
import type { Company } from './company.ts';
import { advance, each, sure, until } from './figures.ts';

const ORDERS = 1_000;
const AT_ONCE = 8;
const HOUR_MS = 3_600_000;

export async function measureOrders(company: Company): Promise<string> {
  const { operator, oms, jet, accountId, worldId, connectionId, skus } = company;
  const wishes = Array.from({ length: ORDERS }, (_, n) => skus[n % skus.length] ?? '');
  const placing = performance.now();
  await each(wishes, AT_ONCE, async (sku) =>
    sure(await operator.placeOrder({ params: { accountId }, body: { items: [{ sku, quantity: 1 }] } }), 201),
  );
  const placed = (performance.now() - placing) / 1_000;
  await advance(operator, worldId, HOUR_MS);
  const count = async (status: string): Promise<number> =>
    sure(await jet.listOrders({ params: { status } }), 200).body.order_urls.length;
  await until('the orders to be ready', async () => ((await count('ready')) === ORDERS ? true : undefined));
  const params = { connectionId };
  const { version } = sure(await oms.getConnection({ params }), 200).body;
  const body = { settings: { jet_pull_orders: true } };
  const begun = performance.now();
  sure(await oms.changeConnection({ params, body }, { headers: { 'if-match': `"${version}"` } }), 200);
  const imported = await until('the orders to be imported', async () =>
    sure(await oms.countOrders({}), 200).body.all === ORDERS ? performance.now() : undefined,
  );
  await until('the orders to be acknowledged', async () =>
    (await count('acknowledged')) === ORDERS ? true : undefined,
  );
  const done = performance.now();
  return [
    `${ORDERS} ready orders: ${((done - begun) / 1_000).toFixed(1)} s until the marketplace had the last acknowledgement (at most 60)`,
    `  imported and reserved after ${((imported - begun) / 1_000).toFixed(1)} s; placing them took ${placed.toFixed(1)} s, ${(ORDERS / placed).toFixed(0)} a second`,
  ].join('\n');
}
