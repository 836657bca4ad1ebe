/** Owns the operator's routes about worlds. */
import { type Clock, toPage } from '@jetway/kernel';
import type { World as WireWorld, worldRoutes } from '@jetway/marketplace-api';
import { DEFAULT_LIMIT, type Handlers, problem, readCursor } from '@jetway/service';
import type { Author } from '../database/index.ts';
import type { Worlds } from './world-service.ts';
import type { ListedWorld } from './worlds.store.ts';
import { worldNow } from './worlds.ts';

type WorldRoutes = Pick<typeof worldRoutes, 'listWorlds' | 'getWorld' | 'moveClock' | 'setPolicy'>;

/** `Context` is the operator's; of it only the author is used here. */
export function worldHandlers(deps: { readonly worlds: Worlds; readonly clock: Clock }): Handlers<WorldRoutes, Author> {
  const { worlds, clock } = deps;
  const toWire = ({ world, accountIds }: ListedWorld): WireWorld => ({
    id: world.id,
    kind: world.kind,
    name: world.name,
    now: worldNow(world, clock.now()),
    rate: world.rate,
    policy: world.policy,
    accountIds: [...accountIds],
  });
  return {
    listWorlds: async (context, { query }) => {
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const found = await worlds.page(after.value, limit + 1);
      const page = toPage(found, limit, ({ world, createdAt }) => ({ at: createdAt, id: world.id }));
      return { status: 200, body: { items: page.items.map(toWire), next: page.next } };
    },
    getWorld: async (context, { params }) => {
      const found = await worlds.find(params.worldId);
      if (found === undefined) return problem(404, { code: 'not_found', text: 'There is no such world.' }, context);
      return { status: 200, body: toWire(found) };
    },
    moveClock: async (context, { params, body }) => {
      const moved = await worlds.moveClock(params.worldId, body, context);
      if (moved.ok) return { status: 200, body: toWire(moved.value) };
      const { refusal } = moved;
      if (refusal.code === 'not_found') return problem(404, refusal, context);
      return refusal.code === 'live_world' ? problem(409, refusal, context) : problem(400, refusal, context);
    },
    setPolicy: async (context, { params, body }) => {
      const changed = await worlds.setPolicy(params.worldId, body, context);
      return changed.ok ? { status: 200, body: toWire(changed.value) } : problem(404, changed.refusal, context);
    },
  };
}
