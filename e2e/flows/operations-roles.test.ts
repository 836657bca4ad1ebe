/** Owns the flow through split roles: each program as one process that answers and one that works, on PostgreSQL. */
import { expect, onTestFinished, test } from 'vitest';
import { expectStatus } from '../support/clients.ts';
import { servedHome, testServer } from '../support/databases.ts';
import { freePort, type Program } from '../support/programs.ts';
import { until } from '../support/wait.ts';
import {
  type App,
  type Crew,
  createCrew,
  finishOrders,
  freePorts,
  type Homes,
  omsEnvironment,
  openShop,
  readBooks,
} from './operations.ts';

const server = testServer();

/** The process that works listens too (health, metrics): on a port of its own, under the address people use. */
async function startSplit(crew: Crew, app: App, port: number, env: Readonly<Record<string, string>>) {
  const http = await crew.start({ app, port, args: ['--role', 'http'], env });
  const startWorker = async (): Promise<Program> =>
    crew.start({ app, port: await freePort(), args: ['--role', 'worker', '--public-url', http.url], env });
  return { http, worker: await startWorker(), startWorker };
}

test.runIf(server !== undefined)(
  'http and worker of both programs share the work, a second worker joins in, and a worker that was killed is followed by another',
  async () => {
    const crew = createCrew();
    onTestFinished(crew.end);
    const ports = await freePorts();
    const homes: Homes = {
      marketplace: await crew.home(() => servedHome(server ?? '')),
      oms: await crew.home(() => servedHome(server ?? '')),
    };
    const market = await startSplit(crew, 'marketplace', ports.marketplace, homes.marketplace.env);
    const office = await startSplit(crew, 'oms', ports.oms, omsEnvironment(homes.oms));
    const shop = await openShop(market.http, office.http);
    await finishOrders(shop, 3);

    // A run that a person asks for in the one process is carried out in the other.
    const params = { connectionId: shop.company.connectionId };
    const asked = expectStatus(await shop.oms.runConnection({ params, body: { kind: 'pull-orders' } }), 202);
    await until({ what: 'the run to be done', withinMs: 30_000 }, async () => {
      const run = expectStatus(await shop.oms.getRun({ params: { runId: asked.id } }), 200);
      return run.state === 'done' ? true : undefined;
    });

    const second = await office.startWorker();
    await office.worker.kill();
    await market.worker.kill();
    const marketWorker = await market.startWorker();
    await finishOrders(shop, 2);
    expect(await readBooks(shop)).toMatchObject({ onMarket: { length: 5 }, inOms: { length: 5 } });

    const codes = [await second.stop(), await office.http.stop(), await marketWorker.stop(), await market.http.stop()];
    expect(codes).toEqual([0, 0, 0, 0]);
  },
);
