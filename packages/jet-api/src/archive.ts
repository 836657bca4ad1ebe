/** Owns the contract of archiving a SKU (page Archive SKU). */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { archiveExamples } from './archive.examples.ts';
import { requestBodies } from './example.ts';
import { SkuParams } from './fields.ts';
import { thingRefusals } from './replies.ts';

/** True takes the SKU out of the catalogue, false brings it back; its inventory is 0 after either. */
export const ArchiveMessage = Type.Object({ is_archived: Type.Boolean() });
export type ArchiveMessage = Static<typeof ArchiveMessage>;

export const archiveRoutes = defineRoutes({
  archiveSku: {
    method: 'PUT',
    path: '/merchant-skus/:sku/status/archive',
    summary: 'Archive a SKU or bring it back; updates of an archived SKU are ignored',
    tags: ['SKUs'],
    auth: 'account',
    params: SkuParams,
    body: ArchiveMessage,
    examples: requestBodies(archiveExamples, 'archiveSku'),
    replies: { 204: null, ...thingRefusals },
  },
});
