/** The door of talking to running programs. */
export { type Marketplace, openMarketplace, unreachableText } from './marketplace.ts';
export { openOms, UnreachableError } from './oms.ts';
