/** Reports that merchants ask for. */
export { parseReportsSearch } from './reports.ts';
