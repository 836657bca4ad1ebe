/** Owns hearing from the server that something changed: a stream of events, and polling when there is none. */
import { type LiveEvent, liveTopics } from '@jetway/oms-api';

/** live: the stream is open; connecting: it is being opened; polling: it is not to be had, we ask now and then. */
export type LiveState = 'live' | 'connecting' | 'polling';

/** The part of EventSource that is used here. */
export interface EventStream {
  readonly addEventListener: (type: string, heard: (event: { readonly data?: unknown }) => void) => void;
  readonly close: () => void;
}

export interface LiveSettings {
  readonly open: () => EventStream;
  readonly onEvent: (event: LiveEvent) => void;
  readonly onState: (state: LiveState) => void;
  /** How often to ask while there is no stream, in milliseconds. */
  readonly pollMs: number;
  readonly setTimer: (run: () => void, ms: number) => () => void;
}

/** The event in a message; undefined when it is none of ours. */
export function parseLiveEvent(data: unknown): LiveEvent | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const value = JSON.parse(data) as Partial<LiveEvent> | null;
    const topic = liveTopics.find((known) => known === value?.topic);
    return topic === undefined ? undefined : { topic, id: typeof value?.id === 'string' ? value.id : null };
  } catch {
    return undefined;
  }
}

/**
 * Listens until the returned function is called. What was missed while the stream was away is made good by telling
 * once, for each topic, that something may have changed.
 */
export function listenLive(settings: LiveSettings): () => void {
  let stopped = false;
  let stream: EventStream | undefined;
  let cancelTimer = () => {};
  const everythingMayHaveChanged = () => {
    for (const topic of liveTopics) settings.onEvent({ topic, id: null });
  };
  const poll = () => {
    everythingMayHaveChanged();
    connect();
  };
  const lost = () => {
    stream?.close();
    stream = undefined;
    if (stopped) return;
    settings.onState('polling');
    cancelTimer();
    cancelTimer = settings.setTimer(poll, settings.pollMs);
  };
  let wasAway = false;
  const connect = () => {
    if (stopped) return;
    const current = settings.open();
    stream = current;
    const heard = ({ data }: { readonly data?: unknown }) => {
      const event = parseLiveEvent(data);
      if (event !== undefined) settings.onEvent(event);
    };
    for (const type of ['message', ...liveTopics]) current.addEventListener(type, heard);
    current.addEventListener('open', () => {
      if (stream !== current) return;
      settings.onState('live');
      if (wasAway) everythingMayHaveChanged();
      wasAway = false;
    });
    current.addEventListener('error', () => {
      if (stream !== current) return;
      wasAway = true;
      lost();
    });
  };
  settings.onState('connecting');
  connect();
  return () => {
    stopped = true;
    cancelTimer();
    stream?.close();
  };
}
