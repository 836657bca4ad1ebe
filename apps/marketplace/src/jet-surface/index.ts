/** The door of the merchant API's surface. */
export { jetAuthenticate } from './authenticate.ts';
export { jetDialect, jetTextsOf } from './dialect.ts';
export { jetEdge, observeBlobs, tokenEdge } from './edge.ts';

/** What every path of the merchant API begins with. */
export const JET_PREFIX = '/api';
