/** Owns what the test of the contract knows of connections, runs and exchanges. */
import { expect, test } from 'vitest';
import { aConnection } from '../builders.ts';
import { type Foreign, nothing, pair, type Samples, type Walks } from './part.ts';
import type { At } from './world.ts';

const connection = (at: At) => ({
  channel: 'jet' as const,
  name: `C ${at().harness.ids.hex32()}`,
  baseUrl: 'http://marketplace.test/api',
  settings: { jet_api_user: 'user', jet_api_secret: 'secret', jet_pull_orders: false },
  pullEverySeconds: 60,
  acknowledgeWithinHours: 24,
});

async function aRun({ harness }: ReturnType<At>, of: string, connectionId: string): Promise<string> {
  const { client } = await harness.signIn(of);
  const asked = await client.runConnection({ params: { connectionId }, body: { kind: 'pull-orders' } });
  if (asked.status !== 202) throw new Error(`answered ${asked.status}`);
  return asked.body.id;
}

export const connectionsPart = (at: At) => {
  const own = () => ({ params: { connectionId: at().connectionId } });
  const theirs = async () => at().theirConnectionId;
  return {
    samples: {
      listChannels: nothing,
      listConnections: nothing,
      createConnection: () => ({ body: connection(at) }),
      getConnection: own,
      changeConnection: async () => ({
        params: { connectionId: await aConnection(at().harness, at().organizationId) },
        body: { acknowledgeWithinHours: 12, settings: { jet_pull_orders: false } },
      }),
      testConnection: () => ({ ...own(), body: { settings: { jet_api_user: 'other' } } }),
      switchConnection: () => ({ ...own(), body: { mode: 'live', stoppedLanes: [] } }),
      runConnection: () => ({ ...own(), body: { kind: 'pull-orders' } }),
      listWaiting: own,
      getShippingOptions: own,
      listRuns: nothing,
      getRun: async () => ({ params: { runId: await aRun(at(), at().organizationId, at().connectionId) } }),
      listExchanges: nothing,
    } satisfies Samples,
    foreign: {
      getConnection: pair('connectionId', theirs, nothing),
      changeConnection: pair('connectionId', theirs, () => ({ body: { acknowledgeWithinHours: 12 } })),
      testConnection: pair('connectionId', theirs, () => ({ body: {} })),
      switchConnection: pair('connectionId', theirs, () => ({ body: { mode: 'watch' as const } })),
      runConnection: pair('connectionId', theirs, () => ({ body: { kind: 'pull-orders' as const } })),
      listWaiting: pair('connectionId', theirs, nothing),
      getShippingOptions: pair('connectionId', theirs, nothing),
      getRun: pair('runId', () => aRun(at(), at().stranger, at().theirConnectionId), nothing),
    } satisfies Foreign,
  };
};

export const connectionsWalks: Walks = (at) => {
  test('a connection’s name that is taken, and a version that is old', async () => {
    const { harness, organizationId, callers, send } = at();
    const name = `C ${harness.ids.hex32()}`;
    const id = await aConnection(harness, organizationId, { name });
    const taken = await send('POST', '/connections', { ...connection(at), name });
    expect(taken.json()).toMatchObject({ code: 'name_taken' });
    const old = { ...callers.admin.headers, 'if-match': '"9"' };
    const changed = await send('PATCH', `/connections/${id}`, { name: 'x' }, old);
    expect(changed.json()).toMatchObject({ status: 409, code: 'changed_meanwhile' });
  });
};
