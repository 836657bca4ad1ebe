/** Owns fingerprints of files, by which the launcher knows that an installation or a built web is still current. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const leftOut = new Set(['node_modules', 'dist', '.git']);

/**
 * Every file under the given files and folders, in a stable order.
 * @param {string} root
 * @param {readonly string[]} entries relative to root; what does not exist is left out
 * @returns {string[]}
 */
const filesUnder = (root, entries) =>
  entries.toSorted().flatMap((entry) => {
    const absolute = path.join(root, entry);
    if (!existsSync(absolute)) return [];
    if (statSync(absolute).isFile()) return [entry];
    const inside = readdirSync(absolute).filter((name) => !leftOut.has(name));
    return filesUnder(
      root,
      inside.map((name) => path.join(entry, name)),
    );
  });

/**
 * A hash of names and contents; `salt` is what else the result depends on (platform, versions).
 * @param {string} root
 * @param {readonly string[]} entries files and folders, relative to root
 * @param {string} [salt]
 */
export const fingerprint = (root, entries, salt = '') => {
  const hash = createHash('sha256').update(salt);
  for (const file of filesUnder(root, entries)) {
    hash.update(`\0${file.replaceAll('\\', '/')}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
};

/**
 * Whether the marker holds this fingerprint.
 * @param {string} marker absolute path
 * @param {string} value
 */
export const markerHolds = (marker, value) => existsSync(marker) && readFileSync(marker, 'utf8').trim() === value;

/**
 * @param {string} marker absolute path
 * @param {string} value
 */
export const writeMarker = (marker, value) => {
  mkdirSync(path.dirname(marker), { recursive: true });
  writeFileSync(marker, `${value}\n`);
};
