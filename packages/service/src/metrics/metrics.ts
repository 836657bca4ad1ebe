/** Owns the figures a running program shows: requests, loop runs, process; in a registry of its own. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RequestObserver } from '../http/index.ts';
import type { LoopObserver } from '../loops/index.ts';

export interface Metrics extends RequestObserver, LoopObserver {
  /** A figure that only grows; labels are few and bounded. */
  readonly counter: (name: string, help: string, labels?: readonly string[]) => (values?: Labels, by?: number) => void;
  /** A figure read when somebody looks, such as the age of the oldest due row; NaN when it cannot be read. */
  readonly gauge: (name: string, help: string, read: () => Promise<number>) => void;
  /** The text that a collector reads. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

export type Labels = Readonly<Record<string, string | number>>;

/** Upper bounds in seconds: half a millisecond to ten seconds. */
const DURATIONS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Makes the figures of one program; `app` stands on each. Nothing is shared between programs in one process. */
export function createMetrics(app: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  registry.setDefaultLabels({ app });
  collectDefaultMetrics({ register: registry, prefix: 'jetway_' });
  const requests = new Histogram({
    name: 'jetway_http_request_seconds',
    help: 'Duration of requests',
    labelNames: ['method', 'route', 'status'],
    buckets: DURATIONS,
    registers,
  });
  const runs = new Histogram({
    name: 'jetway_loop_run_seconds',
    help: 'Duration of loop runs',
    labelNames: ['loop', 'outcome'],
    buckets: DURATIONS,
    registers,
  });
  return {
    requestFinished: ({ method, route, status, durationMs }) =>
      requests.observe({ method, route, status }, durationMs / 1_000),
    loopRan: ({ loop, outcome, durationMs }) => runs.observe({ loop, outcome }, durationMs / 1_000),
    counter: (name, help, labels = []) => {
      const counter = new Counter({ name, help, labelNames: [...labels], registers });
      return (values = {}, by = 1) => counter.inc({ ...values }, by);
    },
    gauge: (name, help, read) => {
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers,
        // One figure that cannot be read must not hide the others.
        collect: async () => gauge.set(await read().catch(() => Number.NaN)),
      });
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
