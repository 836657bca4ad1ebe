import { beforeAll, describe, expect, test } from 'vitest';
import { type AccountWithNodes, anAccount, type Harness, openHarness } from '../testing/index.ts';
import {
  findListingFactsOf,
  findTaxonomyNode,
  listAttributesOfNode,
  saveNodeAttributes,
  saveTaxonomyAttributes,
  saveTaxonomyNodes,
  type TaxonomyAttribute,
  type TaxonomyNode,
} from './index.ts';

let harness: Harness;
let account: AccountWithNodes;
beforeAll(async () => {
  harness = await openHarness();
  account = await anAccount(harness);
});

const aNodeOf = (nodeId: number, more: Partial<TaxonomyNode> = {}): TaxonomyNode => ({
  nodeId,
  name: 'Dresses',
  path: 'Clothing/Dresses',
  parentId: 1,
  level: 1,
  suggestedTaxCode: 'General Clothing',
  amazonNodeIds: [9_000_990, 9_000_991],
  active: true,
  ...more,
});
const anAttributeOf = (attributeId: number, more: Partial<TaxonomyAttribute> = {}): TaxonomyAttribute => ({
  attributeId,
  description: 'Colour',
  freeText: false,
  variant: true,
  values: ['Blue', 'Say "red"'],
  units: [],
  validation: null,
  ...more,
});

describe('a world’s taxonomy', () => {
  test('is kept as it was given, replaced when given again, and the world’s own', async () => {
    const { db } = harness.database;
    const other = await anAccount(harness);
    const { worldId } = account;
    const numeric = { data_type: 'integer', min_value: 1, max_value: 1_000_000 };
    await saveTaxonomyNodes(db, worldId, [aNodeOf(1, { parentId: 0, level: 0 }), aNodeOf(2)]);
    await saveTaxonomyNodes(db, worldId, [aNodeOf(2, { name: 'Gowns' })]);
    await saveTaxonomyAttributes(db, worldId, [
      anAttributeOf(7),
      anAttributeOf(8, { validation: numeric, freeText: true }),
    ]);
    const pairs = [7, 8].map((attributeId) => ({ nodeId: 2, attributeId }));
    for (let time = 0; time < 2; time += 1) await saveNodeAttributes(db, worldId, pairs);
    expect(await findTaxonomyNode(db, worldId, 2)).toEqual(aNodeOf(2, { name: 'Gowns' }));
    expect(await listAttributesOfNode(db, worldId, 2)).toEqual([
      anAttributeOf(7),
      anAttributeOf(8, { validation: numeric, freeText: true }),
    ]);
    expect(await findTaxonomyNode(db, other.worldId, 2)).toBeUndefined();
    const asked = { browseNodeId: 1, taxCode: 'General Clothing', attributeIds: [7] };
    const below = { browseNodeId: 2, taxCode: null, attributeIds: [7, 9] };
    expect(await findListingFactsOf(db, worldId, [asked, below])).toEqual([
      {
        isLoaded: true,
        browseNode: { level: 0, active: true, hasChildren: true },
        isSuggestedTaxCode: true,
        mappedAttributeIds: [],
      },
      {
        isLoaded: true,
        browseNode: { level: 1, active: true, hasChildren: false },
        isSuggestedTaxCode: false,
        mappedAttributeIds: [7],
      },
    ]);
    expect(await findListingFactsOf(db, other.worldId, [asked])).toEqual([
      { isLoaded: true, browseNode: null, isSuggestedTaxCode: true, mappedAttributeIds: [] },
    ]);
  });

  test('may be as large as the whole of the published one', async () => {
    const { db } = harness.database;
    const { worldId } = await anAccount(harness);
    const nodes = Array.from({ length: 4_500 }, (_, index) => aNodeOf(index + 1));
    await saveTaxonomyNodes(db, worldId, nodes);
    expect(await findTaxonomyNode(db, worldId, 4_500)).toEqual(aNodeOf(4_500));
  });
});
