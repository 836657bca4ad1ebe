/** Owns telling: a worker takes an endpoint, tells what is due there in the order of each subject, and notes how it went. */

import type { Transport } from '@jetway/http-contract';
import { type Clock, type Ids, type Instant, SECOND_MS } from '@jetway/kernel';
import { type Log, PrivateAddressError, ResponseTooLargeError, type SecretBox, type Timer } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import {
  type DueDelivery,
  type LeasedEndpoint,
  leaseEndpoint,
  listDue,
  noticeDeliveries,
  releaseEndpoint,
  saveTried,
  type Tried,
} from './webhook-deliveries.store.ts';
import { bodyOf, DISABLED_AFTER_MS, nextTryAt, signatureOf } from './webhooks.ts';

/** Requests to one endpoint at a time. */
const AT_ONCE = 5;
/** New deliveries noticed in one round. */
const NOTICED_AT_ONCE = 1_000;
/** Events of one lease. */
const PAGE = 20;
/** A request takes so long at most. */
export const TELLING_TIMEOUT_MS = 10 * SECOND_MS;
/** Of an answer nothing but the status matters; more than this is not read. */
export const MOST_ANSWER_BYTES = 65_536;
/**
 * Longer than all requests of a page take, so that another worker begins only when nothing of this one is under way:
 * that is what keeps the order between workers.
 */
const LEASE_MS = (PAGE / AT_ONCE) * TELLING_TIMEOUT_MS + 20 * SECOND_MS;

const DISABLED = 'Every request failed for five days.';

export interface TellingDeps {
  readonly database: MarketplaceDatabase;
  /** Real time. */
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly timer: Timer;
  readonly secretBox: SecretBox;
  readonly transport: Transport;
}

export const secretPurpose = (endpoint: { readonly accountId: string; readonly id: string }): string =>
  `webhook_endpoints:${endpoint.accountId}:${endpoint.id}`;

/** One round for the loop: what is new is noticed, and one page of one endpoint told; true when there may be more. */
export async function tellOnce(deps: TellingDeps, worker: string, signal: AbortSignal): Promise<boolean> {
  const { database, clock } = deps;
  const now = clock.now();
  const noticed = await noticeDeliveries(database.db, now, NOTICED_AT_ONCE);
  const endpoint = await leaseEndpoint(database.db, { now, worker, until: now + LEASE_MS });
  if (endpoint === undefined) return noticed === NOTICED_AT_ONCE;
  const lease = { accountId: endpoint.accountId, id: endpoint.id, worker };
  const due = await listDue(database.db, endpoint, now, PAGE);
  const secrets = openSecrets(deps, endpoint, now);
  const tried: Tried[] = [];
  for (let from = 0; from < due.length && !signal.aborted; from += AT_ONCE) {
    const some = due.slice(from, from + AT_ONCE);
    tried.push(...(await Promise.all(some.map((delivery) => tell(deps, endpoint, secrets, delivery)))));
  }
  await saveTried(database.db, lease, tried);
  const isWell = tried.length === 0 ? undefined : tried.some(({ state }) => state === 'delivered');
  const then = clock.now();
  const failingSinceAtMost = then - DISABLED_AFTER_MS;
  await releaseEndpoint(database.db, lease, { isWell, now: then, failingSinceAtMost, reason: DISABLED });
  return true;
}

/** Undefined when they were sealed with another key: then nothing can be signed. */
function openSecrets(
  { secretBox, log }: TellingDeps,
  endpoint: LeasedEndpoint,
  now: Instant,
): readonly string[] | undefined {
  const { secret, previousSecret, previousSecretUntil } = endpoint;
  const isGrace = previousSecretUntil !== null && now < previousSecretUntil;
  const sealed = isGrace && previousSecret !== null ? [secret, previousSecret] : [secret];
  const opened = sealed.map((text) => secretBox.decrypt(text, secretPurpose(endpoint)));
  const texts = opened.flatMap((one) => (one.ok ? [one.value] : []));
  if (texts.length > 0) return texts;
  log.error('the secret of a webhook endpoint does not open; rotate it', {
    accountId: endpoint.accountId,
    endpointId: endpoint.id,
  });
  return undefined;
}

async function tell(
  deps: TellingDeps,
  endpoint: LeasedEndpoint,
  secrets: readonly string[] | undefined,
  delivery: DueDelivery,
): Promise<Tried> {
  const { clock, ids, timer } = deps;
  const at = clock.now();
  const begun = timer.steadyNowMs();
  const { status, error } =
    secrets === undefined
      ? { status: null, error: 'The secret cannot be read: rotate it.' }
      : await send(deps.transport, requestOf(endpoint, secrets, delivery, at));
  const durationMs = Math.round(timer.steadyNowMs() - begun);
  const attempt = { eventId: delivery.eventId, attemptId: ids.uuid(), at, status, durationMs, error };
  if (error === null) return { ...attempt, state: 'delivered', dueAt: 0 };
  const failed = { tries: delivery.tries + 1, firstTriedAt: delivery.firstTriedAt ?? at, now: at };
  const next = nextTryAt(failed, ids.unit());
  return next === undefined ? { ...attempt, state: 'dead', dueAt: 0 } : { ...attempt, state: 'pending', dueAt: next };
}

function requestOf(endpoint: LeasedEndpoint, secrets: readonly string[], delivery: DueDelivery, at: Instant) {
  const { eventId: id, kind } = delivery;
  const body = bodyOf({ accountId: endpoint.accountId, eventId: id, kind, at: delivery.at, data: delivery.data });
  const timestamp = Math.floor(at / SECOND_MS);
  return {
    method: 'POST',
    url: endpoint.url,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signatureOf(secrets, { id, timestamp, body }),
    },
    body,
  };
}

/** Whether it went well is what the status says: 2xx. A redirect is not followed, so it is a failure. */
async function send(
  transport: Transport,
  request: Parameters<Transport>[0],
): Promise<{ readonly status: number | null; readonly error: string | null }> {
  try {
    const { status } = await transport(request);
    const isWell = status >= 200 && status < 300;
    return { status, error: isWell ? null : `Answered ${status}.` };
  } catch (error) {
    return { status: null, error: failureText(error) };
  }
}

/** In words that tell nothing of the network that we stand in. */
function failureText(error: unknown): string {
  const found = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (found instanceof PrivateAddressError) return 'The address is not a public one.';
  if (found instanceof ResponseTooLargeError) return `The answer is larger than ${MOST_ANSWER_BYTES} bytes.`;
  if (found instanceof Error && found.name === 'TimeoutError') return 'No answer within ten seconds.';
  const code = found instanceof Error && 'code' in found ? String(found.code) : '';
  return /^[A-Z0-9_]{2,40}$/.test(code) ? `No answer: ${code}.` : 'No answer.';
}
