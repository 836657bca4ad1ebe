/** Owns what the test of the contract knows of Home and the guided set-up. */
import { nothing, type Samples } from './part.ts';

export const homePart = () => ({
  samples: {
    getHome: nothing,
    getFirstRun: nothing,
    endFirstRun: () => ({ body: { state: 'done' } }),
  } satisfies Samples,
});
