/** Owns the present instant on screen: one ticking clock for all chips and relative times. */
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';

interface ClockState {
  readonly now: () => number;
  /** The instant of the last tick; what is rendered is computed from it. */
  readonly ticked: number;
}

const ClockContext = createContext<ClockState | undefined>(undefined);

export interface ClockProviderProps {
  /** Gives the present instant in milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** How often what depends on time is rendered anew. */
  readonly tickMs?: number;
  readonly children: ReactNode;
}

export function ClockProvider({ now, tickMs = 5_000, children }: ClockProviderProps) {
  const [ticked, setTicked] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTicked(now()), tickMs);
    return () => clearInterval(timer);
  }, [now, tickMs]);
  const state = useMemo(() => ({ now, ticked }), [now, ticked]);
  return <ClockContext value={state}>{children}</ClockContext>;
}

function useClockState(): ClockState {
  const state = use(ClockContext);
  if (state === undefined) throw new Error('A ClockProvider is missing above this component.');
  return state;
}

/** The instant to render with, in milliseconds; changes with each tick. */
export const useNow = (): number => useClockState().ticked;

/** The clock itself, for event handlers. */
export const useClock = (): (() => number) => useClockState().now;
