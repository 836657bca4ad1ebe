/** Owns the stories in which the marketplace itself is in trouble. */
import { MINUTE_MS } from '@jetway/kernel';
import { accept, endHold, placeOrder, readOrder } from './acts.ts';
import { got, type Scenario } from './scenario.ts';

const FAILURES = 3;
/** Enough for any software that asks at all. */
const MOST_TRIES = 20;

export const marketplaceOutage: Scenario = {
  name: 'marketplace-outage',
  description: `The next ${FAILURES} readings of an order fail with 503 and Retry-After; afterwards it goes well, and the merchant accepts.`,
  needs: 'One SKU with one unit.',
  play: async (stage) => {
    const { accountId, operator, merchant } = stage;
    const [first] = await stage.skus({ count: 1, units: 1 });
    const orderId = await placeOrder(stage, first === undefined ? [] : [{ sku: first.sku, quantity: 1 }]);
    await endHold(stage);
    const body = {
      kind: 'unavailable',
      operation: 'getOrder',
      schedule: 'next',
      count: FAILURES,
      retryAfterSeconds: 1,
    } as const;
    const fault = got('making the fault', await operator.createFault({ params: { accountId }, body }), 201).body;
    stage.tell('marketplace', `answers the next ${FAILURES} readings of orders with 503`);
    let failures = 0;
    while (failures < MOST_TRIES && (await isUnavailable(merchant.getOrder({ params: { orderId } })))) failures += 1;
    stage.tell('merchant', `tries again after each of ${failures} failures`, { order: orderId });
    got('removing the fault', await operator.deleteFault({ params: { accountId, faultId: fault.id } }), 204);
    await accept(stage, await readOrder(stage, orderId));
  },
};

/** 503 is what the fault answers; the contract of a route does not declare it, so the client rejects. */
const isUnavailable = (reply: Promise<unknown>): Promise<boolean> =>
  reply.then(
    () => false,
    () => true,
  );

export const slowFile: Scenario = {
  name: 'slow-file',
  description:
    'Files that the merchant uploads stay unprocessed for five minutes of real time, then go on by themselves.',
  needs: 'Nothing; upload a file afterwards.',
  play: async (stage) => {
    const { accountId, operator } = stage;
    const body = { kind: 'stuck_file', until: stage.realNow() + 5 * MINUTE_MS } as const;
    got('making the fault', await operator.createFault({ params: { accountId }, body }), 201);
    stage.tell('marketplace', 'leaves uploaded files of the account unprocessed for five minutes of real time');
  },
};
