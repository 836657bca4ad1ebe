/** Owns reading words for carriers with what an organization mapped. */
import type { Result } from '@jetway/kernel';
import type { Channel } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import { type AskedCarrier, type FoundCarrier, findCarrier, keysOf } from './carriers.ts';
import { loadWords } from './mappings.store.ts';

export type FindCarrier = (asked: AskedCarrier) => Result<FoundCarrier, 'unknown_carrier' | 'unknown_method'>;

/** Loads at once what the words of several parcels may need, and answers how to read each of them. */
export async function carrierFinder(
  handle: Handle,
  organizationId: string,
  channel: Channel,
  asked: readonly AskedCarrier[],
): Promise<FindCarrier> {
  const levelOf = (level: string | null): string | null =>
    level === null ? null : (channel.matchServiceLevel(level) ?? level);
  const levels = asked.map(({ serviceLevel }) => levelOf(serviceLevel)).filter((level) => level !== null);
  const keys = [...new Set(asked.flatMap(keysOf))];
  const words = await loadWords(handle, organizationId, channel.kind, { keys, levels: [...new Set(levels)] });
  return (one) => findCarrier(channel, words, { ...one, serviceLevel: levelOf(one.serviceLevel) });
}
