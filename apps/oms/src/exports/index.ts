/** Lists as CSV files, sent while they are read. */
export { type ExportsDeps, exportsFeature } from './exports.routes.ts';
