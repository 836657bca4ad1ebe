/** Owns the guarantee that each type of file does to SKUs what the single route of its records does. */
import { type FileType, fileContentExamples, fileTypes } from '@jetway/jet-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { saveReturnNode } from '../nodes/index.ts';
import { saveTaxonomyNodes } from '../taxonomy/index.ts';
import { type AccountWithNodes, aNode, anAccount, anOffer, aSku, type Harness, openHarness } from '../testing/index.ts';
import { countsOf, process } from './files.test-support.ts';

let harness: Harness;
let account: AccountWithNodes;
beforeAll(async () => {
  harness = await openHarness();
  account = await anAccount(harness, { nodes: 2 });
});

const get = async (path: string): Promise<unknown> => (await account.call('GET', `/merchant-skus/${path}`)).json();
const stockAt = (nodeId: string | undefined, quantity: number) => ({ fulfillment_node_id: nodeId, quantity });
const shoe = aSku({ product_title: 'Canvas shoe' });

/** A record for a SKU there is, where what it did is read, and what is then found there. */
interface Sample {
  readonly body: () => object;
  readonly path: string;
  readonly found: () => object;
}

const samples: Readonly<Record<FileType, Sample>> = {
  MerchantSKUs: {
    body: () => aSku({ product_title: 'By file' }),
    path: '',
    found: () => ({ product_title: 'By file' }),
  },
  MerchantSKUsV2: {
    body: () => ({ ...shoe, product_type_id: 37005005000 }),
    path: '',
    found: () => ({ product_title: 'Canvas shoe' }),
  },
  Price: { body: () => ({ price: 3.5 }), path: '/price', found: () => ({ price: 3.5 }) },
  Inventory: {
    body: () => ({ fulfillment_nodes: [stockAt(account.nodeIds[1], 4)] }),
    path: '/inventory',
    found: () => ({
      fulfillment_nodes: expect.arrayContaining([stockAt(account.nodeIds[0], 0), stockAt(account.nodeIds[1], 4)]),
    }),
  },
  InventoryPatch: {
    body: () => ({ fulfillment_nodes: [stockAt(account.nodeIds[1], 4)] }),
    path: '/inventory',
    found: () => ({
      fulfillment_nodes: expect.arrayContaining([stockAt(account.nodeIds[0], 10), stockAt(account.nodeIds[1], 4)]),
    }),
  },
  ShippingException: {
    body: () => ({
      fulfillment_nodes: [
        {
          fulfillment_node_id: account.nodeId,
          shipping_exceptions: [{ service_level: 'Standard', shipping_exception_type: 'restricted' }],
        },
      ],
    }),
    path: '/shippingexception',
    found: () => ({ fulfillment_nodes: [{ fulfillment_node_id: account.nodeId }] }),
  },
  ReturnsException: {
    body: () => ({ time_to_return: 5, return_location_ids: [account.returnNodeId] }),
    path: '/returnsexception',
    found: () => ({ time_to_return: 5, return_location_ids: [account.returnNodeId] }),
  },
  Variation: {
    body: () => ({ relationship: 'Variation', variation_refinements: [95], children_skus: ['file-child'] }),
    path: '/variation',
    found: () => ({ relationship: 'Variation', variation_refinements: [95], children_skus: ['file-child'] }),
  },
  Archive: { body: () => ({ is_archived: true }), path: '', found: () => ({ is_archived: true }) },
};

const attributes = [{ attribute_id: 95, attribute_value: '80' }];

const PRINTED_NODES = ['XISNDKSANDSFNCSJKFDNFKJHFJD', 'AKSDKDJIJDISJFIDFJIDSIFFISI', '1234DKSANDSFNCSJKFDNFKJHFAZ'];
const PRINTED_RETURN_NODES = ['9046335c27d146ee94b23ef61d8959bc', 'e3100213167d4abaa43a1c1dd6e4dc04'];

/** An account with what the printed files speak of: nodes, the SKU that they all name, and children to vary. */
async function aPrintedAccount(): Promise<AccountWithNodes> {
  const own = await anAccount(harness);
  const { db } = harness.database;
  for (const id of PRINTED_NODES)
    await aNode(harness, own, {
      id,
      shippingMethods: ['UPS Ground', 'Freight'],
      serviceLevels: ['Standard', 'Expedited'],
    });
  for (const id of PRINTED_RETURN_NODES)
    await saveReturnNode(
      db,
      own.accountId,
      { id, name: 'Returns', address: ADDRESS },
      harness.clock.now(),
      harness.author,
    );
  const varied = [12, 34].map((id) => ({ attribute_id: id, attribute_value: 'one of several' }));
  for (const sku of ['{user_defined_merchant_sku}', 'abcd', 'efgh', 'zyxw', 'dcba'])
    await anOffer(harness, own, { sku, upload: { attributes_node_specific: varied } });
  // The offers were made under the taxonomy that every world has.
  const suggested = { suggestedTaxCode: 'Generic Taxable Product', amazonNodeIds: [], active: true };
  const node = { name: 'Tea', path: 'Tea', parentId: 0, level: 0, ...suggested };
  await saveTaxonomyNodes(db, own.worldId, [{ ...node, nodeId: 1000001 }]);
  return own;
}
const ADDRESS = { address1: '1 Wharf Road', city: 'Portland', state: 'ME', zipCode: '04101' };

describe('a file of type', () => {
  test.each(fileTypes)('%s applies its records, and tells of SKUs that there are none of', async (type) => {
    const upload = { attributes_node_specific: attributes };
    const sku = await anOffer(harness, account, { upload });
    await account.call('PUT', '/merchant-skus/file-child', aSku(upload));
    const { body, path, found } = samples[type];
    const reply = await process(harness, account, type, [
      [sku, body()],
      [`${sku}-2`, body()],
    ]);
    expect(await get(`${sku}${path}`)).toMatchObject(found());
    const isUpload = type === 'MerchantSKUs' || type === 'MerchantSKUsV2';
    expect(reply.error_excerpt).toEqual(
      isUpload ? undefined : [`Position 2, 1: Error: parsing sku '${sku}-2' Merchant SKU not found: "${sku}-2"`],
    );
    const inError = isUpload ? 0 : 1;
    expect(await countsOf(harness, account, reply.jet_file_id)).toEqual({
      done: 2,
      applied: 2 - inError,
      inError,
      superseded: 0,
    });
  });
});

test('every type but the patch is printed, whose records are those of its like', () => {
  const printed = fileContentExamples.map(({ type }) => type);
  expect(fileTypes.filter((type) => !printed.includes(type))).toEqual(['InventoryPatch']);
});

describe('a printed file of type', () => {
  test.each(fileContentExamples.map(({ type, records }) => [type, records] as const))(
    '%s is processed, its template key being a SKU like any other',
    async (type, records) => {
      const own = await aPrintedAccount();
      const reply = await process(harness, own, type, records);
      expect([reply.status, reply.error_excerpt]).toEqual(['Processed successfully', undefined]);
      expect(await countsOf(harness, own, reply.jet_file_id)).toEqual({
        done: records.length,
        applied: 1,
        inError: 0,
        superseded: records.length - 1,
      });
    },
  );
});
