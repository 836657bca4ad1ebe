/** Owns the wish to stop: the first signal asks, a later one insists. */
import type { Surroundings } from '../surroundings.ts';

/** One Ctrl-C may arrive several times: from the terminal, and again from npm and the launcher. */
const sameRequestMs = 1_000;

export interface StopRequest {
  /** Settles when a person or the system asks to stop. */
  readonly asked: Promise<void>;
  /** Called when it is asked again later. */
  readonly onSecond: (insist: () => void) => void;
  readonly forget: () => void;
}

export function listenForStop(surroundings: Pick<Surroundings, 'onStopSignal'>): StopRequest {
  let firstAtMs: number | undefined;
  let insist = (): void => {};
  let ask = (): void => {};
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  const forget = surroundings.onStopSignal(() => {
    if (firstAtMs === undefined) {
      firstAtMs = performance.now();
      ask();
    } else if (performance.now() - firstAtMs > sameRequestMs) {
      insist();
    }
  });
  return {
    asked,
    onSecond: (next) => {
      insist = next;
    },
    forget,
  };
}
