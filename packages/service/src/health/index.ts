/** Live, ready, figures. */
export { type Health, type HealthCheck, type HealthOptions, serveHealth } from './health.ts';
