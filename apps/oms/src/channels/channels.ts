/** Owns the choice of channels that this OMS speaks, and what a channel's data says to whoever asks. */
import type { ChannelInfo } from '@jetway/oms-api';
import type { Channel, ChannelDescription, RejectCause } from './port.ts';

export interface Channels {
  readonly all: readonly Channel[];
  /** Undefined when there is no such kind. */
  readonly find: (kind: string) => Channel | undefined;
  /** @throws Error when there is no such kind: stored connections name only known ones. */
  readonly get: (kind: string) => Channel;
}

export function createChannels(channels: readonly Channel[]): Channels {
  const byKind = new Map(channels.map((channel) => [channel.kind, channel]));
  return {
    all: [...byKind.values()],
    find: (kind) => byKind.get(kind),
    get: (kind) => {
      const found = byKind.get(kind);
      if (found === undefined) throw new Error(`no channel of kind ${kind}`);
      return found;
    },
  };
}

/** A channel as people see it. */
export const toChannelInfo = (channel: Channel): ChannelInfo => ({
  kind: channel.kind,
  name: channel.name,
  description: channel.description,
  address: channel.address,
  settings: channel.settings.map((setting) => ({ ...setting, choices: [...setting.choices] })),
  abilities: [...channel.abilities],
  rejectReasons: toRejectReasons(channel),
  unavailable: channel.unavailable,
});

export const toRejectReasons = ({ rejectReasons }: Pick<ChannelDescription, 'rejectReasons'>) =>
  rejectReasons.map(({ value, label }) => ({ value, label }));

/** @throws Error when the channel's data names none: there is one for every cause. */
export function rejectReasonFor({ rejectReasons }: Pick<ChannelDescription, 'rejectReasons'>, cause: RejectCause) {
  const found = rejectReasons.find(({ causes }) => causes.includes(cause));
  if (found === undefined) throw new Error(`a channel without a reason for ${cause}`);
  return found.value;
}
