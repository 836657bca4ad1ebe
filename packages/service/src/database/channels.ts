/** Owns who listens to which channel. */
import type { Heard } from './engine.ts';
import { outsideTransaction } from './transaction-scope.ts';

export interface Channels {
  /** Answers the function that takes the listener out again. */
  readonly add: (channel: string, heard: Heard) => () => Promise<void>;
  /** Also those added while they are gone through. */
  readonly names: () => Iterable<string>;
  readonly wake: (channel: string, payload: string) => void;
}

export function createChannels(): Channels {
  const channels = new Map<string, Set<Heard>>();
  return {
    add: (channel, heard) => {
      const listeners = channels.get(channel) ?? new Set();
      channels.set(channel, listeners.add(heard));
      return async () => {
        listeners.delete(heard);
      };
    },
    names: () => channels.keys(),
    wake: (channel, payload) => {
      // A notice may come up within the very call that committed it.
      for (const heard of [...(channels.get(channel) ?? [])]) outsideTransaction(() => heard(payload));
    },
  };
}
