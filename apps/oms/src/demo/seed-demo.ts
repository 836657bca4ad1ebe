/** Owns what a demo begins with: a connection to the demo marketplace, a location that is its node, SKUs with stock. */
import { type Clock, type Ids, type Instant, SECOND_MS } from '@jetway/kernel';
import { createLoop, type Log, type Loop } from '@jetway/service';
import type { Database, Handle } from '../database/index.ts';
import { type Actor, systemActor } from '../edge/index.ts';
import { makeSkus } from '../inventory/index.ts';
import { type KnownConnections, makeLocation } from '../locations/index.ts';
import { type DemoCatalogue, readCatalogue } from './demo-files.ts';

/** Makes the connection to the demo marketplace and answers its id; undefined when the organization has one. */
export type MakeDemoConnection = (
  tx: Handle,
  organizationId: string,
  by: Actor,
  now: Instant,
) => Promise<string | undefined>;

export interface DemoSeedDeps {
  readonly database: Database;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly log: Log;
  readonly knownConnections: KnownConnections;
  readonly makeConnection: MakeDemoConnection;
}

/**
 * Seeds an organization once, all or nothing; false when it has a connection already. The location is the demo's node,
 * and holds exactly the stock that the marketplace was fed.
 */
async function seedDemo(
  deps: DemoSeedDeps,
  organizationId: string,
  demo: { readonly nodeId: string; readonly catalogue: DemoCatalogue },
): Promise<boolean> {
  const now = deps.clock.now();
  return deps.database.transaction(async (tx) => {
    const connectionId = await deps.makeConnection(tx, organizationId, systemActor, now);
    if (connectionId === undefined) return false;
    const location = await makeLocation(
      tx,
      organizationId,
      {
        name: 'Main warehouse',
        timeZone: 'America/New_York',
        cutOff: '15:00',
        zipCode: '07030',
        nodes: [{ connectionId, nodeId: demo.nodeId }],
      },
      deps,
      systemActor,
      now,
    );
    if (!location.ok) throw new Error(`the demo's location: ${location.refusal.text}`);
    const { locationId } = location.value;
    const skus = demo.catalogue.map(({ sku, title, imageUrl = null, stock }) => ({
      sku,
      title,
      imageUrl,
      stock: [{ locationId, onHand: stock }],
    }));
    const made = await makeSkus(tx, organizationId, skus, [connectionId], deps.ids, systemActor, now);
    if (!made.ok) throw new Error(`the demo's SKUs: ${made.refusal.text}`);
    return true;
  });
}

/** Waits for the marketplace to write its catalogue, then seeds; does nothing at later starts. */
export function createDemoSeeding(
  deps: DemoSeedDeps,
  demo: { readonly organizationId: string; readonly nodeId: string; readonly catalogueFile: string },
): Loop {
  let isDone = false;
  return createLoop({
    name: 'demo-seeding',
    tickMs: SECOND_MS,
    log: deps.log,
    run: async () => {
      if (isDone) return false;
      const catalogue = await readCatalogue(demo.catalogueFile);
      if (catalogue === undefined) return false;
      if (await seedDemo(deps, demo.organizationId, { nodeId: demo.nodeId, catalogue }))
        deps.log.info('the demo is seeded', { skus: catalogue.length });
      isDone = true;
      return false;
    },
  });
}
