import { beforeAll, expect, test } from 'vitest';
import { systemActor } from '../edge/index.ts';
import { type Harness, harness } from '../testing/index.ts';
import { keepApiKey } from './index.ts';

let at: Harness;
beforeAll(async () => {
  at = await harness();
});

test('a key whose text was chosen elsewhere is made once, lets in, and stays revoked', async () => {
  const organizationId = await at.newOrganization();
  const text = `jwo_${at.ids.hex32()}`;
  const key = { name: 'jetway command', role: 'admin', text } as const;
  const keep = () => keepApiKey(at.database.db, organizationId, key, at.ids, systemActor, at.clock.now());
  await keep();
  await keep();
  const client = at.clientWith({ authorization: `Bearer ${text}` });
  const { status, body } = await client.listApiKeys();
  if (status !== 200) throw new Error(`answered ${status}`);
  expect(body.items).toMatchObject([{ name: 'jetway command', role: 'admin', prefix: text.slice(0, 12) }]);
  const [kept] = body.items;
  await client.revokeApiKey({ params: { apiKeyId: kept?.id ?? '' } });
  await keep();
  expect((await client.listApiKeys()).status).toBe(401);
});
