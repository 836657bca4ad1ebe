/** Owns what the test of the contract knows of how sync stands, of bulk files of stock, and of the audit. */
import { expect, test } from 'vitest';
import { aConnection } from '../builders.ts';
import { type Foreign, nothing, pair, type Samples, type Walks } from './part.ts';
import type { At } from './world.ts';

/** A run that failed as a whole. */
async function aFailedRun({ harness }: ReturnType<At>, organizationId: string, connectionId: string): Promise<string> {
  const runId = harness.ids.uuid();
  const when = { started_at: harness.clock.now(), ended_at: harness.clock.now() };
  await harness.database.db
    .insertInto('sync_runs')
    .values({
      ...when,
      organization_id: organizationId,
      connection_id: connectionId,
      run_id: runId,
      kind: 'pull-orders',
      trigger: 'schedule',
      state: 'failed',
      actor: 'system',
    })
    .execute();
  return runId;
}

/** A bulk file, over or not. */
async function aFile(
  { harness }: ReturnType<At>,
  organizationId: string,
  connectionId: string,
  state: 'failed' | 'done' = 'failed',
): Promise<string> {
  const fileId = harness.ids.uuid();
  const whose = { organization_id: organizationId, connection_id: connectionId };
  await harness.database.db
    .insertInto('stock_files')
    .values({ ...whose, file_id: fileId, state, created_at: harness.clock.now() })
    .execute();
  return fileId;
}

export const syncPart = (at: At) => {
  const own = () => ({ params: { connectionId: at().connectionId } });
  const theirs = async () => at().theirConnectionId;
  return {
    samples: {
      retryRun: async () => ({ params: { runId: await aFailedRun(at(), at().organizationId, at().connectionId) } }),
      getSyncState: own,
      changeSyncSettings: async () => ({
        params: { connectionId: await aConnection(at().harness, at().organizationId) },
        body: { requestsPerMinute: 600, rejectBeforeMinutes: null, pausedRuns: [] },
      }),
      previewPolicy: () => ({ ...own(), query: { policy: 'hold' } }),
      listStockFiles: nothing,
      retryStockFile: async () => ({ params: { fileId: await aFile(at(), at().organizationId, at().connectionId) } }),
      runAudit: nothing,
    } satisfies Samples,
    foreign: {
      retryRun: pair('runId', () => aFailedRun(at(), at().stranger, at().theirConnectionId), nothing),
      getSyncState: pair('connectionId', theirs, nothing),
      changeSyncSettings: pair('connectionId', theirs, () => ({ body: { requestsPerMinute: 600 } })),
      previewPolicy: pair('connectionId', theirs, () => ({ query: { policy: 'hold' as const } })),
      retryStockFile: pair('fileId', () => aFile(at(), at().stranger, at().theirConnectionId), nothing),
    } satisfies Foreign,
  };
};

export const syncWalks: Walks = (at) => {
  test('settings of sync that were changed meanwhile, and things of which nothing failed', async () => {
    const { harness, organizationId, connectionId, callers, send } = at();
    const path = `/connections/${await aConnection(harness, organizationId)}/sync-settings`;
    expect((await send('PATCH', path, { requestsPerMinute: 100 })).json()).toMatchObject({ version: 2 });
    const stale = await send('PATCH', path, { requestsPerMinute: 200 });
    expect(stale.json()).toMatchObject({ status: 409, code: 'changed_meanwhile' });
    const fresh = { ...callers.admin.headers, 'if-match': '"2"' };
    const changed = await send('PATCH', path, { pausedRuns: ['read-back'] }, fresh);
    expect(changed.json()).toEqual({
      requestsPerMinute: 100,
      rejectBeforeMinutes: null,
      pausedRuns: ['read-back'],
      version: 3,
    });
    const fileId = await aFile(at(), organizationId, connectionId, 'done');
    expect((await send('POST', `/stock-files/${fileId}/retry`)).json()).toMatchObject({ code: 'not_allowed_now' });
    const asked = await callers.admin.client.runConnection({ params: { connectionId }, body: { kind: 'pull-orders' } });
    if (asked.status !== 202) throw new Error(`answered ${asked.status}`);
    const again = await send('POST', `/runs/${asked.body.id}/retry`);
    expect(again.json()).toMatchObject({ status: 409, code: 'not_allowed_now' });
  });
};
