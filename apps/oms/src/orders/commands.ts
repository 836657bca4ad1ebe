/** Owns what all commands of people about one order share: the order locked, decided upon, saved. */
import { type Ids, type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { Channel, Channels, ImportConnection } from '../channels/index.ts';
import type { Database, Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import type { Intent } from './intents.ts';
import { lockOrder } from './orders.store.ts';
import { saveWork } from './save-work.ts';
import { beginWork, type OrderWork } from './work.ts';

/** The connection of an order; undefined when the organization has none with this id. */
export type LoadConnection = (
  handle: Handle,
  organizationId: string,
  connectionId: string,
) => Promise<ImportConnection | undefined>;

export interface CommandDeps {
  readonly database: Database;
  readonly ids: Ids;
  readonly channels: Channels;
  readonly loadConnection: LoadConnection;
}

/** Who commands, in which organization, when. */
export interface Commander extends Actor {
  readonly organizationId: string;
  readonly now: Instant;
}

/** What else is written with a decision, in its transaction; throwing undoes all of it. */
export type Also = (tx: Handle) => Promise<void>;

export type Decide<Code extends string> = (tx: Handle, work: OrderWork) => Promise<Result<OrderWork, Code>>;

/** Undoes what a decision wrote before it was refused. */
class Refusing extends Error {
  readonly refused: Result<never>;
  constructor(refused: Result<never>) {
    super('refused');
    this.refused = refused;
  }
}

/**
 * Locks the order, lets the command decide, and saves what it decided, in one transaction; a refusal leaves no trace.
 * `also` runs in the same transaction once the work is saved. Refusal besides the command's own: `not_found`.
 */
export async function command<Code extends string>(
  { database, ids }: CommandDeps,
  { organizationId, now, ...by }: Commander,
  orderId: string,
  decide: Decide<Code>,
  also: Also = async () => undefined,
): Promise<Result<OrderWork, Code | 'not_found'>> {
  try {
    return await database.transaction(async (tx): Promise<Result<OrderWork, Code | 'not_found'>> => {
      const state = await lockOrder(tx, organizationId, orderId);
      if (state === undefined) return NO_ORDER;
      const decided = await decide(tx, beginWork(state));
      if (!decided.ok) throw new Refusing(decided);
      await saveWork(tx, decided.value, { ids }, by, now);
      await also(tx);
      return ok(decided.value);
    });
  } catch (error) {
    if (error instanceof Refusing) return error.refused as Result<never, Code>;
    throw error;
  }
}

export const NO_ORDER = refuse('not_found', 'There is no such order.');

/** How a message that somebody decided on is signed. */
export const signed = ({ ids }: Pick<CommandDeps, 'ids'>, { actor, requestId, now }: Commander) => ({
  intentId: ids.uuid(),
  by: actor,
  requestId,
  now,
});

/** The last message that the work added or moved. */
export function lastIntent(work: OrderWork): Intent {
  const known = new Set(work.before.intents);
  const intent = work.intents.findLast((one) => !known.has(one));
  if (intent === undefined) throw new Error('the command made no message');
  return intent;
}

/** @throws Error when the connection is gone: orders outlive no connection. */
export async function connectionOf(
  { loadConnection }: Pick<CommandDeps, 'loadConnection'>,
  handle: Handle,
  { organizationId, connectionId }: OrderWork['order'],
): Promise<ImportConnection> {
  const found = await loadConnection(handle, organizationId, connectionId);
  if (found === undefined) throw new Error(`order of the unknown connection ${connectionId}`);
  return found;
}

/** The channel of an order. */
export async function channelOf(
  deps: Pick<CommandDeps, 'loadConnection' | 'channels'>,
  handle: Handle,
  order: OrderWork['order'],
): Promise<Channel> {
  return deps.channels.get((await connectionOf(deps, handle, order)).channel);
}
