/** Owns the open pages of this process: who listens, and what each is told. */
import { type LiveEvent, liveTopics } from '@jetway/oms-api';
import type { Timer } from '@jetway/service';
import { mergeEvent } from './pending.ts';

/** An open stream. */
export interface Listener {
  readonly organizationId: string;
  /** Sends events; false when the stream takes no more until `resume` is called. */
  readonly send: (events: readonly LiveEvent[]) => boolean;
  /** Ends the stream. */
  readonly end: () => void;
}

export interface Listening {
  /** The stream takes events again. */
  readonly resume: () => void;
  readonly stop: () => void;
}

export interface EventHub {
  readonly publish: (organizationId: string, event: LiveEvent) => void;
  /** Notices may have been missed: every page is told that everything may have changed. */
  readonly publishAll: () => void;
  /** Undefined when too many pages are open already. */
  readonly listen: (listener: Listener) => Listening | undefined;
  /** Ends every stream. */
  readonly close: () => void;
}

/** Pages hear of changes at once, but no page more often than this. */
const REST_MS = 200;
/** A process keeps no more streams than this, an organization in it no more than that. */
const MOST_LISTENERS = 1_000;
const MOST_PER_ORGANIZATION = 200;

interface Seat {
  readonly listener: Listener;
  pending: readonly LiveEvent[];
  isBlocked: boolean;
  cancelRest: (() => void) | undefined;
}

/** Makes the hub of one process. */
export function createEventHub(timer: Timer): EventHub {
  const seats = new Set<Seat>();
  const flush = (seat: Seat): void => {
    if (seat.pending.length === 0 || seat.isBlocked || seat.cancelRest !== undefined) return;
    const events = seat.pending;
    seat.pending = [];
    seat.isBlocked = !seat.listener.send(events);
    seat.cancelRest = timer.after(REST_MS, () => {
      seat.cancelRest = undefined;
      flush(seat);
    });
  };
  const tell = (seat: Seat, event: LiveEvent): void => {
    seat.pending = mergeEvent(seat.pending, event);
    flush(seat);
  };
  return {
    publish: (organizationId, event) => {
      for (const seat of seats) if (seat.listener.organizationId === organizationId) tell(seat, event);
    },
    publishAll: () => {
      for (const seat of seats) for (const topic of liveTopics) tell(seat, { topic, id: null });
    },
    listen: (listener) => {
      const own = [...seats].filter((seat) => seat.listener.organizationId === listener.organizationId);
      if (seats.size >= MOST_LISTENERS || own.length >= MOST_PER_ORGANIZATION) return undefined;
      const seat: Seat = { listener, pending: [], isBlocked: false, cancelRest: undefined };
      seats.add(seat);
      return {
        resume: () => {
          seat.isBlocked = false;
          flush(seat);
        },
        stop: () => {
          seats.delete(seat);
          seat.cancelRest?.();
        },
      };
    },
    close: () => {
      for (const { listener } of [...seats]) listener.end();
    },
  };
}
