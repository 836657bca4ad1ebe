/** Documents: pick lists and packing slips, as PDF. */

export { documentsFeature, serveDocumentFiles } from './documents.routes.ts';
export { dropDocuments } from './documents.store.ts';
