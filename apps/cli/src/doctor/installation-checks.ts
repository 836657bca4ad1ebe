/** Owns the doctor's look at the installation: Node, npm, packages, built webs. */
import { findNpm, needsInstall } from '../../../../scripts/launcher/install.mjs';
import { chooseNode, neededMajor } from '../../../../scripts/launcher/node-choice.mjs';
import { listWebs, needsBuild } from '../../../../scripts/launcher/webs.mjs';
import type { Look } from './check.ts';

export const checkNode: Look = () => {
  const host = { version: process.versions.node, platform: process.platform, arch: process.arch };
  const ok = chooseNode(host).kind === 'host';
  const text = ok ? `${process.version} at ${process.execPath}` : `${process.version}; ${neededMajor} is needed`;
  return [{ name: 'Node', ok, text }];
};

export const checkNpm: Look = (_options, { env }) => {
  const npm = findNpm({ execPath: process.execPath, env });
  return [{ name: 'npm', ok: npm !== undefined, text: npm ?? 'not found beside Node or on PATH' }];
};

export const checkPackages: Look = (_options, { root }) => {
  const stale = needsInstall(root, process.versions.node.split('.')[0] ?? '');
  const text = stale ? 'not those of package-lock.json; "npm start" installs them' : 'as package-lock.json says';
  return [{ name: 'Packages', ok: !stale, text }];
};

export const checkWebs: Look = (_options, { root }) =>
  listWebs(root).map((web) => {
    const stale = needsBuild(root, web);
    return {
      name: web,
      ok: !stale,
      text: stale ? 'not built from its present source; "npm start" builds it' : 'built',
    };
  });
