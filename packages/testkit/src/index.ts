/** What tests stand on: databases, clocks and ids of their own, the far side of HTTP. */
export { type ManualClock, manualClock } from '@jetway/kernel';
export { type ContractRecorder, expectEveryStatusSeen, recordContract, unseenStatuses } from './contract-recorder.ts';
export { type ContractCase, type ContractTarget, contractCases, type ForeignPair } from './contract-tests.ts';
export { emptyServerDatabase, privateDatabase, type ServerDatabase, testDatabase, testServerUrl } from './databases.ts';
export { type Fault, type Injectable, injectTransport } from './inject-transport.ts';
export { TEST_START, testClock, testIds } from './test-ids.ts';
