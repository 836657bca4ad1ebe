/** Owns the rules of telling: the body and its signature, when a failed try is repeated, when it is given up. */
import { createHmac, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { formatWireDate } from '@jetway/jet-api';
import { DAY_MS, HOUR_MS, type Instant, ok, type Result, refuse, SECOND_MS } from '@jetway/kernel';
import { isPublicAddress } from '@jetway/service';

/** A delivery that failed for so long is given up. */
export const DEAD_AFTER_MS = 3 * DAY_MS;
/** An endpoint whose every try failed for so long is switched off. */
export const DISABLED_AFTER_MS = 5 * DAY_MS;
/** After a rotation requests are signed with the secret before it for so long. */
export const SECRET_GRACE_MS = DAY_MS;
/** Events are kept for so long, with what is known of their deliveries. */
export const EVENTS_KEPT_MS = 30 * DAY_MS;

const FIRST_WAIT_MS = 5 * SECOND_MS;
const LONGEST_WAIT_MS = 4 * HOUR_MS;

/**
 * When a delivery is tried again after its `tries`th failure: 5 s, 10 s, 20 s … 4 h, each shortened by up to a fifth so
 * that what failed together is not tried together again. Undefined when it is given up. `unit` is in [0, 1).
 */
export function nextTryAt(
  failed: { readonly tries: number; readonly firstTriedAt: Instant; readonly now: Instant },
  unit: number,
): Instant | undefined {
  const { tries, firstTriedAt, now } = failed;
  if (now - firstTriedAt >= DEAD_AFTER_MS) return undefined;
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries - 1, 30));
  return now + Math.ceil(waitMs * (1 - unit / 5));
}

/** `whsec_` and 32 random bytes in base64, as the Standard Webhooks libraries take it. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** `v1,<signature>` of each secret, parted by blanks: whoever knows one of them can verify. */
export function signatureOf(
  secrets: readonly string[],
  message: { readonly id: string; readonly timestamp: number; readonly body: string },
): string {
  const signed = `${message.id}.${message.timestamp}.${message.body}`;
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
      return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
    })
    .join(' ');
}

export interface ToldEvent {
  readonly accountId: string;
  readonly eventId: string;
  readonly kind: string;
  /** World time. */
  readonly at: Instant;
  readonly data: unknown;
}

/** The body: the same each time that the event is told. */
export const bodyOf = ({ accountId, eventId, kind, at, data }: ToldEvent): string =>
  JSON.stringify({
    event_id: eventId,
    kind,
    occurred_at: formatWireDate('sevenDigitsZ', at),
    account: accountId,
    data,
  });

/**
 * Whether events may be told at an address, as far as the address alone says; a name is looked up, and what it stands
 * for checked, when a request is sent.
 */
export function checkAddress(url: string, allowsPrivate: boolean): Result<string, 'address_refused'> {
  const refused = (text: string) => refuse('address_refused', text, { path: '/url' });
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol))
    return refused('The address is no http or https URL.');
  if (parsed.username !== '' || parsed.password !== '') return refused('The address must hold no user and password.');
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  const isLocalName = host === 'localhost' || host.endsWith('.localhost');
  if (!allowsPrivate && (isLocalName || (isIP(host) !== 0 && !isPublicAddress(host))))
    return refused('The address is not a public one.');
  return ok(parsed.href);
}
