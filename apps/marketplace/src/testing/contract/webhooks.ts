/** Owns what the tests of the contracts know of webhooks. */
import { type OperatorSamples, type OperatorWalker, ofAccount, TOO_LONG, type Walk } from './part.ts';
import type { At } from './world.ts';

const HOOK = { url: 'https://merchant.example/hooks', enabled: false };

export const operatorWebhooks = (at: At) => {
  const account = ofAccount(at);
  const ofHook = () => ({ params: { ...account().params, endpointId: 'walked' } });
  const ofDelivery = () => ({ params: { ...ofHook().params, eventId: 'walked' } });
  return {
    samples: {
      listWebhookEndpoints: account,
      createWebhookEndpoint: () => ({ ...account(), body: HOOK }),
      changeWebhookEndpoint: () => ({ ...ofHook(), body: HOOK }),
      deleteWebhookEndpoint: ofHook,
      rotateWebhookSecret: ofHook,
      testWebhookEndpoint: ofHook,
      replayWebhookEvents: () => ({ ...ofHook(), body: { since: 0 } }),
      listWebhookDeliveries: ofHook,
      getWebhookDelivery: ofDelivery,
      replayWebhookDelivery: ofDelivery,
    } satisfies OperatorSamples,
    walk: (async (operator) => {
      const hooks = `/accounts/${at().theirs.accountId}/webhook-endpoints`;
      const made = (await operator('POST', hooks, { url: HOOK.url })).json() as { endpoint: { id: string } };
      const hook = `${hooks}/${made.endpoint.id}`;
      const { eventId } = (await operator('POST', `${hook}/test`)).json() as { eventId: string };
      return {
        walk: [...endpointWalk(hooks, hook), ...deliveryWalk(hooks, hook, eventId), ...offWalk(hooks, hook)],
        again: [
          ['POST', hooks, HOOK],
          ['POST', `${hook}/secret`],
          ['POST', `${hook}/replay`, { since: 0 }],
          ['POST', `${hook}/deliveries/${eventId}/replay`],
        ],
        last: [['DELETE', hook]],
      };
    }) satisfies OperatorWalker,
  };
};

const endpointWalk = (hooks: string, hook: string): Walk => [
  ['GET', `${hooks}?cursor=nonsense`],
  ['GET', hooks],
  ['GET', '/accounts/nowhere/webhook-endpoints'],
  ['POST', hooks, { url: 'ftp://merchant.example' }],
  ['POST', '/accounts/nowhere/webhook-endpoints', HOOK],
  ['PUT', hook, { url: 'https://user:pass@merchant.example/' }],
];

const deliveryWalk = (hooks: string, hook: string, eventId: string): Walk => [
  ['GET', `${hook}/deliveries?cursor=nonsense`],
  ...[hook, `${hooks}/nowhere`].flatMap(
    (one): Walk => [
      ['PUT', one, { url: HOOK.url }],
      ['POST', `${one}/secret`],
      ['POST', `${one}/replay`, { since: 0 }],
      ['POST', `${one}/replay`, {}],
      ['POST', `${one}/test`],
      ['GET', `${one}/deliveries`],
      ['GET', `${one}/deliveries/${eventId}`],
      ['GET', `${one}/deliveries/${TOO_LONG}`],
      ['POST', `${one}/deliveries/${eventId}/replay`],
      ['POST', `${one}/deliveries/${TOO_LONG}/replay`],
    ],
  ),
];

/** What is refused once the endpoint is switched off, and what is nowhere. */
const offWalk = (hooks: string, hook: string): Walk => [
  ['PUT', hook, HOOK],
  ['POST', `${hook}/test`],
  ['POST', `${hooks}/${TOO_LONG}/secret`],
  ['POST', `${hooks}/${TOO_LONG}/test`],
  ['DELETE', `${hooks}/${TOO_LONG}`],
  ['DELETE', `${hooks}/nowhere`],
];
