/** Places where stock lies. */
export { useLocations } from './locations.queries.ts';
