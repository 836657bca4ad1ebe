/** Owns the guarantees of taxonomies that operators bring in, and of the one that comes with the program. */
import { taxCodes } from '@jetway/jet-api';
import type { NodeWithAttributes, PlacedNode, Taxonomy } from '@jetway/marketplace-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { anAccount, aSku, type Harness, openHarness } from '../testing/index.ts';
import { defaultTaxonomy } from './default/default-taxonomy.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});

const node = (id: number, parentId: number, name = `Node ${id}`) => ({
  id,
  name,
  parentId,
  suggestedTaxCode: 'Toys & Games Tax',
  amazonNodeIds: [9_000_990],
  active: true,
});
const attribute = (id: number) => ({
  id,
  description: 'Colour',
  freeText: false,
  variant: true,
  units: [],
  validation: null,
});

const begin = async (name = 'Imported'): Promise<string> => {
  const reply = await harness.operator('POST', '/taxonomies', { name });
  expect(reply.status).toBe(201);
  return (reply.json() as Taxonomy).id;
};
const add = (id: string, rows: object) => harness.operator('POST', `/taxonomies/${id}/rows`, rows);
const finish = (id: string, oddRows: object[] = []) =>
  harness.operator('POST', `/taxonomies/${id}/finish`, { oddRows });
const codeOf = (reply: { json: () => unknown }): unknown => (reply.json() as { code?: string }).code;

/** Three levels, one attribute with two values on the last. */
const aFinished = async (): Promise<string> => {
  const id = await begin();
  await add(id, { nodes: [node(3, 2), node(1, 0, 'Toys'), node(2, 1)] });
  await add(id, { attributes: [attribute(7)] });
  await add(id, { values: [{ attributeId: 7, value: 'Red' }] });
  await add(id, { values: [{ attributeId: 7, value: 'Blue' }], nodeAttributes: [{ nodeId: 3, attributeId: 7 }] });
  expect((await finish(id)).status).toBe(200);
  return id;
};

describe('the taxonomy that comes with the program', () => {
  test('has about 450 nodes over three levels, each name once among its siblings, with attributes and documented tax codes', () => {
    const { nodes, attributes, nodeAttributes } = defaultTaxonomy;
    const byId = new Map(nodes.map((one) => [one.nodeId, one]));
    expect(byId.size).toBe(nodes.length);
    expect([0, 1, 2].map((level) => nodes.filter((one) => one.level === level).length)).toEqual([
      expect.any(Number),
      expect.any(Number),
      expect.any(Number),
    ]);
    expect(nodes.length).toBeGreaterThan(300);
    expect(new Set(nodes.map(({ path }) => path)).size).toBe(nodes.length);
    for (const one of nodes) {
      const parent = byId.get(one.parentId);
      expect([one.level, one.path]).toEqual(
        parent === undefined ? [0, one.name] : [parent.level + 1, `${parent.path}/${one.name}`],
      );
      expect(taxCodes).toContain(one.suggestedTaxCode);
    }
    const used = new Set(nodeAttributes.map(({ attributeId }) => attributeId));
    expect(used).toEqual(new Set(attributes.map(({ attributeId }) => attributeId)));
    for (const { freeText, values, units, validation } of attributes) {
      expect(freeText || values.length > 1).toBe(true);
      expect(new Set(values).size).toBe(values.length);
      if (units.length > 0) expect(validation).not.toBeNull();
    }
  });

  test('is what a new account finds: links, nodes and attributes', async () => {
    const account = await anAccount(harness);
    const links = (await account.call('GET', '/taxonomy/links/v1?offset=1&limit=2')).json();
    expect(links).toEqual({ node_urls: ['/taxonomy/nodes/4101000', '/taxonomy/nodes/4101001'] });
    const shelf = (await account.call('GET', '/taxonomy/nodes/4101001')).json();
    expect(shelf).toEqual({
      jet_node_id: 4_101_001,
      jet_node_name: 'Cups, Kettles & Bowls',
      jet_node_path: 'Kitchen/Cooking & Table/Cups, Kettles & Bowls',
      amazon_node_ids: [],
      parent_id: 4_101_000,
      jet_level: 2,
      suggested_tax_code: 'General Taxable Product',
    });
    const { attributes } = (await account.call('GET', '/taxonomy/nodes/4101001/attributes')).json() as {
      attributes: Record<string, unknown>[];
    };
    expect(attributes.find(({ attribute_id }) => attribute_id === 7013)).toEqual({
      attribute_id: 7013,
      attribute_description: 'Capacity',
      free_text: true,
      variant: true,
      units: ['fl oz', 'qt', 'gal', 'ml', 'l'],
      validation: { data_type: 'decimal', min_value: 0, max_value: 100_000 },
    });
    expect(attributes.find(({ attribute_id }) => attribute_id === 7042)).toMatchObject({
      free_text: false,
      values: ['Yes', 'No'],
    });
  });
});

