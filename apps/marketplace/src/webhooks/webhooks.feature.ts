/** Owns webhooks as the rest of the app uses them: endpoints kept, events told by a loop, deleted by age. */
import { type Instant, ok, type Result, refuse, SECOND_MS } from '@jetway/kernel';
import type { WebhookEndpointInput } from '@jetway/marketplace-api';
import { createHttpTransport, createLoop, type Loop, type LoopObserver, type Sweep } from '@jetway/service';
import type { Author } from '../database/index.ts';
import { findAccountInWorld, NO_ACCOUNT } from '../merchants/index.ts';
import { worldNow } from '../worlds/index.ts';
import { MOST_ANSWER_BYTES, secretPurpose, TELLING_TIMEOUT_MS, type TellingDeps, tellOnce } from './telling.ts';
import {
  changeEndpoint,
  deleteEndpoint,
  type EndpointRow,
  findEndpoint,
  insertEndpoint,
  MOST_ENDPOINTS,
  rotateSecret,
} from './webhook-endpoints.store.ts';
import { deleteOldEvents, insertTest, replayDelivery, replaySince } from './webhook-log.store.ts';
import { checkAddress, EVENTS_KEPT_MS, newWebhookSecret, SECRET_GRACE_MS } from './webhooks.ts';

/** What is due is found after so long; nothing wakes the loop before. */
const TICK_MS = SECOND_MS;
export const NO_ENDPOINT = { code: 'not_found', text: 'There is no such endpoint.' } as const;
const NO_DELIVERY = ['not_found', 'There is no such delivery.'] as const;

export interface EndpointName {
  readonly accountId: string;
  readonly id: string;
}

export interface Webhooks {
  readonly create: (
    accountId: string,
    input: WebhookEndpointInput,
    author: Author,
  ) => Promise<
    Result<
      { readonly endpoint: EndpointRow; readonly secret: string },
      'not_found' | 'address_refused' | 'too_many_endpoints'
    >
  >;
  readonly change: (
    endpoint: EndpointName,
    input: WebhookEndpointInput,
    author: Author,
  ) => Promise<Result<EndpointRow, 'not_found' | 'address_refused'>>;
  readonly remove: (endpoint: EndpointName) => Promise<Result<undefined, 'not_found'>>;
  readonly rotate: (
    endpoint: EndpointName,
    author: Author,
  ) => Promise<Result<{ readonly secret: string; readonly previousSecretUntil: Instant }, 'not_found'>>;
  /** Lets the endpoint be told an event of the kind `webhook.test`; answers its id. */
  readonly test: (endpoint: EndpointName) => Promise<Result<string, 'not_found' | 'endpoint_disabled'>>;
  readonly replay: (endpoint: EndpointName, eventId: string) => Promise<Result<undefined, 'not_found'>>;
  /** Answers how many events are told again; `since` is world time. */
  readonly replaySince: (endpoint: EndpointName, since: Instant) => Promise<Result<number, 'not_found'>>;
  /** Tells what is due, one page of one endpoint; true when there may be more. */
  readonly tell: (signal: AbortSignal) => Promise<boolean>;
  readonly loop: Loop;
  readonly sweep: Sweep;
  /** Ends the connections to endpoints. */
  readonly close: () => Promise<void>;
}

export interface WebhooksDeps extends Omit<TellingDeps, 'transport'> {
  readonly metrics: LoopObserver;
  /** Whether addresses that are not public may be told; never where strangers run accounts. */
  readonly webhooksToPrivate?: boolean;
}

export function createWebhooks(deps: WebhooksDeps): Webhooks {
  const { database, clock, ids, log, metrics, timer, webhooksToPrivate = false } = deps;
  const { transport, close } = createHttpTransport({
    publicOnly: !webhooksToPrivate,
    totalTimeoutMs: TELLING_TIMEOUT_MS,
    maxResponseBytes: MOST_ANSWER_BYTES,
    userAgent: 'jetway-webhooks/1',
  });
  const worker = ids.uuid();
  const tell = (signal: AbortSignal) => tellOnce({ ...deps, transport }, worker, signal);
  return {
    ...endpointChanges({ ...deps, webhooksToPrivate }),
    ...replays({ database, clock, ids }),
    tell,
    loop: createLoop({ log, metrics, timer, name: 'webhooks', tickMs: TICK_MS, run: tell }),
    sweep: { name: 'webhook events', run: (now) => deleteOldEvents(database.db, now - EVENTS_KEPT_MS) },
    close,
  };
}

