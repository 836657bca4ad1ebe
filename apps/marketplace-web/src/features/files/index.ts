/** Files that merchants upload. */
export { parseFilesSearch } from './files.ts';
