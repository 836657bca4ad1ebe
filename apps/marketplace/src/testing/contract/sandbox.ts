/** Owns what the tests of the contracts know of the sandbox: the log of requests, faults, scenarios. */
import { listWalk, nothing, type OperatorSamples, type OperatorWalker, ofAccount, TOO_LONG } from './part.ts';
import type { At } from './world.ts';

/** Nothing goes wrong by it. */
const FAULT = {
  kind: 'latency',
  operation: 'checkAuthorization',
  schedule: 'probability',
  probability: 0,
  latencyMinMs: 0,
  latencyMaxMs: 1,
  enabled: false,
} as const;

export const operatorSandbox = (at: At) => {
  const account = ofAccount(at);
  const ofFault = () => ({ params: { ...account().params, faultId: 'walked' } });
  return {
    samples: {
      listRequests: account,
      getRequest: () => ({ params: { ...account().params, entryId: 'walked' } }),
      listMerchantRoutes: nothing,
      listFaults: account,
      createFault: () => ({ ...account(), body: FAULT }),
      replaceFault: () => ({ ...ofFault(), body: FAULT }),
      deleteFault: ofFault,
      listScenarios: nothing,
      runScenario: () => ({ params: { ...account().params, name: 'slow-file' } }),
    } satisfies OperatorSamples,
    walk: (async (operator) => {
      const { harness, mine, theirs } = at();
      await harness.services.requestLog.flush();
      const logged = `/accounts/${mine.accountId}/requests`;
      const { items: entries } = (await operator('GET', logged)).json() as { items: { id: string }[] };
      const faults = `/accounts/${mine.accountId}/faults`;
      const fault = (await operator('POST', faults, FAULT)).json() as { id: string };
      const scenarios = `/accounts/${theirs.accountId}/scenarios`;
      return {
        walk: [
          ...listWalk(at, 'requests'),
          ...[entries[0]?.id, 'nowhere', TOO_LONG].map((id) => ['GET', `${logged}/${id}`] as const),
          ['GET', '/merchant-routes'],
          ...listWalk(at, 'faults'),
          ['POST', faults, {}],
          ['POST', '/accounts/nowhere/faults', FAULT],
          ['PUT', `${faults}/${fault.id}`, FAULT],
          ['PUT', `${faults}/${fault.id}`, {}],
          ['PUT', `${faults}/nowhere`, FAULT],
          ...[fault.id, 'nowhere', TOO_LONG].map((id) => ['DELETE', `${faults}/${id}`] as const),
          ['GET', '/scenarios'],
          ['POST', `${scenarios}/slow-file`],
          ['POST', `${scenarios}/nowhere`],
          ['POST', `${scenarios}/slow-file`, { seed: -1 }],
        ],
        again: [
          ['POST', faults, FAULT],
          ['POST', `${scenarios}/slow-file`],
        ],
      };
    }) satisfies OperatorWalker,
  };
};
