/** Owns the present instant of pages that belong to a world: within it every date is seen from the world's clock. */
import type { World } from '@jetway/marketplace-api';
import { ClockProvider, useClock } from '@jetway/ui';
import { type ReactNode, useCallback } from 'react';
import { worldInstant } from './worlds.ts';

/** Holds of a few seconds are watched as they run down. */
const TICK_MS = 1_000;

export interface WorldTimeProviderProps {
  readonly world: Pick<World, 'now' | 'rate'>;
  /** The real instant at which the server told of the world, in milliseconds. */
  readonly readAt: number;
  readonly children: ReactNode;
}

export function WorldTimeProvider({ world, readAt, children }: WorldTimeProviderProps) {
  const realNow = useClock();
  const { now, rate } = world;
  const worldNow = useCallback(
    () => worldInstant({ world: { now, rate }, readAt }, realNow()),
    [now, rate, readAt, realNow],
  );
  return (
    <ClockProvider now={worldNow} tickMs={TICK_MS}>
      {children}
    </ClockProvider>
  );
}
