/** Live news from the server. */
export type { LiveBatch } from './batches.ts';
export type { LiveState } from './live-events.ts';
export { LiveProvider, useLiveBatches, useLiveState, useTellLive } from './live-provider.tsx';
export { LiveRefresh } from './live-refresh.tsx';
