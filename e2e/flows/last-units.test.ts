/** Owns the flow of the last units: far more shoppers than units, at once, through two processes on one PostgreSQL. */
import { expect, onTestFinished, test } from 'vitest';
import { expectStatus, operatorClient } from '../support/clients.ts';
import { servedHome, testServer } from '../support/databases.ts';
import { freePort } from '../support/programs.ts';
import { setUpMerchant } from '../support/seller.ts';
import { until } from '../support/wait.ts';
import { createCrew, operatorKeyIn } from './operations.ts';

const server = testServer();
const SKU = 'last-units';
const UNITS = 50;
const SHOPPERS = 200;

test.runIf(server !== undefined)(
  'of 200 shoppers at once who want one of 50 units, through two processes, exactly 50 get one and 150 are refused clearly',
  async () => {
    const crew = createCrew();
    onTestFinished(crew.end);
    const { env } = await crew.home(() => servedHome(server ?? ''));
    const first = await crew.start({ app: 'marketplace', port: await freePort(), env });
    const second = await crew.start({ app: 'marketplace', port: await freePort(), args: ['--role', 'http'], env });
    const key = operatorKeyIn(first);
    const doors = [operatorClient(first.url, key), operatorClient(second.url, key)] as const;
    const [operator] = doors;
    const { accountId, nodeId, jet } = await setUpMerchant(first.url, operator, [SKU]);
    const stock = { fulfillment_nodes: [{ fulfillment_node_id: nodeId, quantity: UNITS }] };
    expectStatus(await jet.putInventory({ params: { sku: SKU }, body: stock }), 204);
    const offer = async () => {
      const { items } = expectStatus(await operator.listSkus({ params: { accountId }, query: { limit: 1 } }), 200);
      return items[0];
    };
    await until({ what: 'the SKU to be on sale', withinMs: 60_000 }, async () =>
      (await offer())?.purchasable === UNITS ? true : undefined,
    );

    const wish = { params: { accountId }, body: { items: [{ sku: SKU, quantity: 1 }] } };
    const answers = await Promise.all(
      Array.from({ length: SHOPPERS }, (_, n) => (doors[n % doors.length] ?? operator).placeOrder(wish)),
    );
    const placed = answers.flatMap((answer) => (answer.status === 201 ? [answer.body.id] : []));
    const refused = answers.filter(({ status }) => status !== 201);
    expect(new Set(placed).size).toBe(UNITS);
    expect(refused).toHaveLength(SHOPPERS - UNITS);
    for (const { status, body } of refused)
      expect({ status, body }).toMatchObject({ status: 409, body: { code: 'not_purchasable' } });

    expect(await offer()).toMatchObject({ purchasable: 0, stock: [{ fed: UNITS, held: UNITS, accepted: 0 }] });
    const listed = expectStatus(await operator.listOrders({ params: { accountId }, query: { limit: 200 } }), 200);
    expect(listed.items.map(({ id }) => id).sort()).toEqual(placed.sort());
    expect([await second.stop(), await first.stop()]).toEqual([0, 0]);
  },
);
