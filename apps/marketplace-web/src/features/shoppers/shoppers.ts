/** Owns what the shoppers are doing, in words. */
import type { Shoppers } from '@jetway/marketplace-api';
import type { Tone } from '@jetway/ui';

export interface ShoppersState {
  readonly name: string;
  readonly tone: Tone;
  readonly means: string;
}

type Told = Pick<Shoppers, 'ratePerMinute' | 'paused' | 'waiting' | 'pauseAtWaiting'>;

export function shoppersState({ ratePerMinute, paused, waiting, pauseAtWaiting }: Told): ShoppersState {
  if (ratePerMinute === 0)
    return { name: 'Nobody shops', tone: 'neutral', means: 'Set a rate above 0 and shoppers begin to order.' };
  if (paused)
    return { name: 'Paused', tone: 'warning', means: 'Shoppers place no orders until they are let in again.' };
  if (waiting >= pauseAtWaiting)
    return {
      name: 'Waiting for merchants',
      tone: 'warning',
      means: `They go on when fewer than ${pauseAtWaiting.toLocaleString()} orders are unfinished.`,
    };
  return { name: 'Shopping', tone: 'success', means: `About ${everyText(ratePerMinute)} somebody orders.` };
}

/** "every 5 s", "every 2 min", "10 times a second". */
export function everyText(ratePerMinute: number): string {
  const seconds = 60 / ratePerMinute;
  if (seconds >= 120) return `every ${Math.round(seconds / 60).toLocaleString()} min`;
  if (seconds >= 1) return `every ${Number(seconds.toFixed(1))} s`;
  return `${Math.round(1 / seconds)} times a second`;
}
