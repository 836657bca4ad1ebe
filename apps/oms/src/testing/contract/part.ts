/** Owns what each capability tells the test of the contract: right requests, another organization's things, and a walk. */
import type { omsRoutes } from '@jetway/oms-api';
import type { ContractTarget } from '@jetway/testkit';
import type { At } from './world.ts';

export type OmsRoutes = typeof omsRoutes;

/** A right request of each route. */
export type Samples = Partial<ContractTarget<OmsRoutes>['samples']>;
/** Another organization's thing, and one that is nowhere. */
export type Foreign = NonNullable<ContractTarget<OmsRoutes>['foreign']>;

/** What is left of the answers that a capability declares: tests of its own, by requests that `at().send` records. */
export type Walks = (at: At) => void;

export const nothing = () => ({});

/** A pair of requests that differ only in whose thing they name: another organization's, or nobody's. */
export const pair =
  <Name extends string, More extends object>(
    name: Name,
    theirs: () => Promise<string>,
    more: () => Promise<More> | More,
  ) =>
  async () => {
    const rest = await more();
    const of = (id: string) => ({ params: { [name]: id } as Record<Name, string>, ...rest });
    return { foreign: of(await theirs()), missing: of('no-such-thing') };
  };
