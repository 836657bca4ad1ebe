import { jetRoutes } from '@jetway/jet-api';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BulkContext } from '../bulk/index.ts';
import { type AccountWithNodes, anAccount, aSku, type Harness, openHarness, worldOf } from '../testing/index.ts';
import { applyVariationRecords, findRefinements } from './index.ts';
import { type MemberFacts, showGroup, variationErrors } from './variations.ts';

let harness: Harness;
let account: AccountWithNodes;
/** A parent and two children in one brand, which differ in attributes 12 and 34. */
let parent: string;
let children: string[];

beforeAll(async () => {
  harness = await openHarness();
  account = await anAccount(harness);
});
beforeEach(async () => {
  parent = await upload({ 12: 'dots', 34: 'small' });
  children = [await upload({ 12: 'dots', 34: 'large' }), await upload({ 12: 'stripes', 34: 'small' })];
});

const attributesOf = (values: Readonly<Record<number, string>>) =>
  Object.entries(values).map(([id, value]) => ({ attribute_id: Number(id), attribute_value: value }));

async function upload(
  values: Readonly<Record<number, string>>,
  chosen: { readonly sku?: string; readonly brand?: string; readonly by?: AccountWithNodes } = {},
): Promise<string> {
  const { sku = `sku-${harness.ids.hex32()}`, brand = 'Lowtide', by = account } = chosen;
  const attributes = attributesOf(values);
  const body = aSku({ brand, ...(attributes.length === 0 ? {} : { attributes_node_specific: attributes }) });
  const reply = await by.call('PUT', `/merchant-skus/${sku}`, body);
  if (reply.status !== 204) throw new Error(reply.text);
  return sku;
}

const at = (sku = parent) => `/merchant-skus/${sku}/variation`;
const group = (chosen: object = {}) => ({
  relationship: 'Variation',
  variation_refinements: [12, 34],
  children_skus: children,
  ...chosen,
});
const put = (body: unknown, sku = parent) => account.call('PUT', at(sku), body);
const read = async (sku = parent) => (await account.call('GET', at(sku))).json();
interface Shown {
  readonly parent: string;
  readonly members: readonly string[];
  readonly leftOut: readonly { readonly sku: string; readonly reasons: readonly string[] }[];
}
/** The groups of a SKU, as operators see them. */
async function groupsOf(sku: string): Promise<readonly Shown[]> {
  const reply = await harness.operator('GET', `/accounts/${account.accountId}/skus/${sku}/variations`);
  return (reply.json() as { groups: readonly Shown[] }).groups;
}
const archive = (sku: string, isArchived: boolean) =>
  account.call('PUT', `/merchant-skus/${sku}/status/archive`, { is_archived: isArchived });

