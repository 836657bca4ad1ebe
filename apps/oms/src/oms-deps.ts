/** Owns what the OMS needs from outside: handed in, so that a test or a simulation can hand in its own. */
import type { Transport } from '@jetway/http-contract';
import type { Clock, Ids } from '@jetway/kernel';
import type { ContractBreach, Log, Metrics, SecretBox, Timer } from '@jetway/service';
import type { ChannelFolders } from './channels/csv/index.ts';
import type { Database } from './database/index.ts';

export interface OmsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly timer: Timer;
  readonly log: Log;
  readonly secretBox: SecretBox;
  /** Carries requests to channels. */
  readonly transport: Transport;
  /** Carries bulk files to channels; absent: everything goes message by message. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Folders that channels of files may use; absent: none. */
  readonly channelFolders?: ChannelFolders;
  readonly publicUrl: string;
  readonly version: string;
  /** Name of this installation, shown to people. */
  readonly instance: string | null;
  /** http: answers requests; worker: works in the background; all: both. */
  readonly role: 'http' | 'worker' | 'all';
  readonly strictReplies: boolean;
  /** Told of replies that break their contract. */
  readonly onBreach?: (breach: ContractBreach) => void;
  readonly trustProxy?: boolean;
  readonly metrics?: Metrics;
  /** The built web, served at `/`. */
  readonly webDirectory?: string | undefined;
}
