/** Owns what the client takes from its surroundings when it is not told otherwise: Node's or the browser's own. */
import { fetchTransport } from '@jetway/http-contract';
import { systemClock } from '@jetway/kernel';
import type { JetClientOptions, JetTimer } from './settings.ts';
import { fetchTransfers, type JetTransfers } from './transfers.ts';

/** Everything that a client needs besides an address and who it is. */
export interface JetPlatform
  extends Pick<JetClientOptions, 'transport' | 'clock' | 'timer' | 'random' | 'newRequestId'> {
  readonly transfers: JetTransfers;
}

/** Timers and the steady clock of Node or of the browser. */
export const systemTimer: JetTimer = {
  after: (ms, ring) => {
    const timeout = setTimeout(ring, ms);
    return () => clearTimeout(timeout);
  },
  steadyNowMs: () => performance.now(),
};

/** The surroundings of this program: its `fetch`, clock, timers and chance. Spread it into `createJetClient`. */
export const jetPlatform = (): JetPlatform => ({
  transport: fetchTransport((input, init) => fetch(input, init)),
  transfers: fetchTransfers((input, init) => fetch(input, init)),
  clock: systemClock,
  timer: systemTimer,
  random: Math.random,
  newRequestId: () => crypto.randomUUID(),
});
