/** Owns what each capability tells the tests of the contracts: right requests, foreign things, and a walk. */
import type { jetRoutes } from '@jetway/jet-api';
import type { operatorRoutes } from '@jetway/marketplace-api';
import type { ContractTarget } from '@jetway/testkit';
import type { Call } from '../harness.ts';
import type { At } from './world.ts';

export type JetRoutes = typeof jetRoutes;
export type OperatorRoutes = typeof operatorRoutes;

/** A right request of each route. */
export type JetSamples = Partial<ContractTarget<JetRoutes>['samples']>;
export type OperatorSamples = Partial<ContractTarget<OperatorRoutes>['samples']>;
/** Another tenant's thing, and one that is nowhere. */
export type JetForeign = NonNullable<ContractTarget<JetRoutes>['foreign']>;

/** Requests as `[method, path, body]`; what they answer is written in the tests of each feature. */
export type Walk = readonly (readonly [string, string, unknown?])[];

/** A walk of the operator, and what comes after those of all capabilities. */
export interface OperatorWalk {
  readonly walk: Walk;
  /** With an idempotency key that another request has used. */
  readonly again?: Walk;
  /** With a version that is not the newest. */
  readonly outdated?: Walk;
  readonly last?: Walk;
}

/** Makes what the walk goes to, and answers the walk. */
export type OperatorWalker = (operator: Call) => OperatorWalk | Promise<OperatorWalk>;

/** Longer than any name may be. */
export const TOO_LONG = 'x'.repeat(300);
export const nothing = () => ({});

/** The parameters of most operator routes. */
export const ofAccount = (at: At) => () => ({ params: { accountId: at().mine.accountId } });
export const ofWorld = (at: At) => () => ({ params: { worldId: at().mine.worldId } });

/** Requests for a thing of the other tenant, and for one that is nowhere, with the same body. */
export const pair =
  <Name extends string, More extends object>(name: Name, theirs: () => string, more: () => More, missing = 'nowhere') =>
  () => {
    const of = (id: string) => ({ params: { [name]: id } as Record<Name, string>, ...more() });
    return Promise.resolve({ foreign: of(theirs()), missing: of(missing) });
  };

/** A list of an account: a page, a cursor that is none, an account that is none. */
export const listWalk = (at: At, what: string): Walk => [
  ['GET', `/accounts/${at().mine.accountId}/${what}`],
  ['GET', `/accounts/${at().mine.accountId}/${what}?cursor=nonsense`],
  ['GET', `/accounts/nowhere/${what}`],
];
