/** Owns the load: a number of requests, so many in flight, and how long they took. */
import { Pool } from 'undici';

export interface Load {
  readonly origin: string;
  readonly method: 'GET' | 'PUT' | 'PATCH' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Body of the nth request. */
  readonly body?: (n: number) => string;
  readonly expect: number;
}

/** Requests a second over `count` requests with `inFlight` at once; the first unexpected status ends it. */
export async function measure(load: Load, count: number, inFlight: number): Promise<number> {
  const pool = new Pool(load.origin, { connections: inFlight, pipelining: 1 });
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < count) {
      const n = next;
      next += 1;
      const answer = await pool.request({
        method: load.method,
        path: load.path,
        headers: load.headers,
        ...(load.body === undefined ? {} : { body: load.body(n) }),
      });
      const text = await answer.body.text();
      if (answer.statusCode !== load.expect)
        throw new Error(`${load.method} ${load.path} answered ${answer.statusCode}: ${text.slice(0, 300)}`);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: inFlight }, one));
  const seconds = (performance.now() - started) / 1000;
  await pool.close();
  return count / seconds;
}
