/** People's own views of the order list: kept, shared, put in order, counted. */
export { type ViewLists, type ViewsDeps, viewsFeature } from './views.routes.ts';
