/** Figures for operators. */
export { createMetrics, type Labels, type Metrics } from './metrics.ts';
