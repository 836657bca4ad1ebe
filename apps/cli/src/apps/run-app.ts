/** Owns running an app in our place: same terminal, our signals, its exit code. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { AppName, Surroundings } from '../surroundings.ts';
import { appEnvironment, quietNode } from './app-environment.ts';

/**
 * Runs an app's program to its end, in a process group of its own: a signal that a terminal sends to our whole group
 * reaches us alone, and the app hears it from us, once. Gives its exit code (128 and the signal's number when a signal
 * ended it).
 */
export const runApp = (surroundings: Surroundings, app: AppName, args: readonly string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [quietNode, surroundings.mainOf(app), ...args], {
      cwd: surroundings.cwd,
      env: appEnvironment(surroundings.env),
      stdio: 'inherit',
      detached: process.platform !== 'win32',
    });
    const forget = surroundings.onStopSignal((signal) => child.kill(signal));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      forget();
      resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
    });
  });
