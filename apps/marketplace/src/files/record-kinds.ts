/** Owns what the records of each type of file are: the route whose body they have, and who applies them. */
import type { Route } from '@jetway/http-contract';
import { type FileType, jetRoutes, recordOfOtherType } from '@jetway/jet-api';
import { createMessageCheck } from '@jetway/service';
import type { Static, TSchema } from 'typebox';
import type { ApplyRecords } from '../bulk/index.ts';
import { applyReturnsExceptionRecords, applyShippingExceptionRecords } from '../exceptions/index.ts';
import { jetDialect, jetTextsOf } from '../jet-surface/index.ts';
import {
  applyArchiveRecords,
  applyInventoryPatchRecords,
  applyInventoryRecords,
  applyPriceRecords,
} from '../offers/index.ts';
import { applySkuRecords, applySkuV2Records } from '../skus/index.ts';
import { applyVariationRecords } from '../variations/index.ts';

export interface RecordKind {
  /** What the single route would refuse a record for before it looks at its own data: Jet's texts, none when it would not. */
  readonly errorsOf: (sku: string, body: unknown, text: string) => readonly string[];
  /** Applies records that `errorsOf` found nothing wrong with. */
  readonly apply: ApplyRecords<unknown>;
}

export type RecordKinds = Readonly<Record<FileType, RecordKind>>;

/** A kind whose records are what the route takes as its body. */
export function recordKind<Body extends TSchema>(
  type: FileType,
  route: Route & { readonly body: Body },
  apply: ApplyRecords<Static<Body>>,
): RecordKind {
  const check = createMessageCheck(route, jetDialect);
  const properties = (route.body as { readonly properties?: object }).properties ?? {};
  /** A price, sent as inventory, would clear the inventory: the routes ignore what they do not know. */
  const isOther = (body: unknown): boolean => {
    const names = typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.keys(body) : [];
    return names.length > 0 && !names.some((name) => Object.hasOwn(properties, name));
  };
  return {
    errorsOf: (sku, body, text) => {
      const failure = check({ params: { sku }, body, text });
      if (failure !== undefined) return jetTextsOf(failure);
      return isOther(body) ? [recordOfOtherType(type)] : [];
    },
    // Every body was checked against the schema that its type is derived from.
    apply: apply as ApplyRecords<unknown>,
  };
}

/** The kinds of this marketplace. */
export const createRecordKinds = (): RecordKinds => ({
  MerchantSKUs: recordKind('MerchantSKUs', jetRoutes.putSku, applySkuRecords),
  MerchantSKUsV2: recordKind('MerchantSKUsV2', jetRoutes.putSkuV2, applySkuV2Records),
  Price: recordKind('Price', jetRoutes.putPrice, applyPriceRecords),
  Inventory: recordKind('Inventory', jetRoutes.putInventory, applyInventoryRecords),
  InventoryPatch: recordKind('InventoryPatch', jetRoutes.patchInventory, applyInventoryPatchRecords),
  ShippingException: recordKind('ShippingException', jetRoutes.putShippingException, applyShippingExceptionRecords),
  ReturnsException: recordKind('ReturnsException', jetRoutes.putReturnsException, applyReturnsExceptionRecords),
  Variation: recordKind('Variation', jetRoutes.putVariation, applyVariationRecords),
  Archive: recordKind('Archive', jetRoutes.archiveSku, applyArchiveRecords),
});
