/** The API log: what an account's software asked. */
export { useMerchantRoutes } from './request-log.queries.ts';
export { parseLogSearch } from './request-log.ts';
