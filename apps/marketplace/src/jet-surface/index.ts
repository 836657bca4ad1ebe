/** The door of the merchant API's surface. */
export { jetAuthenticate } from './authenticate.ts';
export { jetDialect } from './dialect.ts';

/** What every path of the merchant API begins with. */
export const JET_PREFIX = '/api';
