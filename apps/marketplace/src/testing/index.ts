/** The door of what tests of the marketplace share. */
export {
  type AccountWithNodes,
  aMerchant,
  aNode,
  anAccount,
  anOffer,
  aReturnNode,
  aSku,
  aToken,
  type OfferWish,
  type TestAccount,
  type TestMerchant,
  worldOf,
} from './builders.ts';
export {
  type Call,
  callUnder,
  type Harness,
  openHarness,
  ownDatabase,
  type Reply,
  sharedDatabase,
  TEST_PUBLIC_URL,
} from './harness.ts';
export { aShippedOrder, type PaidUnit, type ShippedOrder, type ShippedWish } from './shipped-orders.ts';
