/** Worlds and their clocks. */
export { MoveClockDialog } from './move-clock-dialog.tsx';
export { WorldClock } from './world-clock.tsx';
export { WorldTimeProvider } from './world-time.tsx';
export { useWorld } from './worlds.queries.ts';
export { clockRefusal } from './worlds.ts';
