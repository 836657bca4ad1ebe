/** Owns what a world's clock shows between two answers of the server, and how clocks are told in words. */
import type { World } from '@jetway/marketplace-api';

/** A world as the server told of it, and the real instant at which it did. */
export interface WorldReading {
  readonly world: Pick<World, 'now' | 'rate'>;
  readonly readAt: number;
}

/** World time at a real instant, both in milliseconds; the rate has held since the reading. */
export const worldInstant = ({ world, readAt }: WorldReading, realNow: number): number =>
  world.now + Math.floor(Math.max(0, realNow - readAt) * world.rate);

/** "at the pace of real time", "60 × real time", "stands still". */
export function rateText(rate: number): string {
  if (rate === 0) return 'stands still';
  return rate === 1
    ? 'at the pace of real time'
    : `${rate.toLocaleString('en', { maximumFractionDigits: 4 })} × real time`;
}

/** Why a world's clock cannot be moved; undefined when it can. */
export const clockRefusal = ({ kind }: Pick<World, 'kind'>): string | undefined =>
  kind === 'live'
    ? 'The live world follows real time: its clock is never moved and its rate stays 1. To travel in time, use the world of a test account.'
    : undefined;
