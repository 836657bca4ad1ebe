/** Owns the stage of a scenario: the world's clock in its hands, SKUs taken or made, every step written down. */
import type { Client } from '@jetway/http-contract';
import type { jetRoutes } from '@jetway/jet-api';
import type { Clock, Ids } from '@jetway/kernel';
import type { OperatorClient, ScenarioTranscript, World } from '@jetway/marketplace-api';
import { got, type ScenarioStep, type Stage, type StageSku } from './scenario.ts';

export interface StageDeps {
  readonly accountId: string;
  readonly operator: OperatorClient;
  readonly merchant: Client<typeof jetRoutes>;
  /** Seeded: what the story draws, and ids of what it makes. */
  readonly ids: Ids;
  readonly clock: Clock;
  /** As it was before the story. */
  readonly world: World;
  /** Takes SKUs of its own even when the account has some. */
  readonly makesSkus: boolean;
}

export interface OpenStage {
  readonly stage: Stage;
  readonly steps: ScenarioTranscript['steps'];
}

const DOCK = {
  name: 'Scenario dock',
  timeZone: 'America/New_York',
  address: { address1: '1 Wharf Road', city: 'Portland', state: 'ME', zipCode: '04101' },
  shippingMethods: ['UPS Ground'],
  serviceLevels: ['Standard'],
};
/** A leaf of the default taxonomy; in a world with another one the SKU is listed only if its policy lets it. */
const BROWSE_NODE_ID = 4_101_001;
const MOST_STEPS = 1000;

/** The clock must stand still already. */
export function openStage(deps: StageDeps): OpenStage {
  const { accountId, operator, merchant, ids, clock, world } = deps;
  const steps: ScenarioStep[] = [];
  let now = world.now;
  const tell: Stage['tell'] = (actor, text, named = {}) => {
    if (steps.length < MOST_STEPS) steps.push({ at: now, actor, text, ids: { ...named } });
  };
  const advance: Stage['advance'] = async (advanceMs, why) => {
    const moved = await operator.moveClock({ params: { worldId: world.id }, body: { advanceMs } });
    now = got('moving the clock', moved, 200).body.now;
    tell('clock', why);
  };
  const makeSku = (units: number): Promise<StageSku> => make({ ...deps, advance, tell }, units);
  const stage: Stage = {
    accountId,
    operator,
    merchant,
    policy: world.policy,
    now: () => now,
    realNow: clock.now,
    advance,
    tell,
    makeSku,
    skus: async ({ count, units }) => {
      const found = deps.makesSkus ? [] : await listEnough(deps, units);
      if (found.length > 0) return found.slice(0, count);
      const made: StageSku[] = [];
      for (let n = 0; n < count; n += 1) made.push(await makeSku(units));
      return made;
    },
    draw: (below) => Math.floor(ids.unit() * below),
  };
  return { stage, steps };
}

/** What the account sells with so many units, in the order of the list. */
async function listEnough({ accountId, operator }: StageDeps, units: number): Promise<StageSku[]> {
  const listed = await operator.listSkus({ params: { accountId }, query: { purchasable: true, limit: 200 } });
  return got('listing SKUs', listed, 200)
    .body.items.filter(({ stock }) => stock.some(({ purchasable }) => purchasable >= units))
    .map(({ sku }) => ({ sku }));
}

async function make(deps: StageDeps & Pick<Stage, 'advance' | 'tell'>, units: number): Promise<StageSku> {
  const { merchant, ids, world } = deps;
  const sku = `scenario-${ids.digits(8)}`;
  const upload = {
    product_title: `Scenario mug ${sku.slice(-4)}`,
    multipack_quantity: 1,
    // An ASIN of its own, so that it is no other SKU's product.
    ASIN: `SC${ids.digits(8)}`,
    brand: 'Scenario',
    main_image_url: 'https://images.example/mug.png',
    jet_browse_node_id: BROWSE_NODE_ID,
    shipping_weight_pounds: 1,
  };
  const price = 5 + Math.floor(ids.unit() * 4500) / 100;
  const params = { sku };
  const feed = { fulfillment_nodes: [{ fulfillment_node_id: await nodeOf(deps), quantity: units }] };
  got('uploading a SKU', await merchant.putSku({ params, body: upload }), 204);
  got('pricing a SKU', await merchant.putPrice({ params, body: { price: Math.round(price * 100) / 100 } }), 204);
  got('stocking a SKU', await merchant.putInventory({ params, body: feed }), 204);
  deps.tell('merchant', `lists a SKU with ${units} ${units === 1 ? 'unit' : 'units'}`, { sku });
  await deps.advance(world.policy.reviewMs, 'the SKU is reviewed');
  return { sku };
}

async function nodeOf({ accountId, operator }: StageDeps): Promise<string> {
  const params = { accountId };
  const [first] = got('listing nodes', await operator.listNodes({ params, query: { limit: 1 } }), 200).body.items;
  if (first !== undefined) return first.id;
  return got('adding a node', await operator.createNode({ params, body: DOCK }), 201).body.id;
}
