/** What the server tells about itself. */
export { type AboutDeps, aboutFeature } from './about.routes.ts';