describe('PUT and GET variation', () => {
  test.each(Object.entries(jetRoutes.putVariation.examples))(
    'the documented body "%s" is accepted and read back',
    async (_, body) => {
      await upload({ 12: 'checks', 34: 'large' }, { sku: 'abcd' });
      await upload({ 12: 'checks', 34: 'small' }, { sku: 'efgh' });
      expect((await put(body)).status).toBe(204);
      expect(await read()).toEqual(body);
    },
  );

  test('a later message replaces the whole group', async () => {
    await put(group({ group_title: 'Mugs' }));
    expect(await read()).toEqual(group({ group_title: 'Mugs' }));
    const [child] = children;
    await put(group({ variation_refinements: [34], children_skus: [child] }));
    expect(await read()).toEqual(group({ variation_refinements: [34], children_skus: [child] }));
    expect(await groupsOf(child ?? '')).toMatchObject([{ parent, members: [parent, child] }]);
    expect(await groupsOf(children[1] ?? '')).toEqual([]);
  });

  test('a variation that was never set, and an unknown SKU: 404, each with its text', async () => {
    const unset = await account.call('GET', at());
    expect([unset.status, unset.json()]).toEqual([
      404,
      { errors: [`No variation has been set for merchant SKU: "${parent}"`] },
    ]);
    for (const [method, body] of [
      ['GET', undefined],
      ['PUT', group()],
    ] as const) {
      const reply = await account.call(method, at('nowhere'), body);
      expect([reply.status, reply.json()]).toEqual([404, { errors: ['Merchant SKU not found: "nowhere"'] }]);
    }
  });

  test.each<[string, object, string]>([
    ['an accessory', { relationship: 'Accessory' }, 'Invalid value, should be one of [Variation]. Path: /relationship'],
    [
      'no refinement',
      { variation_refinements: [] },
      'The array is expected to have at least 1 element. Path: /variation_refinements',
    ],
    [
      'a refinement of 0',
      { variation_refinements: [0] },
      'The value is expected to be at least 1. Path: /variation_refinements[0]',
    ],
    ['no child', { children_skus: [] }, 'The array is expected to have at least 1 element. Path: /children_skus'],
  ])('%s: 400', async (_, change, text) => {
    const reply = await put(group(change));
    expect([reply.status, reply.json()]).toEqual([400, { errors: [text] }]);
  });

  test('children must be uploaded, by this merchant: each that is not is named', async () => {
    const stranger = await anAccount(harness);
    const theirs = await upload({ 12: 'dots', 34: 'huge' }, { by: stranger });
    const reply = await put(group({ children_skus: [theirs, ...children, 'nowhere'] }));
    expect([reply.status, reply.json()]).toEqual([
      400,
      {
        errors: [
          `"${theirs}" is not an uploaded merchant SKU. Path: /children_skus[0]`,
          '"nowhere" is not an uploaded merchant SKU. Path: /children_skus[3]',
        ],
      },
    ]);
    expect((await account.call('GET', at())).status).toBe(404);
  });

  test('all SKUs of a group have the same brand and the attributes: each that has not is named', async () => {
    const other = await upload({ 12: 'dots', 34: 'huge' }, { brand: 'Hightide' });
    const plain = await upload({ 12: 'plain' }, { brand: 'LOWTIDE ' });
    const bare = await upload({}, { brand: 'Hightide' });
    const reply = await put(group({ children_skus: [other, plain, bare] }));
    expect([reply.status, reply.json()]).toEqual([
      400,
      {
        errors: [
          `"${other}" does not have the same brand as the parent SKU. Path: /children_skus[0]`,
          `"${plain}" has no value for attribute 34. Path: /children_skus[1]`,
          `"${bare}" does not have the same brand as the parent SKU. Path: /children_skus[2]`,
          `"${bare}" has no value for attribute 12. Path: /children_skus[2]`,
          `"${bare}" has no value for attribute 34. Path: /children_skus[2]`,
        ],
      },
    ]);
  });

  test('the parent must have the attributes too', async () => {
    const reply = await put(group({ variation_refinements: [12, 95] }), parent);
    expect((reply.json() as { errors: string[] }).errors).toContain(
      `"${parent}" has no value for attribute 95. Path: /variation_refinements[1]`,
    );
  });

  test('a group needs somebody beside its parent; a SKU named twice counts once', async () => {
    const alone = await put(group({ children_skus: [parent] }));
    expect([alone.status, alone.json()]).toEqual([
      400,
      { errors: ['A child SKU other than the parent is required. Path: /children_skus'] },
    ]);
    const named = [parent, ...children, ...children];
    expect((await put(group({ children_skus: named }))).status).toBe(204);
    expect(await read()).toEqual(group({ children_skus: named }));
    expect(await groupsOf(parent)).toMatchObject([{ members: [parent, ...children], leftOut: [] }]);
  });

  test('equal refinement values are accepted, and one SKU is left out of the group', async () => {
    const twin = await upload({ 12: 'DOTS', 34: 'large' });
    expect((await put(group({ children_skus: [...children, twin] }))).status).toBe(204);
    for (const sku of [parent, twin])
      expect(await groupsOf(sku)).toMatchObject([
        {
          members: [parent, ...children],
          leftOut: [{ sku: twin, reasons: [`it has the same values as "${children[0]}"`] }],
        },
      ]);
  });

  test('an archived SKU: 204, and nothing changes', async () => {
    await put(group());
    await archive(parent, true);
    expect((await put(group({ children_skus: ['nowhere'] }))).status).toBe(204);
    expect((await put(group({ children_skus: children.slice(1) }))).status).toBe(204);
    expect(await read()).toEqual(group());
  });

  test('merchants that want what was observed in 2017 get children as objects', async () => {
    await put(group());
    const set = (to: string | null) =>
      harness.database.executeSql('update marketplace.merchants set compatibility = $2 where id = $1', [
        account.merchantId,
        to,
      ]);
    await set('observed-2017');
    expect(await read()).toEqual(group({ children_skus: children.map((merchant_sku) => ({ merchant_sku })) }));
    await set(null);
    expect(await read()).toEqual(group());
  });

  test('messages for one parent at once leave the children of the last one, and no other', async () => {
    const more = [
      ...children,
      await upload({ 12: 'checks', 34: 'small' }),
      await upload({ 12: 'checks', 34: 'large' }),
    ];
    const replies = await Promise.all(more.map((child) => put(group({ children_skus: [child] }))));
    expect(replies.map(({ status }) => status)).toEqual(more.map(() => 204));
    const { children_skus: named } = (await read()) as { children_skus: string[] };
    expect(named).toHaveLength(1);
    const groups = await Promise.all(more.map(groupsOf));
    expect(groups.flat()).toMatchObject([{ members: [parent, ...named] }]);
  });
});

