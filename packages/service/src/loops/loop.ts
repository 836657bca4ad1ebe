/** Owns loops: work that finds due rows, woken by a notice or a tick, never twice at once, patient after errors. */
import { outsideTransaction } from '../database/index.ts';
import type { Log } from '../logs/index.ts';

/** Told of each run. */
export interface LoopObserver {
  readonly loopRan: (seen: {
    readonly loop: string;
    readonly outcome: 'worked' | 'idle' | 'failed';
    readonly durationMs: number;
  }) => void;
}

/** Waiting, injected so that tests and simulation own it. */
export interface Timer {
  /** Calls `ring` once after `ms` (real time), unless the returned function is called before. */
  readonly after: (ms: number, ring: () => void) => () => void;
  /** Milliseconds of a steady clock, for durations. */
  readonly steadyNowMs: () => number;
}

/** The machine's own timer. */
export const systemTimer: Timer = {
  after: (ms, ring) => {
    const handle = setTimeout(ring, ms);
    return () => clearTimeout(handle);
  },
  steadyNowMs: () => performance.now(),
};

export interface LoopOptions {
  readonly name: string;
  /** Longest rest between two runs. */
  readonly tickMs: number;
  /** One run; answers whether there may be more to do at once. The signal says that it should end soon. */
  readonly run: (signal: AbortSignal) => Promise<boolean>;
  readonly log: Log;
  readonly metrics?: LoopObserver;
  readonly timer?: Timer;
  /** First wait after an error; doubled with each further one. 1,000 when absent. */
  readonly firstBackoffMs?: number;
  /** Longest wait after errors. 60,000 when absent. */
  readonly longestBackoffMs?: number;
  /** How long `stop` waits before it aborts the run. 5,000 when absent. */
  readonly stopGraceMs?: number;
}

export interface Loop {
  readonly name: string;
  /** Begins with a run at once. */
  readonly start: () => void;
  /** There is something to do: runs at once, or once more after the present run. Not while backing off. */
  readonly wake: () => void;
  /** Waits for the present run, aborts it after a grace, and runs no more. */
  readonly stop: () => Promise<void>;
  /** Runs until there is nothing to do; errors reject. For tests, and for work that must be finished now. */
  readonly drain: () => Promise<void>;
}

/** Makes a loop. It does nothing until it is started. */
export function createLoop(options: LoopOptions): Loop {
  const timer = options.timer ?? systemTimer;
  const aborter = new AbortController();
  let phase: 'new' | 'started' | 'stopped' = 'new';
  let running: Promise<void> | undefined;
  let wokenWhileRunning = false;
  let failures = 0;
  let cancelWait: () => void = () => undefined;

  const once = async (): Promise<boolean> => {
    const begun = timer.steadyNowMs();
    const tell = (outcome: 'worked' | 'idle' | 'failed'): void =>
      options.metrics?.loopRan({ loop: options.name, outcome, durationMs: timer.steadyNowMs() - begun });
    try {
      // A wake may come from within a transaction; the run is no part of it.
      const more = await outsideTransaction(() => options.run(aborter.signal));
      failures = 0;
      tell(more ? 'worked' : 'idle');
      return more;
    } catch (error) {
      tell('failed');
      throw error;
    }
  };
  const rest = (ms: number): void => {
    cancelWait();
    if (phase === 'started') cancelWait = timer.after(ms, begin);
  };
  const cycle = async (): Promise<void> => {
    wokenWhileRunning = false;
    try {
      const more = await once();
      running = undefined;
      rest(more || wokenWhileRunning ? 0 : options.tickMs);
    } catch (error) {
      running = undefined;
      failures += 1;
      const waitMs = backoff(options, failures);
      if (!aborter.signal.aborted)
        options.log.error('a loop failed', { loop: options.name, failures, retryInMs: waitMs, error });
      rest(waitMs);
    }
  };
  const begin = (): void => {
    if (phase !== 'started' || running !== undefined) return;
    cancelWait();
    running = cycle();
  };
  return {
    name: options.name,
    start: () => {
      if (phase !== 'new') return;
      phase = 'started';
      begin();
    },
    wake: () => {
      if (running !== undefined) wokenWhileRunning = true;
      else if (failures === 0) begin();
    },
    stop: async () => {
      phase = 'stopped';
      cancelWait();
      const cancelGrace = timer.after(options.stopGraceMs ?? 5_000, () => aborter.abort());
      await running;
      cancelGrace();
    },
    drain: async () => {
      await running;
      while (await once()) if (phase === 'stopped') return;
    },
  };
}

function backoff(options: LoopOptions, failures: number): number {
  const first = options.firstBackoffMs ?? 1_000;
  return Math.min(options.longestBackoffMs ?? 60_000, first * 2 ** Math.min(failures - 1, 20));
}
