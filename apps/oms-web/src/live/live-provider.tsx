/** Owns live news for the pages: one stream for all, told in batches to whoever listens. */
import { eventsPath, type LiveEvent, omsPrefix } from '@jetway/oms-api';
import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from 'react';
import { type Batcher, createBatcher, type LiveBatch } from './batches.ts';
import { type EventStream, type LiveState, listenLive } from './live-events.ts';

/** Bursts within this span are told at once; short enough that a page still feels live. */
const GATHER_MS = 700;
const POLL_MS = 15_000;

interface Live {
  readonly state: LiveState;
  readonly subscribe: (heard: (batch: LiveBatch) => void) => () => void;
  /** Tells the pages of a change made here, without waiting for the server's word. */
  readonly tell: (event: LiveEvent) => void;
}

const LiveContext = createContext<Live | undefined>(undefined);

const setTimer = (run: () => void, ms: number) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

const openStream = (): EventStream => {
  const source = new EventSource(`${omsPrefix}${eventsPath}`);
  return {
    addEventListener: (type, heard) =>
      source.addEventListener(type, (event) => heard(event instanceof MessageEvent ? { data: event.data } : {})),
    close: () => source.close(),
  };
};

export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<LiveState>('connecting');
  const listeners = useRef(new Set<(batch: LiveBatch) => void>());
  const batcher = useRef<Batcher>(undefined);
  useEffect(() => {
    const current = createBatcher(GATHER_MS, setTimer, (batch) => {
      for (const heard of listeners.current) heard(batch);
    });
    batcher.current = current;
    const stop = listenLive({ open: openStream, onEvent: current.add, onState: setState, pollMs: POLL_MS, setTimer });
    return () => {
      stop();
      current.stop();
    };
  }, []);
  const stable = useMemo(
    () => ({
      subscribe: (heard: (batch: LiveBatch) => void) => {
        listeners.current.add(heard);
        return () => {
          listeners.current.delete(heard);
        };
      },
      tell: (event: LiveEvent) => batcher.current?.add(event),
    }),
    [],
  );
  const live = useMemo(() => ({ ...stable, state }), [stable, state]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

function useLive(): Live {
  const live = use(LiveContext);
  if (live === undefined) throw new Error('A LiveProvider is missing above this component.');
  return live;
}

export const useLiveState = (): LiveState => useLive().state;
export const useTellLive = (): ((event: LiveEvent) => void) => useLive().tell;

/** Calls `heard` with each batch of changes while the component is shown. */
export function useLiveBatches(heard: (batch: LiveBatch) => void): void {
  const { subscribe } = useLive();
  const latest = useRef(heard);
  useEffect(() => {
    latest.current = heard;
  }, [heard]);
  useEffect(() => subscribe((batch) => latest.current(batch)), [subscribe]);
}