type EndpointDeps = Pick<WebhooksDeps, 'database' | 'clock' | 'ids' | 'secretBox'> & {
  readonly webhooksToPrivate: boolean;
};

function endpointChanges({
  database: { db },
  clock,
  ids,
  secretBox,
  webhooksToPrivate,
}: EndpointDeps): Pick<Webhooks, 'create' | 'change' | 'remove' | 'rotate'> {
  return {
    create: async (accountId, { url, kinds = [], enabled = true }, author) => {
      const checked = checkAddress(url, webhooksToPrivate);
      if (!checked.ok) return checked;
      if ((await findAccountInWorld(db, accountId)) === undefined) return refuse(NO_ACCOUNT.code, NO_ACCOUNT.text);
      const settings = { accountId, id: ids.uuid(), url: checked.value, kinds, enabled };
      const secret = newWebhookSecret();
      const sealed = secretBox.encrypt(secret, secretPurpose(settings));
      const endpoint = await insertEndpoint(db, settings, sealed, { realNow: clock.now(), author });
      if (endpoint !== undefined) return ok({ endpoint, secret });
      return refuse('too_many_endpoints', `An account has at most ${MOST_ENDPOINTS} endpoints.`);
    },
    change: async (endpoint, { url, kinds = [], enabled = true }, author) => {
      const checked = checkAddress(url, webhooksToPrivate);
      if (!checked.ok) return checked;
      const settings = { ...endpoint, url: checked.value, kinds, enabled };
      const changed = await changeEndpoint(db, settings, { realNow: clock.now(), author });
      return changed === undefined ? refuse(NO_ENDPOINT.code, NO_ENDPOINT.text) : ok(changed);
    },
    remove: async ({ accountId, id }) =>
      (await deleteEndpoint(db, accountId, id)) ? ok(undefined) : refuse(NO_ENDPOINT.code, NO_ENDPOINT.text),
    rotate: async (endpoint, author) => {
      const secret = newWebhookSecret();
      const realNow = clock.now();
      const sealed = {
        secret: secretBox.encrypt(secret, secretPurpose(endpoint)),
        previousUntil: realNow + SECRET_GRACE_MS,
      };
      const isThere = await rotateSecret(db, endpoint, sealed, { realNow, author });
      if (!isThere) return refuse(NO_ENDPOINT.code, NO_ENDPOINT.text);
      return ok({ secret, previousSecretUntil: sealed.previousUntil });
    },
  };
}

function replays({
  database: { db },
  clock,
  ids,
}: Pick<WebhooksDeps, 'database' | 'clock' | 'ids'>): Pick<Webhooks, 'test' | 'replay' | 'replaySince'> {
  return {
    test: async (name) => {
      const endpoint = await findEndpoint(db, name.accountId, name.id);
      const account = await findAccountInWorld(db, name.accountId);
      if (endpoint === undefined || account === undefined) return refuse(NO_ENDPOINT.code, NO_ENDPOINT.text);
      if (!endpoint.enabled) return refuse('endpoint_disabled', 'The endpoint is switched off.');
      const id = ids.uuid();
      await insertTest(db, name, { id, at: worldNow(account.world, clock.now()) });
      return ok(id);
    },
    replay: async (endpoint, eventId) =>
      (await replayDelivery(db, endpoint, eventId)) ? ok(undefined) : refuse(...NO_DELIVERY),
    replaySince: async (endpoint, since) => {
      const found = await findEndpoint(db, endpoint.accountId, endpoint.id);
      if (found === undefined) return refuse(NO_ENDPOINT.code, NO_ENDPOINT.text);
      return ok(await replaySince(db, endpoint, since));
    },
  };
}
