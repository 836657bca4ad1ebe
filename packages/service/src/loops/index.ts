/** Loops. */
export { createLoop, type Loop, type LoopObserver, type LoopOptions, systemTimer, type Timer } from './loop.ts';
export { createLoopGroup, type LoopGroup, type Notices } from './loop-group.ts';
