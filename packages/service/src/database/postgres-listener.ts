/** Owns LISTEN on PostgreSQL: one connection of its own that is made anew when it is lost. */
import { Client, type ClientConfig } from 'pg';
import { createChannels } from './channels.ts';
import { type Heard, quoteName } from './engine.ts';
import { outsideTransaction } from './transaction-scope.ts';

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;

export interface PostgresListener {
  readonly listen: (channel: string, heard: Heard) => Promise<() => Promise<void>>;
  readonly close: () => Promise<void>;
}

/**
 * Connects at the first `listen`. After a lost connection every listener is woken once with an empty payload, for
 * notices may have been lost meanwhile.
 */
export function createPostgresListener(config: ClientConfig): PostgresListener {
  const channels = createChannels();
  let current: Client | undefined;
  let first: Promise<void> | undefined;
  let pending: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const connect = async (): Promise<void> => {
    const client = new Client(config);
    const onLost = (): void => {
      if (current !== client) return;
      current = undefined;
      reconnect(FIRST_RETRY_MS);
    };
    client.on('error', onLost);
    client.on('end', onLost);
    client.on('notification', ({ channel, payload }) => channels.wake(channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of channels.names()) await client.query(`listen ${quoteName(channel)}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    current = client;
  };

  const reconnect = (delayMs: number): void => {
    if (closed) return;
    retry = setTimeout(() => {
      pending = connect().then(
        () => {
          for (const channel of channels.names()) channels.wake(channel, '');
        },
        () => reconnect(Math.min(delayMs * 2, LAST_RETRY_MS)),
      );
    }, delayMs);
  };

  const connectFirst = async (): Promise<void> => {
    first ??= outsideTransaction(connect);
    try {
      await first;
    } catch (error) {
      first = undefined;
      throw error;
    }
  };

  return {
    listen: async (channel, heard) => {
      const stop = channels.add(channel, heard);
      try {
        await connectFirst();
      } catch (error) {
        await stop();
        throw error;
      }
      // When the connection is lost just now, the next one listens to every channel anyway.
      await current?.query(`listen ${quoteName(channel)}`).catch(() => undefined);
      return stop;
    },
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await first?.catch(() => undefined);
      await pending;
      const client = current;
      current = undefined;
      await client?.end();
    },
  };
}
