/** Owns opening a conversation with a connection's channel: the secret leaves its seal here, and nowhere else. */
import type { Transport } from '@jetway/http-contract';
import { type Clock, type Ids, ok, type Result, refuse } from '@jetway/kernel';
import type { SecretBox, Timer } from '@jetway/service';
import { type ChannelSession, type Channels, secretLabels } from '../channels/index.ts';
import type { ConnectionKey } from './connections.store.ts';
import type { ConnectionRow } from './connections.ts';
import { settingsOf } from './settings.ts';

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
  JSON.stringify([connection.baseUrl, connection.ownSettings, connection.sealedSecrets, connection.nodeId]);

/** Refused when a stored secret cannot be opened; without a stored secret the channel itself refuses. */
export function openSession(
  deps: SessionDeps,
  connection: ConnectionRow,
): Result<ChannelSession, 'other_key' | 'damaged'> {
  const { channels, transport, clock, timer, ids, secretBox, fetch } = deps;
  const channel = channels.get(connection.channel);
  const secrets: Record<string, string> = {};
  for (const [key, sealed] of Object.entries(connection.sealedSecrets)) {
    const secret = secretBox.decrypt(sealed, purposeOf(connection));
    if (!secret.ok) return refuse(secret.refusal.code, `${secret.refusal.text} Enter ${secretLabels(channel)} anew.`);
    secrets[key] = secret.value;
  }
  const { organizationId, connectionId, baseUrl } = connection;
  const account = { organizationId, connectionId, baseUrl, settings: settingsOf(channel, connection), secrets };
  return ok(channel.openSession(account, { transport, clock, timer, ids, fetch }));
}
