/** The door of importing taxonomies. */
export { groupOddRows, type OddRowGroup, oddRowsCsv } from './odd-rows.ts';
export { type ReadTaxonomy, readTaxonomy, taxonomyFiles } from './read-taxonomy.ts';
export { sendTaxonomy } from './send-taxonomy.ts';