describe('who is in a group', () => {
  test('is told by parent and child alike; another merchant’s SKU is like a missing one', async () => {
    await put(group({ group_title: 'Mugs' }));
    const shown = {
      parent,
      title: 'Mugs',
      refinements: [12, 34],
      members: [parent, ...children],
      leftOut: [],
    };
    for (const sku of [parent, ...children]) expect(await groupsOf(sku)).toEqual([shown]);
    const stranger = await anAccount(harness);
    for (const sku of [parent, 'nowhere']) {
      const reply = await harness.operator('GET', `/accounts/${stranger.accountId}/skus/${sku}/variations`);
      expect([reply.status, reply.json()]).toMatchObject([404, { code: 'not_found' }]);
    }
  });

  test('follows later uploads: a child with another brand is out, and is back when that is mended', async () => {
    await put(group());
    const [child = '', other] = children;
    await upload({ 12: 'dots' }, { sku: child, brand: 'Hightide' });
    expect(await groupsOf(child)).toMatchObject([
      {
        members: [parent, other],
        leftOut: [{ sku: child, reasons: ['it has another brand', 'it has no value for attribute 34'] }],
      },
    ]);
    expect(await read()).toEqual(group());
    await upload({ 12: 'dots', 34: 'large' }, { sku: child });
    expect(await groupsOf(child)).toMatchObject([{ members: [parent, ...children], leftOut: [] }]);
  });

  test('a SKU without a value in which its group differs lacks variation information, until it is taken out', async () => {
    await put(group());
    const [child = '', other] = children;
    await upload({ 12: 'dots' }, { sku: child });
    const reasons = async () => {
      const { world, now } = await worldOf(harness, account);
      await harness.services.worlds.runDue(world, now);
      return ((await account.call('GET', `/merchant-skus/${child}`)).json() as { sub_status: string[] }).sub_status;
    };
    expect(await reasons()).toContain('Missing variation information');
    await put(group({ children_skus: [other] }));
    expect(await reasons()).not.toContain('Missing variation information');
  });

  test('an archived SKU is in none, and the last one left is no group', async () => {
    const [child = ''] = children;
    await put(group({ children_skus: [child] }));
    await archive(child, true);
    expect(await groupsOf(parent)).toMatchObject([
      { members: [], leftOut: [{ sku: child, reasons: ['it is archived'] }] },
    ]);
  });

  test('what groups vary by is found for many SKUs at once, also of several merchants', async () => {
    const stranger = await anAccount(harness);
    const lone = await upload({ 12: 'dots' });
    const [child = '', second = ''] = children;
    await put(group());
    await put(group({ variation_refinements: [34], children_skus: [child] }), second);
    const at = (accountId: string, sku: string) => ({ accountId, sku });
    const own = account.accountId;
    const asked = [at(own, parent), at(own, child), at(own, lone), at(own, 'nowhere'), at(stranger.accountId, parent)];
    const found = await findRefinements(harness.database.db, asked);
    expect(found.toSorted((a, b) => (a.sku === parent ? -1 : b.sku === parent ? 1 : 0))).toEqual([
      { ...at(own, parent), refinements: [12, 34] },
      { ...at(own, child), refinements: [12, 34] },
    ]);
  });
});

