/** Owns what a scenario is: a named story, and the stage on which it is played. */

import type { Client } from '@jetway/http-contract';
import type { jetRoutes } from '@jetway/jet-api';
import type { Instant } from '@jetway/kernel';
import type { OperatorClient, ScenarioTranscript, WorldPolicy } from '@jetway/marketplace-api';

export type ScenarioStep = ScenarioTranscript['steps'][number];
export type Actor = ScenarioStep['actor'];

export interface StageSku {
  readonly sku: string;
}

/** What a story may use. Everything it does goes through the APIs, as if shoppers and the merchant's software did it. */
export interface Stage {
  readonly accountId: string;
  readonly operator: OperatorClient;
  readonly merchant: Client<typeof jetRoutes>;
  readonly policy: WorldPolicy;
  /** World time; it stands still until `advance`. */
  readonly now: () => Instant;
  /** Real time: what faults go by. */
  readonly realNow: () => Instant;
  readonly advance: (ms: number, why: string) => Promise<void>;
  /** Adds a step to the transcript. */
  readonly tell: (actor: Actor, text: string, ids?: Readonly<Record<string, string>>) => void;
  /** SKUs of which so many units can be bought, each different; made when the account has none or it is asked for. */
  readonly skus: (wish: { readonly count: number; readonly units: number }) => Promise<readonly StageSku[]>;
  /** A SKU of the story's own with so many units. */
  readonly makeSku: (units: number) => Promise<StageSku>;
  /** A whole number from 0 to `below` - 1, by the seed. */
  readonly draw: (below: number) => number;
}

export interface Scenario {
  readonly name: string;
  readonly description: string;
  readonly needs: string;
  readonly play: (stage: Stage) => Promise<void>;
}

/** Ends a story: something was not answered as it wants it. */
export class ScenarioStoppedError extends Error {
  override readonly name = 'ScenarioStoppedError';
}

const hasStatus = <R extends { readonly status: number }, S extends R['status']>(
  reply: R,
  status: S,
): reply is Extract<R, { readonly status: S }> => reply.status === status;

/**
 * The reply that the story goes on with.
 * @throws ScenarioStoppedError when it is another.
 */
export function got<R extends { readonly status: number; readonly body?: unknown }, S extends R['status']>(
  what: string,
  reply: R,
  status: S,
): Extract<R, { readonly status: S }> {
  if (hasStatus(reply, status)) return reply;
  throw new ScenarioStoppedError(
    `${what}: answered ${reply.status} ${JSON.stringify(reply.body) ?? ''}`.slice(0, 1000),
  );
}
