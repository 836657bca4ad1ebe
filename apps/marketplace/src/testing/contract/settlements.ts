/** Owns what the tests of the contracts know of settlements, disputes, and the rules of commissions and listings. */
import {
  type JetForeign,
  type JetSamples,
  listWalk,
  nothing,
  type OperatorSamples,
  type OperatorWalker,
  ofAccount,
  ofWorld,
  pair,
  TOO_LONG,
  type Walk,
} from './part.ts';
import type { At } from './world.ts';

const COMMISSION = { kind: 'variable' as const, name: 'Walked', rateBasisPoints: 100 };
const ADJUSTMENT = { amountCents: 100, reason: 'Walked' };
const RULE = { effect: 'excluded' as const, brand: 'Nobody sells it' };

export const jetSettlements = (at: At) => ({
  samples: {
    listSettlements: () => ({ params: { days: 30 } }),
    getSettlement: () => ({ params: { settlementId: at().settled.settlementId } }),
  } satisfies JetSamples,
  foreign: {
    getSettlement: pair('settlementId', () => at().theirSettled.settlementId, nothing, '999'),
  } satisfies JetForeign,
  walk: (): Walk => [
    ['GET', '/settlement/30'],
    ['GET', '/settlement/soon'],
    ...[at().settled.settlementId, '999', TOO_LONG].map((id) => ['GET', `/settlement/report/${id}`] as const),
  ],
});

export const operatorSettlements = (at: At) => {
  const account = ofAccount(at);
  const ofSettled = () => ({ params: { ...account().params, settlementId: at().settled.settlementId } });
  return {
    samples: {
      listSettlements: account,
      getSettlement: ofSettled,
      listSettlementEntries: ofSettled,
      addAdjustment: () => ({ ...account(), body: ADJUSTMENT }),
      listDisputes: account,
      decideDispute: () => ({
        params: { ...account().params, returnId: at().settled.disputedReturnId },
        body: { decision: 'for marketplace' as const },
      }),
    } satisfies OperatorSamples,
    walk: (() => {
      const { mine, settled } = at();
      const base = `/accounts/${mine.accountId}`;
      const dispute = `${base}/settlement-disputes/${settled.disputedReturnId}/decision`;
      return {
        walk: [
          ...['settlements', 'settlement-disputes', `settlements/${settled.settlementId}/entries`].flatMap((what) =>
            listWalk(at, what),
          ),
          ...[settled.settlementId, '999', TOO_LONG].map((id) => ['GET', `${base}/settlements/${id}`] as const),
          ...[mine.accountId, 'nowhere'].flatMap(
            (id): Walk => [
              ['POST', `/accounts/${id}/settlement-adjustments`, ADJUSTMENT],
              ['POST', `/accounts/${id}/settlement-adjustments`, {}],
            ],
          ),
          ['POST', dispute, { decision: 'for marketplace' }],
          ['POST', dispute, { decision: 'for merchant' }],
          ['POST', dispute, {}],
          ['POST', `${base}/settlement-disputes/nowhere/decision`, { decision: 'for merchant' }],
        ],
        again: [['POST', `${base}/settlement-adjustments`, ADJUSTMENT]],
      };
    }) satisfies OperatorWalker,
  };
};

export const operatorRules = (at: At) => {
  const ofRule = () => ({ params: { worldId: at().mine.worldId, ruleId: 'walked' } });
  return {
    samples: {
      listCommissionRules: ofWorld(at),
      addCommissionRule: () => ({ ...ofWorld(at)(), body: COMMISSION }),
      removeCommissionRule: ofRule,
      listListingRules: ofWorld(at),
      createListingRule: () => ({ ...ofWorld(at)(), body: RULE }),
      removeListingRule: ofRule,
    } satisfies OperatorSamples,
    walk: (async (operator) => {
      const kinds = [
        { rules: 'commission-rules', rule: COMMISSION, wrong: {} },
        { rules: 'listing-rules', rule: RULE, wrong: { effect: 'excluded' } },
      ];
      const walks = kinds.map(async ({ rules, rule, wrong }): Promise<Walk> => {
        const own = `/worlds/${at().mine.worldId}/${rules}`;
        const added = (await operator('POST', own, rule)).json() as { id: string };
        return [
          ['GET', own],
          ['GET', `${own}?cursor=nonsense`],
          ['GET', `/worlds/nowhere/${rules}`],
          ['POST', own, rule],
          ['POST', own, wrong],
          ['POST', `/worlds/nowhere/${rules}`, rule],
          ...[added.id, 'nowhere', TOO_LONG].map((id) => ['DELETE', `${own}/${id}`] as const),
        ];
      });
      return {
        walk: (await Promise.all(walks)).flat(),
        again: kinds.map(({ rules, rule }) => ['POST', `/worlds/${at().mine.worldId}/${rules}`, rule] as const),
      };
    }) satisfies OperatorWalker,
  };
};
