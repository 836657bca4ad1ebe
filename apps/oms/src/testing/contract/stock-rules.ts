/** Owns what the test of the contract knows of stock rules, switches and kits. */
import { expect, test } from 'vitest';
import { aConnection, aSku } from '../builders.ts';
import { type Foreign, nothing, pair, type Samples, type Walks } from './part.ts';
import type { At } from './world.ts';

const says = { heldBack: 1, heldBackPercent: 10, most: 50, endAt: 2 } as const;

const skuOf = async (at: At, organizationId: string) => (await aSku(at().harness, organizationId)).skuId;

/** A rule of a new SKU: its id. */
async function aRule(at: At, of: 'mine' | 'theirs' = 'mine'): Promise<string> {
  const { harness, organizationId, stranger } = at();
  const whose = of === 'mine' ? organizationId : stranger;
  const { client } = await harness.signIn(whose);
  const made = await client.createStockRule({ body: { ...says, skuId: await skuOf(at, whose) } });
  if (made.status !== 201) throw new Error(`answered ${made.status}`);
  return made.body.ruleId;
}

export const stockRulesPart = (at: At) => {
  const mySku = () => skuOf(at, at().organizationId);
  const theirSku = () => skuOf(at, at().stranger);
  const mine = async () => ({ params: { ruleId: await aRule(at) } });
  return {
    samples: {
      listStockRules: nothing,
      createStockRule: async () => ({ body: { ...says, skuId: await mySku(), connectionId: at().connectionId } }),
      changeStockRule: async () => ({ ...(await mine()), body: says }),
      removeStockRule: mine,
      previewStockRule: () => ({ query: says }),
      switchSkuStock: async () => ({
        params: { skuId: await mySku(), connectionId: at().connectionId },
        body: { on: true },
      }),
      setComponents: async () => ({
        params: { skuId: await mySku() },
        body: { components: [{ skuId: await mySku(), quantity: 1 }] },
      }),
    } satisfies Samples,
    foreign: {
      changeStockRule: pair(
        'ruleId',
        () => aRule(at, 'theirs'),
        () => ({ body: says }),
      ),
      removeStockRule: pair('ruleId', () => aRule(at, 'theirs'), nothing),
      switchSkuStock: async () => {
        const of = (skuId: string) => ({ params: { skuId, connectionId: at().connectionId }, body: { on: true } });
        return { foreign: of(await theirSku()), missing: of('no-such-thing') };
      },
      setComponents: pair('skuId', theirSku, () => ({ body: { components: [] } })),
    } satisfies Foreign,
  };
};

export const stockRulesWalks: Walks = (at) => {
  test('a rule for what has one already, and one changed meanwhile, are conflicts; so is a kit that cannot be', async () => {
    const { harness, send, organizationId } = at();
    const skuId = await skuOf(at, organizationId);
    const refused = async (method: string, path: string, body: unknown, code: string, version = '"9"') => {
      const headers = { ...at().callers.admin.headers, 'if-match': version };
      expect((await send(method, path, body, headers)).json()).toMatchObject({ status: 409, code });
    };
    const ruleId = await aRule(at);
    await refused('PUT', `/stock-rules/${ruleId}`, says, 'changed_meanwhile');
    await refused('DELETE', `/stock-rules/${ruleId}`, undefined, 'changed_meanwhile');
    expect((await send('POST', '/stock-rules', { ...says, skuId })).statusCode).toBe(201);
    await refused('POST', '/stock-rules', { ...says, skuId }, 'rule_exists');
    const components = [{ skuId, quantity: 1 }];
    await refused('PUT', `/skus/${skuId}/components`, { components }, 'changed_meanwhile');
    await refused('PUT', `/skus/${skuId}/components`, { components }, 'kit_in_kit', '"1"');
    const { skuId: lying } = await aSku(harness, organizationId, { stock: { [at().locationId]: 2 } });
    await refused('PUT', `/skus/${lying}/components`, { components }, 'has_stock', '"1"');
    const kit = await skuOf(at, organizationId);
    expect((await send('PUT', `/skus/${kit}/components`, { components })).statusCode).toBe(200);
    const counted = { locationId: at().locationId, kind: 'set', quantity: 1, reason: 'counted' };
    await refused('POST', `/skus/${kit}/adjust`, counted, 'is_kit');
  });

  test('what another organization has is unknown to rules, previews, kits and switches', async () => {
    const { send, harness, organizationId, stranger, connectionId } = at();
    const [mine, theirs] = [await skuOf(at, organizationId), await skuOf(at, stranger)];
    const theirConnection = await aConnection(harness, stranger);
    const answer = async (method: string, path: string, status: number, code: string, body?: unknown) =>
      expect((await send(method, path, body)).json()).toMatchObject({ status, code });
    for (const [skuId, other] of [
      [theirs, 'no-such'],
      ['no-such', theirConnection],
    ]) {
      await answer('POST', '/stock-rules', 400, 'unknown_sku', { ...says, skuId });
      await answer('POST', '/stock-rules', 400, 'unknown_connection', { ...says, connectionId: other });
      const query = `heldBack=1&heldBackPercent=0&endAt=0`;
      await answer('GET', `/stock-rules/preview?${query}&skuId=${skuId}`, 400, 'unknown_sku');
      await answer('GET', `/stock-rules/preview?${query}&connectionId=${other}`, 400, 'unknown_connection');
      await answer('PUT', `/skus/${skuId}/connections/${connectionId}/switch`, 404, 'not_found', { on: true });
      await answer('PUT', `/skus/${mine}/connections/${other}/switch`, 404, 'not_found', { on: true });
      const components = [{ skuId, quantity: 1 }];
      await answer('PUT', `/skus/${mine}/components`, 400, 'unknown_component', { components });
    }
    const twice = [theirs, theirs].map(() => ({ skuId: mine, quantity: 1 }));
    const other = await skuOf(at, organizationId);
    await answer('PUT', `/skus/${other}/components`, 400, 'component_twice', { components: twice });
  });

  test('what is changed by its version must name it', async () => {
    const { send, callers } = at();
    const { 'if-match': _version, ...headers } = { 'if-match': '', ...callers.admin.headers };
    const ruleId = await aRule(at);
    const skuId = await skuOf(at, at().organizationId);
    for (const [method, path, body] of [
      ['PUT', `/stock-rules/${ruleId}`, says],
      ['DELETE', `/stock-rules/${ruleId}`, undefined],
      ['PUT', `/skus/${skuId}/components`, { components: [] }],
    ] as const)
      expect((await send(method, path, body, headers)).json()).toMatchObject({ status: 400, code: 'version_required' });
  });
};
