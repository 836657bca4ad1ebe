/** Places where stock lies, and which fulfilment node of each connection they are. */
export { locationsFeature } from './locations.routes.ts';
export { listLocations, loadLocation, locationOfNode } from './locations.store.ts';
export { isTimeZone, type LocationNode, type LocationRow } from './locations.ts';
export { changeLocation, type KnownConnections, type LocationBody, makeLocation } from './save-location.ts';
