/** Owns opening a conversation with a connection's channel: the secret leaves its seal here, and nowhere else. */
import type { Transport } from '@jetway/http-contract';
import { type Clock, type Ids, ok, type Result } from '@jetway/kernel';
import type { SecretBox, Timer } from '@jetway/service';
import type { ChannelSession, Channels } from '../channels/index.ts';
import type { ConnectionKey } from './connections.store.ts';
import type { ConnectionRow } from './connections.ts';

export interface SessionDeps {
  readonly channels: Channels;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly ids: Ids;
  readonly secretBox: SecretBox;
  /** Carries bulk files; absent: stock goes SKU by SKU. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

const purposeOf = (key: ConnectionKey): string => `connection ${key.organizationId} ${key.connectionId} secret`;

/** Seals a secret for this connection alone. */
export const sealSecret =
  (secretBox: SecretBox, key: ConnectionKey) =>
  (secret: string): string =>
    secretBox.encrypt(secret, purposeOf(key));

/** What another session would be opened with: when it changes, an open one is of no use any more. */
export const accessOf = (connection: ConnectionRow): string =>
  JSON.stringify([connection.baseUrl, connection.apiUser, connection.apiSecretSealed, connection.nodeId]);

/** Refused when the stored secret cannot be opened; without a stored secret the channel itself refuses. */
export function openSession(
  deps: SessionDeps,
  connection: ConnectionRow,
): Result<ChannelSession, 'other_key' | 'damaged'> {
  const { channels, transport, clock, timer, ids, secretBox, fetch } = deps;
  const sealed = connection.apiSecretSealed;
  const secret = sealed === null ? ok('') : secretBox.decrypt(sealed, purposeOf(connection));
  if (!secret.ok) return secret;
  const account = {
    baseUrl: connection.baseUrl,
    user: connection.apiUser,
    secret: secret.value,
    nodeId: connection.nodeId,
  };
  return ok(channels.get(connection.channel).openSession(account, { transport, clock, timer, ids, fetch }));
}
