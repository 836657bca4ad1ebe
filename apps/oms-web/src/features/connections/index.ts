/** Connections to channels: their modes in words, switching and running them, and the banner that warns. */
export { ConnectionBanner } from './connection-banner.tsx';
export {
  useConnections,
  useKeepConnection,
  useRunConnection,
  useShippingOptions,
  useSwitchConnection,
} from './connections.queries.ts';
export { laneWords, type Mode, modeWords, stateWords, waitingWords } from './connections.ts';
export { SwitchDialog } from './switch-dialog.tsx';