describe('records of a Variation file', () => {
  /** A file that is received now. */
  async function received(): Promise<BulkContext> {
    const { world, now } = await worldOf(harness, account);
    const { rows } = await harness.database.executeSql("select nextval('marketplace.acceptance') as n");
    const receivedSeq = Number((rows[0] as { n: unknown }).n);
    const { log } = harness.services;
    return { ...harness.author, accountId: account.accountId, world, now, receivedSeq, receivedAt: now, log };
  }
  const record = (sku: string, chosen: object = {}) => ({ sku, body: group(chosen) as never });
  const apply = (file: BulkContext, ...records: readonly { sku: string; body: never }[]) =>
    harness.database.transaction((tx) => applyVariationRecords(tx, file, records));

  test('are decided like requests: good ones are applied, the others are told by SKU', async () => {
    const [good = '', bad = ''] = children;
    const outcome = await apply(
      await received(),
      record(good, { children_skus: [parent] }),
      record(bad, { children_skus: ['nowhere'] }),
      record('missing'),
    );
    expect([...outcome.errors]).toEqual([
      ['missing', ['Merchant SKU not found: "missing"']],
      [bad, ['"nowhere" is not an uploaded merchant SKU. Path: /children_skus[0]']],
    ]);
    expect([outcome.superseded.size, await read(good)]).toEqual([0, group({ children_skus: [parent] })]);
  });

  test('a request accepted after the file was received supersedes its record; of two files the later received wins', async () => {
    const [first, second] = [await received(), await received()];
    const [child] = children;
    expect((await apply(second, record(parent))).superseded.size).toBe(0);
    expect([...(await apply(first, record(parent, { children_skus: [child] }))).superseded]).toEqual([parent]);
    expect(await read()).toEqual(group());
    await put(group({ children_skus: [child] }));
    expect([...(await apply(second, record(parent))).superseded]).toEqual([parent]);
    expect(await read()).toEqual(group({ children_skus: [child] }));
    expect(await groupsOf(child ?? '')).toMatchObject([{ members: [parent, child] }]);
    expect(await groupsOf(children[1] ?? '')).toEqual([]);
  });
});

describe('the rule of equal values', () => {
  test('whatever the values, as many SKUs stay in the group as there are different ones, the first of each', () => {
    const values = fc.array(fc.constantFrom('red', 'Red', 'blue', 'green'), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(values, (chosen) => {
        const facts = new Map(
          chosen.map((value, n): [string, MemberFacts] => [
            `s${n}`,
            { brand: 'B', isArchived: false, attributes: [{ attribute_id: 119, attribute_value: value }] },
          ]),
        );
        const [first = '', ...rest] = facts.keys();
        const message = { relationship: 'Variation', variation_refinements: [119], children_skus: rest } as const;
        const { members, leftOut } = showGroup({ sku: first, refinements: [119], children: rest }, facts);
        const different = new Set(chosen.map((value) => value.toLowerCase())).size;
        expect(variationErrors(first, message as never, facts)).toEqual([]);
        expect(chosen.length - leftOut.length).toBe(different);
        expect(members.length).toBe(different > 1 ? different : 0);
      }),
    );
  });
});
