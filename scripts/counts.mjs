/** Owns adding up test runs: each appends its counts to a file as a line of JSON. Plain JavaScript, as CI's host runs it. */
import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ readonly passed: number, readonly failed: number }} Counts */

/**
 * The plain line that every run ends with.
 * @param {Counts} counts
 */
export const countsLine = ({ passed, failed }) => `${passed} passed, ${failed} failed`;

/**
 * The sum of a file's lines; nothing counted is 0 and 0.
 * @param {string} file
 * @returns {Counts}
 */
export const sumCounts = (file) => {
  const lines = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];
  const all = lines.map((line) => /** @type {Counts} */ (JSON.parse(line)));
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
  };
};