describe('the merchant’s routes', () => {
  test('a limit above 1,000 is taken for 1,000, an offset beyond the end gives an empty list, any version is taken', async () => {
    const account = await anAccount(harness);
    const all = (await account.call('GET', '/taxonomy/links/0?limit=5000')).json() as { node_urls: string[] };
    expect(all.node_urls).toHaveLength(defaultTaxonomy.nodes.length);
    expect((await account.call('GET', '/taxonomy/links/v99')).json()).toEqual(all);
    expect((await account.call('GET', '/taxonomy/links/1?offset=100000')).json()).toEqual({ node_urls: [] });
    expect((await account.call('GET', '/taxonomy/links/1?offset=-1')).status).toBe(400);
  });

  test('404 a node that is not in the taxonomy; 400 an id that is no number, or too large to be carried exactly', async () => {
    const account = await anAccount(harness);
    for (const what of ['', '/attributes']) {
      const missing = await account.call('GET', `/taxonomy/nodes/999${what}`);
      expect([missing.status, missing.json()]).toEqual([404, { errors: ['Taxonomy node not found: "999"'] }]);
      for (const id of ['toys', '0', '9007199254740993'])
        expect((await account.call('GET', `/taxonomy/nodes/${id}${what}`)).status).toBe(400);
    }
  });
});

