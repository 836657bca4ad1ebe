/** Stories that the marketplace plays on test accounts. */
export { parseScenariosSearch } from './scenarios.ts';
