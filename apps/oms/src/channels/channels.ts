/** Owns the choice of channels that this OMS speaks. */
import type { Channel } from './port.ts';

export interface Channels {
  readonly kinds: readonly string[];
  /** Undefined when there is no such kind. */
  readonly find: (kind: string) => Channel | undefined;
  /** @throws Error when there is no such kind: stored connections name only known ones. */
  readonly get: (kind: string) => Channel;
}

export function createChannels(channels: readonly Channel[]): Channels {
  const byKind = new Map(channels.map((channel) => [channel.kind, channel]));
  return {
    kinds: [...byKind.keys()],
    find: (kind) => byKind.get(kind),
    get: (kind) => {
      const found = byKind.get(kind);
      if (found === undefined) throw new Error(`no channel of kind ${kind}`);
      return found;
    },
  };
}
