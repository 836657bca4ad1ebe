/** The door of worlds. */
export type { DueWork, Patience } from './due-work.ts';
export { CONTEXT_CHANNEL, createWorlds, DUE_CHANNEL, isSoonDue, type Worlds } from './world-service.ts';
export { worldHandlers } from './worlds.routes.ts';
export {
  findWorld,
  insertWorld,
  type ListedWorld,
  lockWorld,
  updateWorld,
  worldFromRow,
} from './worlds.store.ts';
export {
  type ClockMove,
  type ClockRefusal,
  DEFAULT_POLICY,
  LAST_WORLD_INSTANT,
  type World,
  type WorldKind,
  worldNow,
} from './worlds.ts';
