import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { aConnection, aLocation, aSku, type Harness, harness } from '../testing/index.ts';

let at: Harness;
beforeAll(async () => {
  at = await harness();
});
afterEach(() => expect(at.breaches).toEqual([]));

describe('the guided set-up', () => {
  test('tells what there is already, and is through when a connection is switched on', async () => {
    const organizationId = await at.newOrganization();
    const { client } = await at.withKey(organizationId);
    const state = async () => (await client.getFirstRun()).body;
    const nothing = { hasLocation: false, connectionId: null, hasCredentials: false, hasSkus: false, isLive: false };
    expect(await state()).toEqual({ state: 'open', ...nothing });
    await aLocation(at, organizationId);
    const connectionId = await aConnection(at, organizationId, { mode: 'watch' });
    await aSku(at, organizationId);
    const almost = { hasLocation: true, connectionId, hasCredentials: true, hasSkus: true, isLive: false };
    expect(await state()).toEqual({ state: 'open', ...almost });
    const refuse = (state: 'refused' | 'idle') =>
      at.database.db
        .updateTable('connection_states')
        .set({ state })
        .where('connection_id', '=', connectionId)
        .execute();
    await refuse('refused');
    expect(await state()).toMatchObject({ hasCredentials: false });
    await refuse('idle');
    await client.switchConnection({ params: { connectionId }, body: { mode: 'live' } });
    expect(await state()).toMatchObject({ state: 'done', isLive: true });
  });

  test('left once it stays so, however often it is left again', async () => {
    const organizationId = await at.newOrganization();
    const { client } = await at.withKey(organizationId);
    expect(await client.endFirstRun({ body: { state: 'skipped' } })).toMatchObject({ body: { state: 'skipped' } });
    expect(await client.endFirstRun({ body: { state: 'done' } })).toMatchObject({ body: { state: 'skipped' } });
    const manager = await at.withKey(organizationId, 'manager');
    expect((await manager.client.endFirstRun({ body: { state: 'done' } })).status).toBe(403);
  });
});
