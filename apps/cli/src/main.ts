/** Owns the `jetway` command's start: the real surroundings, the command line, the exit code. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { CommanderError } from 'commander';
import { createProgram } from './program.ts';
import type { Surroundings, Terminal } from './surroundings.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const onStopSignal: Surroundings['onStopSignal'] = (stop) => {
  for (const signal of stopSignals) process.on(signal, stop);
  return () => {
    for (const signal of stopSignals) process.off(signal, stop);
  };
};

/** A reader that went away (`npm start | head`) must not end what we look after. */
const survive = (stream: NodeJS.WriteStream): ((text: string) => void) => {
  stream.on('error', () => {});
  return (text) => {
    stream.write(text);
  };
};

const terminal: Terminal = {
  columns: process.stdout.columns,
  ask: async (question) => {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await lines.question(question);
    } finally {
      lines.close();
    }
  },
};

/** Runs the command line of this process and leaves its exit code behind. */
export async function main(): Promise<void> {
  const surroundings: Surroundings = {
    env: process.env,
    cwd: process.cwd(),
    root,
    out: survive(process.stdout),
    err: survive(process.stderr),
    colors: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
    ...(process.stdout.isTTY === true && process.stdin.isTTY === true ? { terminal } : {}),
    random: (length) => randomBytes(length),
    mainOf: (app) => path.join(root, 'apps', app, 'src', 'main.ts'),
    onStopSignal,
  };
  const program = createProgram(surroundings, (code) => {
    process.exitCode = code;
  });
  try {
    await program.parseAsync(process.argv);
  } catch (error) {
    // Said already; some commands choose their own exit code for it.
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode;
  }
}
