/** Worlds and their clocks. */
export { MoveClockDialog } from './move-clock-dialog.tsx';
export { WorldClock } from './world-clock.tsx';
export { WithWorld, WorldHeader } from './world-header.tsx';
export { WorldTimeProvider } from './world-time.tsx';
export { useWorld, useWorlds } from './worlds.queries.ts';
export { clockRefusal } from './worlds.ts';
