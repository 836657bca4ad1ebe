/** Owns what the tests of the contracts know of who signs in: tokens, operators, merchants, accounts, worlds. */
import {
  type JetSamples,
  nothing,
  type OperatorSamples,
  type OperatorWalker,
  ofAccount,
  ofWorld,
  TOO_LONG,
  type Walk,
} from './part.ts';
import { type At, OPERATOR } from './world.ts';

/** Has tried too often. */
const TIRED = 'tired@example.com';
const LIMITS = { limits: [{ routeClass: 'bulk' as const, perSecond: 10_000, burst: 100_000 }] };

export const jetAccounts = (at: At) => ({
  samples: {
    getToken: () => ({ body: { user: at().mine.apiUser, pass: at().mine.apiSecret } }),
    checkAuthorization: nothing,
    getMerchantSetupStatus: nothing,
  } satisfies JetSamples,
  walk: (): Walk => {
    const { apiUser: user, apiSecret: pass } = at().mine;
    return [
      ['POST', '/token', { user, pass }],
      ['POST', '/token', { user, pass: 'wrong' }],
      ['GET', '/authcheck'],
      ['GET', '/portal/merchantsetupstatus/'],
    ];
  },
});

export const operatorAccounts = (at: At) => {
  const ofMerchant = () => ({ params: { merchantId: at().theirs.merchantId } });
  return {
    samples: {
      signIn: () => ({ body: OPERATOR }),
      getSession: nothing,
      signOut: nothing,
      listWorlds: nothing,
      getWorld: ofWorld(at),
      moveClock: () => ({ ...ofWorld(at)(), body: { advanceMs: 1, rate: 1 } }),
      setPolicy: () => ({ ...ofWorld(at)(), body: { holdMs: 1, reviewMs: 0 } }),
      getShoppers: nothing,
      setShoppers: () => ({ body: { paused: true, ratePerMinute: 0 } }),
      listAccounts: nothing,
      createMerchant: () => ({ body: { name: `Walked ${at().harness.ids.hex32()}` } }),
      getOnboarding: ofMerchant,
      overrideOnboarding: () => ({ ...ofMerchant(), body: { note: 'Walked' } }),
      takeBackOnboarding: ofMerchant,
      rotateSecret: () => ({ params: { accountId: at().theirs.accountId } }),
      getRateLimits: ofAccount(at),
      setRateLimits: () => ({ ...ofAccount(at)(), body: LIMITS }),
    } satisfies OperatorSamples,
    walk: (async () => {
      const { database, harness, theirs } = at();
      await database.executeSql('insert into marketplace.sign_in_tries values ($1, 10, $2)', [
        `email:${TIRED}`,
        harness.clock.now(),
      ]);
      return {
        walk: [...sessionWalk, ...worldWalk(at), ...merchantWalk(at)],
        again: [['POST', `/accounts/${theirs.accountId}/secret`]],
      };
    }) satisfies OperatorWalker,
  };
};

const sessionWalk: Walk = [
  ['POST', '/session', OPERATOR],
  ['POST', '/session', {}],
  ['POST', '/session', { ...OPERATOR, password: 'wrong' }],
  ['POST', '/session', { email: TIRED, password: 'x' }],
  ['GET', '/session'],
  ['DELETE', '/session'],
];

function worldWalk(at: At): Walk {
  const world = `/worlds/${at().mine.worldId}`;
  return [
    ['GET', world],
    ['GET', '/worlds/nowhere'],
    ['GET', `/worlds/${TOO_LONG}`],
    ['POST', `${world}/clock`, { advanceMs: 1 }],
    ['POST', `${world}/clock`, {}],
    ['POST', '/worlds/nowhere/clock', { advanceMs: 1 }],
    ['POST', '/worlds/live/clock', { advanceMs: 1 }],
    ['PUT', `${world}/policy`, { refundDecisionMs: 1 }],
    ['PUT', `${world}/policy`, { holdMs: -1 }],
    ['PUT', '/worlds/nowhere/policy', { holdMs: 1 }],
    ['GET', '/shoppers'],
    ['PUT', '/shoppers', { paused: true }],
    ['PUT', '/shoppers', { paused: 'yes' }],
  ];
}

function merchantWalk(at: At): Walk {
  const { mine, theirs } = at();
  return [
    ...['/worlds', '/accounts'].flatMap(
      (path): Walk => [
        ['GET', path],
        ['GET', `${path}?cursor=nonsense`],
      ],
    ),
    ['POST', '/merchants', { name: 'Walked' }],
    ['POST', '/merchants', { name: 'Walked' }],
    ['POST', '/merchants', {}],
    ...[theirs.merchantId, 'nowhere', TOO_LONG].flatMap(
      (id): Walk => [
        ['GET', `/merchants/${id}/onboarding`],
        ['PUT', `/merchants/${id}/onboarding/override`, {}],
        ['DELETE', `/merchants/${id}/onboarding/override`],
      ],
    ),
    ['PUT', `/merchants/${theirs.merchantId}/onboarding/override`, { note: '' }],
    ['POST', `/accounts/${theirs.accountId}/secret`],
    ['POST', '/accounts/nowhere/secret'],
    ['POST', `/accounts/${TOO_LONG}/secret`],
    ...[mine.accountId, 'nowhere', TOO_LONG].flatMap(
      (id): Walk => [
        ['GET', `/accounts/${id}/rate-limits`],
        ['PUT', `/accounts/${id}/rate-limits`, { limits: [] }],
      ],
    ),
  ];
}
