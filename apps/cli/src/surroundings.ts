/** Owns what a command may touch of the world outside: handed in, so that a test can hand in its own. */
import type { RandomBytes } from '@jetway/kernel';

export type AppName = 'marketplace' | 'oms';

export const appNames: readonly AppName[] = ['marketplace', 'oms'];

export interface Terminal {
  /** Characters of a line. */
  readonly columns: number;
  /** Shows a question and answers what was typed. */
  readonly ask: (question: string) => Promise<string>;
}

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder the command was started in; relative paths of the command line are meant from here. */
  readonly cwd: string;
  /** The folder of the installation: that of the root `package.json`. */
  readonly root: string;
  /** Writes to standard output, as given. */
  readonly out: (text: string) => void;
  /** Writes to standard error, as given. */
  readonly err: (text: string) => void;
  readonly colors: boolean;
  /** Where a person reads and can be asked; absent when output or input is no terminal. */
  readonly terminal?: Terminal;
  readonly random: RandomBytes;
  /** The program of an app. */
  readonly mainOf: (app: AppName) => string;
  /** Calls `stop` on every signal to end; returns what takes it back. */
  readonly onStopSignal: (stop: (signal: NodeJS.Signals) => void) => () => void;
}
