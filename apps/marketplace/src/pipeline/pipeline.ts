/**
 * Owns the product pipeline at work: SKUs that are due are looked at page by page, in world time, one page of a world at
 * a time. How large a picture is stays unknown: see `skuImageErrors`.
 */
import { skuLink } from '@jetway/jet-api';
import type { Clock, Ids, Instant } from '@jetway/kernel';
import type { MarketplaceDatabase, MarketplaceHandle } from '../database/index.ts';
import { identifiersOf, skuStatus } from '../skus/index.ts';
import { type Category, findCategories } from '../taxonomy/index.ts';
import { recordEvents, type WebhookEvent } from '../webhooks/index.ts';
import { type DueWork, findWorld, type Patience, type World, worldNow } from '../worlds/index.ts';
import { listAllRules, lookAtScope } from './listing-rules.store.ts';
import { type LookFacts, lookAt } from './look.ts';
import { skuKey } from './matching.ts';
import {
  type DueSku,
  type LoadedCatalogue,
  loadCatalogue,
  lockCatalogue,
  lockDueSku,
  lockDueSkus,
  lookAgain,
  nextLookDueAt,
  saveLooks,
  saveProducts,
} from './pipeline.store.ts';
import type { RuleScope } from './rules.ts';

/** SKUs that are looked at in one transaction. */
const PAGE_SIZE = 500;

const EVERYTHING: RuleScope = { accountId: null, sku: null, brand: null, browseNodeId: null };

interface SkuAt {
  readonly accountId: string;
  readonly sku: string;
}

export interface PipelineDeps {
  readonly database: MarketplaceDatabase;
  /** Real time. */
  readonly clock: Clock;
  readonly ids: Ids;
  /** Of SKUs in a variation group, by account and SKU: the ids of the attributes in which its members differ. */
  readonly findRefinements: (
    handle: MarketplaceHandle,
    skus: readonly SkuAt[],
  ) => Promise<readonly (SkuAt & { readonly refinements: readonly number[] })[]>;
}

export interface Pipeline {
  /** Has everything in a world looked at again, as when its taxonomy is another. */
  readonly lookAtWorld: (tx: MarketplaceHandle, worldId: string) => Promise<void>;
  readonly dueWork: DueWork;
  /** Looks at everything that is due in a world, within a transaction of somebody else's. World time. */
  readonly lookAtDue: (tx: MarketplaceHandle, world: World, now: Instant) => Promise<void>;
  /**
   * Looks at a SKU that was just changed when the world's reviews take no time, so that its caller finds it decided; the
   * loop does it otherwise. World time.
   */
  readonly lookNow: (
    at: { readonly world: World; readonly now: Instant } & Pick<SkuAt, 'accountId'>,
    sku: string,
  ) => Promise<void>;
}

export function createPipeline(deps: PipelineDeps): Pipeline {
  const { database } = deps;
  const lookAtPage = async (tx: MarketplaceHandle, world: World, now: Instant, patience: Patience): Promise<number> => {
    if (!(await lockCatalogue(tx, world.id, patience))) return 0;
    const due = await lockDueSkus(tx, world.id, { now, limit: PAGE_SIZE, patience });
    await look(deps, tx, { world, now, due });
    return due.length;
  };
  return {
    lookAtWorld: async (tx, worldId) => {
      const world = await findWorld(tx, worldId);
      if (world !== undefined) await lookAtScope(tx, worldId, EVERYTHING, worldNow(world, deps.clock.now()));
    },
    dueWork: {
      name: 'product pipeline',
      nextDueAt: (world) => nextLookDueAt(database.db, world.id),
      run: (world, now, patience) => database.transaction((tx) => lookAtPage(tx, world, now, patience)),
    },
    lookAtDue: async (tx, world, now) => {
      while ((await lookAtPage(tx, world, now, 'wait')) > 0);
    },
    lookNow: async ({ world, now, accountId }, sku) => {
      if (world.policy.reviewMs > 0) return;
      await database.transaction(async (tx) => {
        await lockCatalogue(tx, world.id, 'wait');
        await look(deps, tx, { world, now, due: await lockDueSku(tx, { accountId, sku }, now) });
      });
    },
  };
}

interface Page {
  readonly world: World;
  readonly now: Instant;
  readonly due: readonly DueSku[];
}

async function look(deps: PipelineDeps, tx: MarketplaceHandle, { world, now, due }: Page): Promise<void> {
  if (due.length === 0) return;
  const author = { actor: 'product pipeline', requestId: deps.ids.uuid() };
  const { looks, changed, renamed } = lookAt(due, await gatherFacts(deps, tx, { world, now, due }));
  await saveProducts(tx, world.id, { changed, renamed }, now, author);
  const known = changed.filter(({ isNew }) => !isNew).map(({ id }) => id);
  await lookAgain(tx, world.id, known, now);
  await saveLooks(tx, looks, now, author);
  const before = new Map(due.map((sku) => [skuKey(sku), sku]));
  const events = looks.flatMap((found): WebhookEvent[] => {
    const sku = before.get(skuKey(found));
    if (sku === undefined || sku.toldStatus === found.status) return [];
    const { status, subStatus } = skuStatus({ ...sku, listing: found.listing, findings: found.findings });
    const data = { merchant_sku: found.sku, status, sub_status: subStatus, url: skuLink(found.sku) };
    const { accountId } = found;
    return [{ accountId, id: deps.ids.uuid(), kind: 'sku.status_changed', subject: `sku:${found.sku}`, at: now, data }];
  });
  await recordEvents(tx, events);
}

async function gatherFacts(deps: PipelineDeps, tx: MarketplaceHandle, { world, now, due }: Page): Promise<LookFacts> {
  const catalogue = await loadCatalogue(tx, world.id, {
    identifiers: due.flatMap(({ content }) => identifiersOf(content)),
    productIds: [...new Set(due.flatMap(({ productId }) => productId ?? []))],
  });
  const refinements = await deps.findRefinements(tx, due);
  return {
    catalogue,
    categories: await findCategories(tx, world.id, askedOfTaxonomy(due, catalogue)),
    rules: await listAllRules(tx, world.id),
    refinements: new Map(refinements.map((one) => [skuKey(one), one.refinements])),
    now,
    newId: deps.ids.hex32,
  };
}

/** The browse nodes and attributes that SKUs, their products and the products' other offers name. */
function askedOfTaxonomy(
  due: readonly DueSku[],
  { products, offers }: LoadedCatalogue,
): { readonly nodeIds: readonly Category['nodeId'][]; readonly attributeIds: readonly number[] } {
  const contents = [
    ...due.map(({ content }) => content),
    ...[...products.values()].map(({ content }) => content),
    ...[...offers.values()].flat().map(({ content }) => content),
  ];
  const attributes = contents.flatMap(({ attributes_node_specific: given = [] }) => given);
  return {
    nodeIds: [...new Set(contents.flatMap(({ jet_browse_node_id: id }) => id ?? []))],
    attributeIds: [...new Set(attributes.map(({ attribute_id: id }) => id))],
  };
}
