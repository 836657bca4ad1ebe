/** Lists that do not move while they are read. */
export { NewRowsBar } from './new-rows-bar.tsx';
export { useLiveList } from './use-live-list.ts';
