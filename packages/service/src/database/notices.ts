/**
 * Owns sending notices. PostgreSQL lets transactions that notify commit one at a time, so a transaction only notes what
 * it has to say; once it is committed, the notices of all that committed meanwhile go out in one statement. What a
 * crash in between swallows costs one tick: notices are hints, and state is the queue.
 */
import type { Engine } from './engine.ts';
import { type Notice, outsideTransaction } from './transaction-scope.ts';

export interface Notices {
  /** Sends soon, each different notice once. */
  readonly send: (notices: readonly Notice[]) => void;
  /** Undefined when there is nothing to wait for. */
  readonly whileSending: () => Promise<void> | undefined;
}

const SEND = 'select pg_notify(n.channel, n.payload) from unnest($1::text[], $2::text[]) as n(channel, payload)';

export function createNotices(engine: Engine): Notices {
  let waiting = new Map<string, Notice>();
  let sending: Promise<void> | undefined;

  const sendAll = async (): Promise<void> => {
    while (waiting.size > 0) {
      const batch = [...waiting.values()];
      waiting = new Map();
      const session = await engine.acquire();
      let broken = true;
      try {
        const values = [batch.map(({ channel }) => channel), batch.map(({ payload }) => payload)];
        await session.run({ name: 'noticesSend', text: SEND, values });
        broken = false;
      } finally {
        engine.release(session, broken);
      }
    }
  };

  return {
    send: (notices) => {
      for (const notice of notices) waiting.set(JSON.stringify([notice.channel, notice.payload]), notice);
      if (waiting.size === 0 || sending !== undefined) return;
      // A lost connection loses hints only: whoever listens looks again when he is connected again, and at each tick.
      sending = outsideTransaction(sendAll)
        .catch(() => undefined)
        .finally(() => {
          sending = undefined;
        });
    },
    whileSending: () => sending,
  };
}
