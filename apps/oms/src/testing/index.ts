/** What the tests of this app stand on. */

export { aChannelOrder, anOrder, importChannelOrder } from './an-order.ts';
export {
  aConnection,
  aLocation,
  aMember,
  anApiKey,
  anOrganization,
  aSku,
  type Ground,
  PASSWORD,
  type TestMember,
} from './builders.ts';
export { ground } from './ground.ts';
export { type Caller, type Harness, harness, PUBLIC_URL, type SignedIn } from './harness.ts';
export { foldersOf, type MemoryTree, memoryTree } from './memory-tree.ts';
