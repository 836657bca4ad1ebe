/** Places where stock lies. */
export { LocationForm } from './location-dialog.tsx';
export { useLocations } from './locations.queries.ts';
