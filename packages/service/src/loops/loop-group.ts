/** Owns the loops of one program: started together, woken by the database's notices, stopped together. */
import type { Log } from '../logs/index.ts';
import type { Loop } from './loop.ts';

/** The part of a database that loops need. */
export interface Notices {
  readonly listen: (channel: string, heard: (payload: string) => void) => Promise<() => Promise<void>>;
}

export interface LoopGroup {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Each loop with the channel whose notices wake it; without one it lives by its tick alone. */
export function createLoopGroup(
  notices: Notices,
  loops: readonly { readonly loop: Loop; readonly channel?: string }[],
  log: Log,
): LoopGroup {
  const ends: (() => Promise<void>)[] = [];
  return {
    start: async () => {
      const channels = Map.groupBy(
        loops.filter(({ channel }) => channel !== undefined),
        ({ channel }) => channel ?? '',
      );
      for (const [channel, woken] of channels) {
        const end = await notices.listen(channel, () => {
          for (const { loop } of woken) loop.wake();
        });
        ends.push(end);
      }
      for (const { loop } of loops) loop.start();
    },
    stop: async () => {
      for (const end of ends.splice(0)) {
        try {
          await end();
        } catch (error) {
          log.warn('a database listener did not end cleanly', { error });
        }
      }
      await Promise.all(loops.map(({ loop }) => loop.stop()));
    },
  };
}
