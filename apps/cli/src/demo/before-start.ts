/** Owns what happens before the demo starts anything: the round of checks, and beginning anew. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { ok, type Refused, type Result, refuse } from '@jetway/kernel';
import { findLockHolder } from '@jetway/service/directory-lock';
import { appNames } from '../surroundings.ts';
import { cliFileName } from './cli-file.ts';
import type { DemoOptions } from './demo-options.ts';
import { demoFile } from './demo-secrets.ts';
import { checkDisk, checkPort } from './start-checks.ts';

const isRefused = <T>(result: Result<T>): result is Refused => !result.ok;

/** An app that was left behind, or runs on its own, holds its own folder. */
const checkApps = async (dataFolder: string): Promise<Result<undefined, 'folder_in_use'>> => {
  for (const app of appNames) {
    const folder = path.join(dataFolder, app);
    const holder = await findLockHolder(folder);
    if (holder === undefined) continue;
    const who = holder.pid === undefined ? 'another process' : `process ${holder.pid}`;
    return refuse('folder_in_use', `${folder} is in use by ${who}. Stop it, or choose another folder with --data.`);
  }
  return ok(undefined);
};

/** The first thing that keeps the demo from starting, if any. */
export const checkStart = async (options: DemoOptions): Promise<Refused | undefined> => {
  if (options.omsPort === options.marketplacePort) {
    return refuse('port_unusable', `Both apps cannot use port ${options.omsPort}. Change --marketplace-port.`);
  }
  const results: readonly Result<unknown>[] = [
    await checkApps(options.dataFolder),
    await checkDisk(options.dataFolder),
    await checkPort(options.host, options.omsPort, '--oms-port'),
    await checkPort(options.host, options.marketplacePort, '--marketplace-port'),
  ];
  return results.find(isRefused);
};

/**
 * Removes what a demo keeps, by name: nothing else that may lie in the folder. The secret key stays, as backups need it.
 */
export const reset = async (folder: string): Promise<void> => {
  const kept = [...appNames, 'logs', path.basename(demoFile(folder)), cliFileName];
  await Promise.all(kept.map((name) => rm(path.join(folder, name), { recursive: true, force: true })));
};
