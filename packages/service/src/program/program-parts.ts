/** Owns what passes between a program and the code that wires it. */
import type { Clock, Ids, RandomBytes, Result } from '@jetway/kernel';
import type { Environment, SettingsDefinition, SettingsOf, SettingTable } from '../config/index.ts';
import type { Database } from '../database/index.ts';
import type { HttpServer } from '../http/index.ts';
import type { Log } from '../logs/index.ts';
import type { Timer } from '../loops/index.ts';
import type { Metrics } from '../metrics/index.ts';
import type { SecretBox } from '../secrets/index.ts';
import type { ProgramSettingTable } from './program-settings.ts';

/** What a program's `start` is given: everything that comes from outside. */
export interface ProgramContext<Settings, Tables> {
  readonly settings: Settings;
  readonly database: Database<Tables>;
  readonly secretKey: Uint8Array;
  readonly secretBox: SecretBox;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: RandomBytes;
  readonly timer: Timer;
  /** Directory of this program's own files. */
  readonly dataDir: string;
  readonly publicUrl: string;
}

/** What `start` makes. The program listens with it, and stops it. */
export interface StartedProgram {
  readonly server: HttpServer;
  /** Begins background work and tells health that the program has started; called once the server listens. */
  readonly startWork?: () => Promise<void>;
  /** Ends background work; called once no request runs any more. */
  readonly stopWork?: () => Promise<void>;
  /** Further members of the ready line. */
  readonly announce?: Readonly<Record<string, unknown>>;
}

export interface ProgramOptions<T extends SettingTable & ProgramSettingTable, Tables> {
  /** `oms` or `marketplace`: names the log, the database schema and the folder in the data directory. */
  readonly name: string;
  readonly settings: SettingsDefinition<T>;
  /** Folder of the SQL migrations. */
  readonly migrations: URL;
  /** Wires the program; a refusal's text ends the start. */
  readonly start: (context: ProgramContext<SettingsOf<T>, Tables>) => Promise<Result<StartedProgram>>;
}

export interface ProgramProcess {
  /** Words after the program's file. */
  readonly argv: readonly string[];
  readonly env: Environment;
}
