/** Owns what records of Price, Inventory, InventoryPatch and Archive files do: what the single messages do, many at once. */
import { type ArchiveMessage, type InventoryUpload, type PriceUpload, skuNotFound } from '@jetway/jet-api';
import type { ApplyRecords, BulkContext, BulkOutcome, BulkRecord } from '../bulk/index.ts';
import type { MarketplaceHandle } from '../database/index.ts';
import { loadNodes } from '../nodes/index.ts';
import { markArchived } from './archive.store.ts';
import { feedMany } from './bulk-inventory.store.ts';
import { type NodeMessage, readInventory, readPrice, unknownNodeErrors } from './offers.ts';
import { savePrices, type WrittenMany } from './prices.store.ts';

type Errors = ReadonlyMap<string, readonly string[]>;

/** What a Price file says of SKUs. */
export const applyPriceRecords: ApplyRecords<PriceUpload> = async (tx, context, records) => {
  const errors = await nodeErrors(tx, context, records);
  const prices = records.map(({ sku, body }) => ({ sku, price: readPrice(body), isValid: !errors.has(sku) }));
  return outcome(errors, await savePrices(tx, context, prices));
};

/** What an Inventory file says of SKUs: nodes that a record does not name are set to 0. */
export const applyInventoryRecords: ApplyRecords<InventoryUpload> = (tx, context, records) =>
  feed(tx, context, 'replace', records);

/** What an InventoryPatch file says of SKUs: only the nodes that a record names. */
export const applyInventoryPatchRecords: ApplyRecords<InventoryUpload> = (tx, context, records) =>
  feed(tx, context, 'patch', records);

/** Which SKUs an Archive file archives, and which it takes back. */
export const applyArchiveRecords: ApplyRecords<ArchiveMessage> = async (tx, context, records) => {
  const marks = records.map(({ sku, body }) => ({ sku, isArchived: body.is_archived }));
  const { accountId, receivedSeq, now } = context;
  return outcome(new Map(), await markArchived(tx, accountId, marks, { receivedSeq, now, author: context }));
};

async function feed(
  tx: MarketplaceHandle,
  context: BulkContext,
  mode: 'replace' | 'patch',
  records: readonly BulkRecord<InventoryUpload>[],
): Promise<BulkOutcome> {
  const errors = await nodeErrors(tx, context, records);
  const feeds = records.map(({ sku, body }) => ({ sku, quantities: readInventory(body), isValid: !errors.has(sku) }));
  return outcome(errors, await feedMany(tx, context, mode, feeds));
}

/** The texts about nodes that the account does not have, by SKU. */
async function nodeErrors(
  tx: MarketplaceHandle,
  { accountId }: BulkContext,
  records: readonly BulkRecord<NodeMessage>[],
): Promise<Errors> {
  if (records.every(({ body }) => (body.fulfillment_nodes ?? []).length === 0)) return new Map();
  const known = new Set((await loadNodes(tx, accountId)).map(({ id }) => id));
  return new Map(
    records.flatMap(({ sku, body }) => {
      const texts = unknownNodeErrors(body, (id) => !known.has(id));
      return texts.length === 0 ? [] : [[sku, texts] as const];
    }),
  );
}

/** An unknown SKU is told before anything else of its record. */
const outcome = (errors: Errors, { unknownSkus, superseded }: WrittenMany): BulkOutcome => ({
  errors: new Map([...errors, ...unknownSkus.map((sku) => [sku, [skuNotFound(sku)]] as const)]),
  superseded: new Set(superseded),
});
