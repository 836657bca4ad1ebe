/** Imports: files whose rows are looked at, corrected, and applied in the background once that is asked for. */
export { importsFeature } from './imports.routes.ts';
export { dropImports } from './imports.store.ts';
export type { ImportKinds } from './kinds.ts';
export { type ImportDeps, importsChannel } from './make-import.ts';
export { stockImport } from './stock-import.ts';
export { trackingImport } from './tracking-import.ts';
export { workImports } from './work-imports.ts';
