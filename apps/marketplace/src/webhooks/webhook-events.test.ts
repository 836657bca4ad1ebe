/** Owns the guarantees of what is written down to be told. */
import { beforeAll, describe, expect, test } from 'vitest';
import { anAccount, type Harness, openHarness } from '../testing/index.ts';
import { recordEvents, type WebhookEvent, type WebhookKind } from './index.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});

const endpoint = (accountId: string, kinds: readonly WebhookKind[], enabled: boolean) =>
  harness.database.db
    .insertInto('webhook_endpoints')
    .values({
      account_id: accountId,
      id: harness.ids.uuid(),
      url: 'https://merchant.example/hooks',
      kinds: [...kinds],
      secret_encrypted: 'sealed',
      enabled,
      created_at: 0,
      updated_at: 0,
      updated_by: 'test',
      request_id: 'test',
    })
    .execute();

const event = (accountId: string, kind: WebhookKind, subject: string): WebhookEvent => ({
  accountId,
  id: harness.ids.uuid(),
  kind,
  subject,
  at: 7,
  data: { of: subject },
});

const recorded = (accountId: string) =>
  harness.database.db
    .selectFrom('webhook_events')
    .select(['kind', 'subject', 'at', 'data'])
    .where('account_id', '=', accountId)
    .orderBy('seq')
    .execute();

describe('what happened is written down', () => {
  test('in the order given, when an endpoint wants its kind', async () => {
    const all = await anAccount(harness);
    const some = await anAccount(harness);
    await endpoint(all.accountId, [], true);
    await endpoint(some.accountId, ['order.ready'], true);
    await recordEvents(harness.database.db, [
      event(all.accountId, 'order.ready', 'order:2'),
      event(some.accountId, 'order.cancelled', 'order:3'),
      event(some.accountId, 'order.ready', 'order:4'),
      event(all.accountId, 'sku.status_changed', 'sku:a'),
    ]);
    expect(await recorded(all.accountId)).toEqual([
      { kind: 'order.ready', subject: 'order:2', at: 7, data: { of: 'order:2' } },
      { kind: 'sku.status_changed', subject: 'sku:a', at: 7, data: { of: 'sku:a' } },
    ]);
    expect((await recorded(some.accountId)).map(({ subject }) => subject)).toEqual(['order:4']);
  });

  test('and not when nobody listens', async () => {
    const account = await anAccount(harness);
    await endpoint(account.accountId, [], false);
    await recordEvents(harness.database.db, [event(account.accountId, 'order.ready', 'order:1')]);
    await recordEvents(harness.database.db, []);
    expect(await recorded(account.accountId)).toEqual([]);
  });
});
