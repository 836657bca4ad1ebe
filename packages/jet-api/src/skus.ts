/** Owns the routes of a single SKU (pages SKU Upload, SKU Upload V2, Single SKU Retrieval). */
import { defineRoutes } from '@jetway/http-contract';
import { requestBodies } from './example.ts';
import { SkuParams } from './fields.ts';
import { listRefusals, thingRefusals } from './replies.ts';
import { SkuImages, SkuReply, SkuUpload, SkuUploadV2 } from './sku-fields.ts';
import { skuExamples } from './skus.examples.ts';

export const skuRoutes = defineRoutes({
  putSku: {
    method: 'PUT',
    path: '/merchant-skus/:sku',
    summary: 'Create a SKU or replace its product data',
    tags: ['SKUs'],
    auth: 'account',
    params: SkuParams,
    body: SkuUpload,
    examples: requestBodies(skuExamples, 'putSku'),
    replies: { 204: null, ...listRefusals },
  },
  getSku: {
    method: 'GET',
    path: '/merchant-skus/:sku',
    summary: 'Read the product data of a SKU and its state in the product pipeline',
    tags: ['SKUs'],
    auth: 'account',
    params: SkuParams,
    replies: { 200: SkuReply, ...thingRefusals },
  },
  putSkuV2: {
    method: 'PUT',
    path: '/merchant-skus/:sku/v2',
    summary: 'Create a SKU of the shoe category or replace its product data',
    tags: ['SKUs'],
    auth: 'account',
    params: SkuParams,
    body: SkuUploadV2,
    examples: requestBodies(skuExamples, 'putSkuV2'),
    replies: { 204: null, ...listRefusals },
  },
  putSkuImages: {
    method: 'PUT',
    path: '/merchant-skus/:sku/image',
    summary: 'Replace images of a SKU',
    description: 'Not in the documentation; images that are not named stay.',
    tags: ['SKUs'],
    auth: 'account',
    params: SkuParams,
    body: SkuImages,
    replies: { 204: null, ...thingRefusals },
  },
});
