/** Returns of an account. */
export { OpenReturnDialog } from './open/open-return-dialog.tsx';
export { canReturn } from './open/opening.ts';
export { parseReturnListSearch } from './returns.search.ts';
export { ReturnsOfOrder } from './returns-of-order.tsx';
