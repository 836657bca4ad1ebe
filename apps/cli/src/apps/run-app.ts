/** Owns running an app in our place: same terminal, our signals, its exit code. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { AppName, Surroundings } from '../surroundings.ts';
import { appEnvironment, quietNode } from './app-environment.ts';

/** Runs an app's program to its end and gives its exit code (128 and the signal's number when a signal ended it). */
export const runApp = (surroundings: Surroundings, app: AppName, args: readonly string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [quietNode, surroundings.mainOf(app), ...args], {
      cwd: surroundings.cwd,
      env: appEnvironment(surroundings.env),
      stdio: 'inherit',
    });
    const forget = surroundings.onStopSignal((signal) => child.kill(signal));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      forget();
      resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
    });
  });
