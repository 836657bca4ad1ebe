/**
 * Owns reading which statement a route runs: loaded before the marketplace, it writes the text and the values of named
 * statements to the file in BENCH_CAPTURE, so that the bare route runs the very same one.
 */
import { appendFileSync } from 'node:fs';
import pg from 'pg';

interface Named {
  readonly name?: unknown;
  readonly text?: unknown;
  readonly values?: unknown;
}
type Query = (this: pg.Client, ...args: unknown[]) => unknown;

const file = process.env['BENCH_CAPTURE'];
const prototype = pg.Client.prototype as unknown as { query: Query };
const { query } = prototype;
const seen = new Map<string, number>();

if (file !== undefined) {
  prototype.query = function captured(...args) {
    const { name, text, values } = (args[0] ?? {}) as Named;
    if (typeof name === 'string' && (seen.get(name) ?? 0) < 3) {
      seen.set(name, (seen.get(name) ?? 0) + 1);
      appendFileSync(file, `${JSON.stringify({ name, text, values })}\n`);
    }
    return query.apply(this, args);
  };
}
