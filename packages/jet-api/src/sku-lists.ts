/** Owns the contract of a merchant's SKUs as lists: links, SKUs in a status, and the portal's list. */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { looseEnum, openEnum } from './loose.ts';
import { listRefusals, thingRefusals } from './replies.ts';
import { productStatuses, productSubStatuses } from './sku-enums.ts';
import { SkuReply } from './sku-fields.ts';

/** A list has at most so many SKUs, whatever is asked for. */
export const MAX_LISTED_SKUS = 1000;

/** How many SKUs to pass over; the oldest is the first. */
const From = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'How many SKUs to pass over.',
});
/** How many SKUs are wanted. */
const Count = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'How many SKUs are wanted; no more than 1,000 are given.',
});

export const SkuLinks = Type.Object({
  sku_urls: Type.Array(Type.String({ description: 'Such as `merchant-skus/my-sku`, the id percent-encoded.' }), {
    maxItems: MAX_LISTED_SKUS,
  }),
});
export type SkuLinks = Static<typeof SkuLinks>;

/** A SKU in the portal's list. */
export const PortalSku = Type.Object({
  merchant_sku: Type.String(),
  product_title: Type.String(),
  main_image_url: Type.Optional(Type.String()),
  status: openEnum(productStatuses),
  sub_status: Type.Array(openEnum(productSubStatuses), { maxItems: 20 }),
  price: Type.Optional(Type.Number()),
  /** As fed, over all nodes. */
  inventory: Type.Integer(),
  last_update: Type.String({ description: 'Date in the form `2015-09-10T18:07:20.0830684+00:00`.' }),
});
export type PortalSku = Static<typeof PortalSku>;

/** Not in the documentation but for the first, whose `sku` stands in a remark of page SKU Upload: used by sellers' software. */
export const skuListRoutes = defineRoutes({
  listSkus: {
    method: 'GET',
    path: '/merchant-skus',
    summary: 'List links of SKUs in the order of their upload, or read the one that is named',
    tags: ['SKUs'],
    auth: 'account',
    query: Type.Object({
      offset: Type.Optional(From),
      limit: Type.Optional(Count),
      sku: Type.Optional(
        Type.String({ minLength: 1, maxLength: 64, description: 'Reads this SKU in place of a list.' }),
      ),
    }),
    replies: { 200: Type.Union([SkuLinks, SkuReply]), ...thingRefusals },
  },
  listSkusByStatus: {
    method: 'GET',
    path: '/merchant-skus/bystatus/:status/:from/:count',
    summary: 'List links of the SKUs in a status',
    tags: ['SKUs'],
    auth: 'account',
    params: Type.Object({ status: looseEnum(productStatuses), from: From, count: Count }),
    replies: { 200: SkuLinks, ...listRefusals },
  },
  listPortalSkus: {
    method: 'GET',
    path: '/portal/merchantskus',
    summary: 'List SKUs with price, inventory and status; `/portal/merchantskus/export` gives all of them as CSV',
    tags: ['SKUs'],
    auth: 'account',
    query: Type.Object({
      from: Type.Optional(From),
      size: Type.Optional(Count),
      statuses: Type.Optional(Type.String({ maxLength: 500, description: 'Parted by commas; all when absent.' })),
    }),
    replies: {
      200: Type.Object({
        total: Type.Integer(),
        merchant_skus: Type.Array(PortalSku, { maxItems: MAX_LISTED_SKUS }),
      }),
      ...listRefusals,
    },
  },
});
