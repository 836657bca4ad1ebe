/** Owns the guarantees of health and figures. */
import { randomBytes } from 'node:crypto';
import { createIds, manualClock } from '@jetway/kernel';
import { describe, expect, test } from 'vitest';
import { createHttpServer } from '../http/index.ts';
import { silentLog } from '../logs/index.ts';
import { createMetrics } from '../metrics/index.ts';
import { type HealthCheck, serveHealth } from './health.ts';

function program(checks: Record<string, HealthCheck>) {
  const clock = manualClock(0);
  const metrics = createMetrics('sample');
  const server = createHttpServer({
    log: silentLog,
    clock,
    ids: createIds(clock, (length) => new Uint8Array(randomBytes(length))),
    publicUrl: 'http://127.0.0.1:1',
    strictReplies: true,
    metrics,
  });
  const health = serveHealth(server, { checks, log: silentLog, metrics, checkTimeoutMs: 20 });
  const get = (url: string) => server.inject({ method: 'GET', url });
  return { server, health, metrics, get };
}

describe('health', () => {
  test('a program is ready from its start until it stops, and alive all the while', async () => {
    const { server, health, get } = program({ database: async () => undefined });
    expect((await get('/health/ready')).json()).toMatchObject({
      status: 503,
      code: 'not_ready',
      detail: 'Not ready: starting.',
    });
    expect((await get('/health/live')).json()).toEqual({ status: 'live' });
    health.started();
    expect((await get('/health/ready')).json()).toEqual({ status: 'ready' });
    const listening = await server.listen({ host: '127.0.0.1', port: 0 });
    const url = `${listening.ok ? listening.value.url : ''}/health/ready`;
    const whileStopping = new Promise<unknown>((resolve) =>
      server.onStopping(async () => resolve(await (await fetch(url)).json())),
    );
    await server.close();
    expect(await whileStopping).toMatchObject({ status: 503, detail: 'Not ready: stopping.' });
    health.started();
  });

  test('a part that fails or does not answer is named, and why is not told', async () => {
    const { health, get } = program({
      database: async () => Promise.reject(new Error('password of 10.0.0.1')),
      queue: () => new Promise(() => undefined),
      disk: async () => undefined,
    });
    health.started();
    const answer = await get('/health/ready');
    expect(answer.json()).toMatchObject({ status: 503, detail: 'Not ready: database, queue.' });
    expect(answer.payload).not.toContain('10.0.0.1');
  });

  test('figures count requests by declared path, loop runs, and what an app adds', async () => {
    const { metrics, get } = program({});
    metrics.counter('jetway_orders_total', 'Orders', ['outcome'])({ outcome: 'imported' }, 3);
    metrics.gauge('jetway_oldest_due_seconds', 'Age of the oldest due row', async () => 12);
    metrics.gauge('jetway_broken', 'Cannot be read', async () => Promise.reject(new Error('gone')));
    metrics.loopRan({ loop: 'pull', outcome: 'failed', durationMs: 5 });
    await get('/health/live');
    await get('/health/none');
    const text = (await get('/metrics')).payload;
    expect(text).toContain('jetway_orders_total{outcome="imported",app="sample"} 3');
    expect(text).toContain('jetway_oldest_due_seconds{app="sample"} 12');
    expect(text).toContain('jetway_broken{app="sample"} Nan');
    expect(text).toContain('jetway_loop_run_seconds_count{app="sample",loop="pull",outcome="failed"} 1');
    expect(text).toMatch(/jetway_http_request_seconds_count\{.*route="\/health\/live",status="200"\} 1/);
    expect(text).toMatch(/jetway_http_request_seconds_count\{.*route="unknown",status="404"\} 1/);
  });
});
