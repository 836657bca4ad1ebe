/** Owns taking in exceptions, of a request or of a file's records: the same decisions, the same statements. */
import { type ReturnsExceptionUpload, type ShippingExceptionUpload, skuNotFound } from '@jetway/jet-api';
import type { AppliedRecords, ApplyRecords, BulkRecord } from '../bulk/index.ts';
import type { MarketplaceHandle } from '../database/index.ts';
import { loadNodes, loadReturnNodes } from '../nodes/index.ts';
import {
  type ExceptionRows,
  listTargets,
  returnsExceptionRows,
  type Saving,
  shippingExceptionRows,
} from './exceptions.store.ts';
import { returnsContent, returnsExceptionErrors, shippingContent, shippingExceptionErrors } from './exceptions.ts';

/** What one kind of exception is about. */
interface ExceptionKind<Body, Content, Node> {
  readonly rows: ExceptionRows<Content>;
  readonly loadNodes: (handle: MarketplaceHandle, accountId: string) => Promise<readonly Node[]>;
  readonly errorsOf: (body: Body, nodes: ReadonlyMap<string, Node>) => readonly string[];
  readonly contentOf: (body: Body) => Content;
}

/**
 * Takes in records, each SKU once. An archived SKU ignores what is said of it; what was accepted after a file was
 * received supersedes the file's record.
 */
async function applyExceptions<Body, Content, Node extends { readonly id: string }>(
  kind: ExceptionKind<Body, Content, Node>,
  handle: MarketplaceHandle,
  saving: Saving,
  records: readonly BulkRecord<Body>[],
): Promise<AppliedRecords> {
  const { accountId } = saving;
  const skus = records.map(({ sku }) => sku);
  const targets = await listTargets(handle, accountId, skus);
  const unknown = new Set(skus.filter((sku) => !targets.has(sku)));
  const errors = new Map<string, readonly string[]>([...unknown].map((sku) => [sku, [skuNotFound(sku)]]));
  const open = records.filter(({ sku }) => targets.get(sku)?.isArchived === false);
  const nodes = new Map((await kind.loadNodes(handle, accountId)).map((node) => [node.id, node]));
  for (const { sku, body } of open) {
    const wrong = kind.errorsOf(body, nodes);
    if (wrong.length > 0) errors.set(sku, wrong);
  }
  const right = open.filter(({ sku }) => !errors.has(sku));
  const contents = right.map(({ sku, body }) => ({ sku, content: kind.contentOf(body) }));
  const saved = await kind.rows.save(handle, saving, contents);
  const superseded = new Set(right.map(({ sku }) => sku).filter((sku) => !saved.has(sku)));
  return { unknown, errors, superseded };
}

const shipping = {
  rows: shippingExceptionRows,
  loadNodes,
  errorsOf: shippingExceptionErrors,
  contentOf: shippingContent,
};
const returns = {
  rows: returnsExceptionRows,
  loadNodes: loadReturnNodes,
  errorsOf: returnsExceptionErrors,
  contentOf: returnsContent,
};

/** Shipping exceptions of one SKU, by a request. */
export const putShippingException = (
  handle: MarketplaceHandle,
  saving: Omit<Saving, 'receivedSeq'>,
  record: BulkRecord<ShippingExceptionUpload>,
): Promise<AppliedRecords> => applyExceptions(shipping, handle, { ...saving, receivedSeq: null }, [record]);

/** The returns exception of one SKU, by a request. */
export const putReturnsException = (
  handle: MarketplaceHandle,
  saving: Omit<Saving, 'receivedSeq'>,
  record: BulkRecord<ReturnsExceptionUpload>,
): Promise<AppliedRecords> => applyExceptions(returns, handle, { ...saving, receivedSeq: null }, [record]);

/** Records of a ShippingException file. */
export const applyShippingExceptionRecords: ApplyRecords<ShippingExceptionUpload> = (tx, context, records) =>
  applyExceptions(shipping, tx, context, records);

/** Records of a ReturnsException file. */
export const applyReturnsExceptionRecords: ApplyRecords<ReturnsExceptionUpload> = (tx, context, records) =>
  applyExceptions(returns, tx, context, records);