describe('a taxonomy that an operator brings in', () => {
  test('is taken in pieces in any order, computed when finished, and shown with its counts and odd rows', async () => {
    const id = await begin('Published');
    await add(id, { nodes: [node(2, 1, 'Puzzles'), node(3, 2)], attributes: [attribute(7)] });
    await add(id, { nodes: [node(1, 0, 'Toys')], nodeAttributes: [{ nodeId: 3, attributeId: 7 }] });
    const odd = { file: 'nodes.csv', reason: 'no name', count: 2, example: 'line 9' };
    const finished = (await finish(id, [odd])).json();
    expect(finished).toMatchObject({
      name: 'Published',
      state: 'ready',
      nodes: 3,
      attributes: 1,
      values: 0,
      nodeAttributes: 1,
      oddRows: [odd],
      worldIds: [],
    });
    const roots = (await harness.operator('GET', `/taxonomies/${id}/nodes`)).json() as { items: PlacedNode[] };
    expect(roots.items).toMatchObject([{ id: 1, name: 'Toys', level: 0, path: 'Toys', children: 1 }]);
    const found = (await harness.operator('GET', `/taxonomies/${id}/nodes?search=PUZZ`)).json() as {
      items: PlacedNode[];
    };
    expect(found.items).toMatchObject([{ id: 2, path: 'Toys/Puzzles', level: 1, parentId: 1 }]);
  });

  test('values come after those that are there, in their order', async () => {
    const id = await aFinished();
    const leaf = (await harness.operator('GET', `/taxonomies/${id}/nodes/3`)).json() as NodeWithAttributes;
    expect(leaf.attributes).toEqual([{ ...attribute(7), values: ['Red', 'Blue'], valueCount: 2 }]);
    expect(leaf).toMatchObject({ amazonNodeIds: [9_000_990], suggestedTaxCode: 'Toys & Games Tax', level: 2 });
  });

  test('is not finished while something in it hangs on nothing', async () => {
    const id = await begin();
    await add(id, { nodes: [node(1, 0), node(2, 9), node(3, 1), node(4, 3), node(5, 4)] });
    const loose = await finish(id);
    expect([loose.status, codeOf(loose)]).toEqual([409, 'taxonomy_incomplete']);
    expect(loose.text).toContain('2, 5');
    const pairs = await begin();
    await add(pairs, { nodes: [node(1, 0)], nodeAttributes: [{ nodeId: 1, attributeId: 8 }] });
    expect((await finish(pairs)).text).toContain('1/8');
  });

  test('no longer changes once it is finished', async () => {
    const id = await aFinished();
    for (const reply of [await add(id, { nodes: [node(9, 0)] }), await finish(id)])
      expect([reply.status, codeOf(reply)]).toEqual([409, 'taxonomy_ready']);
  });

  test('is in force for a world from the moment it is told, for that world alone, and can be taken back', async () => {
    const account = await anAccount(harness);
    const other = await anAccount(harness);
    const id = await aFinished();
    const set = (taxonomyId: string) => harness.operator('PUT', `/worlds/${account.worldId}/taxonomy`, { taxonomyId });
    expect((await set(id)).json()).toMatchObject({ id, worldIds: [account.worldId] });
    const links = { node_urls: ['/taxonomy/nodes/1', '/taxonomy/nodes/2', '/taxonomy/nodes/3'] };
    expect((await account.call('GET', '/taxonomy/links/1')).json()).toEqual(links);
    expect((await other.call('GET', '/taxonomy/nodes/3')).status).toBe(404);
    const upload = aSku({ jet_browse_node_id: 3, product_tax_code: 'Toys & Games Tax' });
    expect((await account.call('PUT', '/merchant-skus/toy', upload)).status).toBe(204);
    expect((await other.call('PUT', '/merchant-skus/toy', upload)).status).toBe(400);
    const used = await harness.operator('DELETE', `/taxonomies/${id}`);
    expect([used.status, codeOf(used)]).toEqual([409, 'taxonomy_used']);
    expect((await set('default')).status).toBe(200);
    expect((await harness.operator('DELETE', `/taxonomies/${id}`)).status).toBe(204);
    expect((await harness.operator('GET', `/taxonomies/${id}`)).status).toBe(404);
  });

  test('is not in force while it is loading; the default is never deleted', async () => {
    const account = await anAccount(harness);
    const taxonomyId = await begin();
    const early = await harness.operator('PUT', `/worlds/${account.worldId}/taxonomy`, { taxonomyId });
    expect([early.status, codeOf(early)]).toEqual([409, 'taxonomy_loading']);
    expect((await harness.operator('DELETE', '/taxonomies/default')).status).toBe(409);
    expect((await harness.operator('PUT', '/worlds/nowhere/taxonomy', { taxonomyId: 'default' })).status).toBe(404);
    expect((await harness.operator('DELETE', '/taxonomies/nowhere')).status).toBe(404);
  });

  test('nodes are listed page by page', async () => {
    const id = await begin();
    await add(id, { nodes: [1, 2, 3].map((one) => node(one, 0)) });
    await finish(id);
    const page = async (cursor?: string) =>
      (
        await harness.operator(
          'GET',
          `/taxonomies/${id}/nodes?limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}`,
        )
      ).json() as {
        items: PlacedNode[];
        next: string | null;
      };
    const first = await page();
    expect([first.items.map((one) => one.id), first.next]).toEqual([[1, 2], expect.any(String)]);
    const second = await page(first.next ?? '');
    expect([second.items.map((one) => one.id), second.next]).toEqual([[3], null]);
  });
});
