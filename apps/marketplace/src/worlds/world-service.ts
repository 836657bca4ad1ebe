/** Owns worlds as the rest of the app uses them: found, moved, and kept going by a loop. */
import type { Clock, Instant, Keyset, Result } from '@jetway/kernel';
import { ok, refuse } from '@jetway/kernel';
import type { WorldPolicy } from '@jetway/marketplace-api';
import { type Log, notify } from '@jetway/service';
import type { Author, MarketplaceDatabase, MarketplaceHandle, MarketplaceTables } from '../database/index.ts';
import { type DueWork, earliestDue, runDue } from './due-work.ts';
import {
  findListedWorld,
  findLiveWorld,
  findWorld,
  insertWorld,
  type ListedWorld,
  listAllWorlds,
  listWorldPage,
  lockWorld,
  updateWorld,
} from './worlds.store.ts';
import { type ClockMove, type ClockRefusal, DEFAULT_POLICY, decideClockMove, type World, worldNow } from './worlds.ts';

/** Wakes the loop; the payload is a world's id, or empty for all. */
export const DUE_CHANNEL = 'marketplace_due';
/** Says that a world or an account changed, so that what is remembered of them is dropped. */
export const CONTEXT_CHANNEL = 'marketplace_context';

/** A world is looked at again after this much real time even when nothing seemed to wait there. */
const QUIET_AT_MOST_MS = 30_000;

/**
 * Whether the loop must be woken for what falls due after so many milliseconds of world time. What comes later it finds
 * in time by itself; who moves a clock wakes it.
 */
export const isSoonDue = ({ rate }: Pick<World, 'rate'>, inMs: number): boolean =>
  !(inMs / rate > 2 * QUIET_AT_MOST_MS);

export interface Worlds {
  readonly load: (handle: MarketplaceHandle, id: string) => Promise<World | undefined>;
  readonly page: (after: Keyset | undefined, limit: number) => Promise<readonly ListedWorld[]>;
  readonly find: (id: string) => Promise<ListedWorld | undefined>;
  /** The live world, made when it is not there yet. */
  readonly ensureLive: (author: Author) => Promise<World>;
  /** Moves a clock; everything that falls due on the way has happened when this answers. */
  readonly moveClock: (
    id: string,
    move: ClockMove,
    author: Author,
  ) => Promise<Result<ListedWorld, ClockRefusal | 'not_found'>>;
  readonly setPolicy: (
    id: string,
    change: Partial<WorldPolicy>,
    author: Author,
  ) => Promise<Result<ListedWorld, 'not_found'>>;
  /** Carries out what is due in a world; answers how many rows were moved. */
  readonly runDue: (world: World, now: Instant) => Promise<number>;
  /** One round over all worlds, for the loop; true when something was moved. */
  readonly sweep: (signal: AbortSignal) => Promise<boolean>;
  /** Makes the next sweep look at a world (or at all of them) whatever it remembers. */
  readonly poke: (worldId: string) => void;
}

export interface WorldsDeps {
  readonly database: MarketplaceDatabase;
  readonly clock: Clock;
  readonly log: Log;
  readonly works: readonly DueWork[];
  /** Called when a world changed in this process, before anybody is answered. */
  readonly changed: () => void;
}

/** The live world's id when it was made by the program itself. */
const LIVE_WORLD_ID = 'live';

export function createWorlds(deps: WorldsDeps): Worlds {
  const { database, clock, works } = deps;
  const sweeper = createSweeper(deps);
  const change = async <Code extends string>(
    id: string,
    author: Author,
    decide: (world: World, realNow: Instant) => Result<World, Code>,
  ): Promise<Result<ListedWorld, Code | 'not_found'>> => {
    const realNow = clock.now();
    const outcome = await database.transaction(async (tx) => {
      const world = await lockWorld(tx, id);
      if (world === undefined) return refuse('not_found', 'There is no such world.');
      const decided = decide(world, realNow);
      if (!decided.ok) return decided;
      await updateWorld(tx, decided.value, realNow, author);
      await notify<MarketplaceTables>(tx, CONTEXT_CHANNEL);
      await notify<MarketplaceTables>(tx, DUE_CHANNEL, id);
      return ok(decided.value);
    });
    if (!outcome.ok) return outcome;
    deps.changed();
    await runDue(works, outcome.value, worldNow(outcome.value, realNow), 'wait');
    const listed = await findListedWorld(database.db, id);
    return listed === undefined ? refuse('not_found', 'There is no such world.') : ok(listed);
  };
  return {
    load: findWorld,
    page: (after, limit) => listWorldPage(database.db, after, limit),
    find: (id) => findListedWorld(database.db, id),
    ensureLive: (author) => ensureLive(deps, author),
    moveClock: (id, move, author) => change(id, author, (world, realNow) => decideClockMove(world, move, realNow)),
    setPolicy: (id, policy, author) =>
      change(id, author, (world) => ok({ ...world, policy: { ...world.policy, ...policy } })),
    runDue: (world, now) => runDue(works, world, now, 'wait'),
    sweep: sweeper.sweep,
    poke: sweeper.poke,
  };
}

async function ensureLive({ database, clock }: WorldsDeps, author: Author): Promise<World> {
  const found = await findLiveWorld(database.db);
  if (found !== undefined) return found;
  const realNow = clock.now();
  const world: World = {
    id: LIVE_WORLD_ID,
    kind: 'live',
    name: 'Live',
    anchorRealAt: realNow,
    anchorWorldAt: realNow,
    rate: 1,
    policy: DEFAULT_POLICY,
  };
  await insertWorld(database.db, world, realNow, author);
  // Another process may have been faster.
  return (await findLiveWorld(database.db)) ?? world;
}

interface Quiet {
  /** World instant before which nothing falls due. */
  readonly until: Instant;
  /** Real instant at which it was found. */
  readonly foundAt: Instant;
}

/** Goes over the worlds, and remembers of each how long nothing falls due there. */
function createSweeper(deps: WorldsDeps): Pick<Worlds, 'sweep' | 'poke'> {
  const { database, clock, log, works } = deps;
  const quiet = new Map<string, Quiet>();
  const isQuiet = (world: World, realNow: Instant): boolean => {
    const known = quiet.get(world.id);
    return known !== undefined && realNow - known.foundAt < QUIET_AT_MOST_MS && worldNow(world, realNow) < known.until;
  };
  const sweepWorld = async (world: World, realNow: Instant): Promise<number> => {
    try {
      const moved = await runDue(works, world, worldNow(world, realNow), 'skip');
      const next = await earliestDue(works, world);
      quiet.set(world.id, { until: next ?? Number.POSITIVE_INFINITY, foundAt: realNow });
      return moved;
    } catch (error) {
      // One world's trouble must not keep the others waiting.
      log.error('what is due in a world could not be carried out', { worldId: world.id, error });
      return 0;
    }
  };
  return {
    poke: (worldId) => (worldId === '' ? quiet.clear() : void quiet.delete(worldId)),
    sweep: async (signal) => {
      let moved = 0;
      for (const world of await listAllWorlds(database.db)) {
        if (signal.aborted) break;
        const realNow = clock.now();
        if (!isQuiet(world, realNow)) moved += await sweepWorld(world, realNow);
      }
      return moved > 0;
    },
  };
}
