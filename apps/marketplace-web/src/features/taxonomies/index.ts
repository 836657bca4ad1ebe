/** Taxonomies, and the browse nodes that other pages name. */
export { BrowseNodeName } from './browse-node-name.tsx';
export { BrowseNodeSelect } from './browse-node-select.tsx';
export { useTaxonomies } from './taxonomies.queries.ts';
export { parseTaxonomySearch } from './taxonomies.ts';
