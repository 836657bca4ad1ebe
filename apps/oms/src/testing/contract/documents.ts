/** Owns what the test of the contract knows of documents. */
import { expect, test } from 'vitest';
import { aChannelOrder, importChannelOrder } from '../an-order.ts';
import type { Foreign, Samples, Walks } from './part.ts';
import type { At } from './world.ts';

/** An order that the channel knows to be accepted. */
async function anAccepted({ harness: at, organizationId, connectionId }: ReturnType<At>): Promise<string> {
  const wish = { connectionId };
  const told = aChannelOrder(at, wish);
  await importChannelOrder(at, organizationId, wish, told);
  const accepted = {
    ...told,
    status: 'acknowledged',
    standing: 'accepted',
    acknowledgementStatus: 'accepted',
  } as const;
  return importChannelOrder(at, organizationId, wish, accepted);
}

export const documentsPart = (at: At) => ({
  samples: {
    createDocument: async () => ({
      body: { kind: 'packing-slips' as const, orderIds: [await anAccepted(at())], timeZone: 'UTC' },
    }),
  } satisfies Samples,
  foreign: {} satisfies Foreign,
});

export const documentsWalks: Walks = (at) => {
  test('orders that are another organization’s, and orders of which there is nothing to print', async () => {
    const { aHeldOrder, send } = at();
    const ask = async (orderId: string) =>
      (await send('POST', '/documents', { kind: 'pick-list', orderIds: [orderId] })).json();
    const { requestId: _, ...foreign } = (await ask((await aHeldOrder('theirs')).orderId)) as Record<string, unknown>;
    expect(await ask('no-such-order')).toMatchObject(foreign);
    expect(foreign).toMatchObject({ status: 404, code: 'not_found' });
    expect(await ask((await aHeldOrder()).orderId)).toMatchObject({ status: 409, code: 'nothing_to_print' });
  });
};
