/** Owns the doctor's look at the machine and the data folder: ports, folder, disk, locks. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { findLockHolder } from '@jetway/service/directory-lock';
import { checkDisk, checkFolder, checkPort } from '../demo/index.ts';
import { appNames } from '../surroundings.ts';
import type { Check, Look } from './check.ts';

/** A port that our own running demo listens on is as it should be. */
const lookAtPort = async (name: string, host: string, port: number, option: string, ours: boolean): Promise<Check> => {
  const free = await checkPort(host, port, option);
  if (free.ok) return { name, ok: true, text: `${port} is free` };
  return ours ? { name, ok: true, text: `${port}, Jetway is running` } : { name, ok: false, text: free.refusal.text };
};

export const checkPorts: Look = async ({ host, omsPort, marketplacePort, dataFolder }) => {
  const ours = (await findLockHolder(dataFolder)) !== undefined;
  return [
    await lookAtPort('OMS port', host, omsPort, '--oms-port', ours),
    await lookAtPort('Marketplace port', host, marketplacePort, '--marketplace-port', ours),
  ];
};

export const checkDataFolder: Look = async ({ dataFolder }) => {
  const name = 'Data folder';
  if (!existsSync(dataFolder)) return [{ name, ok: true, text: `${dataFolder} does not exist yet` }];
  const usable = await checkFolder(dataFolder);
  return [{ name, ok: usable.ok, text: usable.ok ? dataFolder : usable.refusal.text }];
};

export const checkDiskSpace: Look = async ({ dataFolder }) => {
  const disk = await checkDisk(dataFolder);
  return [{ name: 'Disk', ok: disk.ok, text: disk.ok ? `${disk.value} MB free` : disk.refusal.text }];
};

/** An app that holds its data while no demo runs was left behind, or runs on its own: the demo cannot start. */
export const checkLocks: Look = async ({ dataFolder }) => {
  const demo = await findLockHolder(dataFolder);
  if (demo !== undefined) return [{ name: 'Locks', ok: true, text: `a demo runs here (process ${demo.pid})` }];
  const held: Check[] = [];
  for (const app of appNames) {
    const holder = await findLockHolder(path.join(dataFolder, app));
    if (holder === undefined) continue;
    const text = `${path.join(dataFolder, app)} is held by process ${holder.pid}, though no demo runs here; stop it first`;
    held.push({ name: 'Locks', ok: false, text });
  }
  return held.length > 0 ? held : [{ name: 'Locks', ok: true, text: 'nobody holds the data folder' }];
};
