/** Blobs. */

export { type AzureBlobOptions, createAzureBlobs } from './azure-blobs.ts';
export { type BlobRouteOptions, type SeenBlobRequest, serveBlobs } from './blobs.routes.ts';
export { type BlobGrant, type BlobInfo, type BlobMethod, type Blobs, isBlobKey } from './blobs.ts';
export { createDiskBlobs, type DiskBlobOptions, type DiskBlobs } from './disk-blobs.ts';
export type { BlobTokens } from './tokens.ts';
