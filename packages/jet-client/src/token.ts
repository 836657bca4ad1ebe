/** Owns the token: fetched when first needed, used for its life, renewed early, by one request however many wait. */
import { buildRequest } from '@jetway/http-contract';
import { parseWireDate, TOKEN_LIFETIME_SECONDS, tokenRoutes } from '@jetway/jet-api';
import type { Instant } from '@jetway/kernel';
import type { JetAnswer, JetFailure, Reading } from './answer.ts';
import { sendOnce } from './attempt.ts';
import { type JetExchange, traceHeaders } from './exchange.ts';
import { repeated } from './repeating.ts';
import type { JetCallOptions, Resolved } from './settings.ts';

export interface Token {
  readonly value: string;
  /** When a new one is fetched although this one still counts. */
  readonly renewAt: Instant;
  readonly endsAt: Instant;
}

export interface TokenKeeper {
  /** The token to use now. Failures say that nothing was sent: `later` or `credentials`, nothing else. */
  readonly get: (options: JetCallOptions) => Promise<JetAnswer<Token>>;
  /** Fetches a new token whatever there is. */
  readonly renew: (options: JetCallOptions) => Promise<JetAnswer<Token>>;
  /** This one was not accepted. */
  readonly discard: (token: Token) => void;
}

/** Renewed this long before its end, so that a page of requests does not begin with a dying token. */
const RENEW_EARLY_MS = 10 * 60_000;
/** Requests for one token: few, since the call that wants it is repeated too. */
const ATTEMPTS = 2;
/** After a renewal failed for want of an answer, the old token is used for so long before the next try. */
const RENEW_AGAIN_MS = 60_000;

export function createTokenKeeper(settings: Resolved): TokenKeeper {
  let current: Token | undefined;
  let fetching: Promise<JetAnswer<Token>> | undefined;

  const fetched = async (options: JetCallOptions): Promise<JetAnswer<Token>> => {
    const answer = await fetchToken(settings, options);
    const now = settings.clock.now();
    if (answer.kind === 'ok') current = answer.value;
    if (answer.kind !== 'later' || current === undefined || now >= current.endsAt) return answer;
    current = { ...current, renewAt: Math.min(current.endsAt, now + RENEW_AGAIN_MS) };
    return { kind: 'ok', status: 200, value: current };
  };
  const renew = (options: JetCallOptions): Promise<JetAnswer<Token>> => {
    fetching ??= fetched(options).finally(() => {
      fetching = undefined;
    });
    return fetching;
  };
  return {
    renew,
    get: async (options) =>
      current !== undefined && settings.clock.now() < current.renewAt
        ? { kind: 'ok', status: 200, value: current }
        : renew(options),
    discard: (token) => {
      if (current?.value === token.value) current = undefined;
    },
  };
}

async function fetchToken(settings: Resolved, options: JetCallOptions): Promise<JetAnswer<Token>> {
  const requestId = options.requestId ?? settings.newRequestId();
  const { getToken: route } = tokenRoutes;
  const { timeoutMs } = settings;
  const body = { user: settings.user, pass: settings.secret };
  const request = buildRequest(settings.baseUrl, route, { body }, traceHeaders(requestId, options.traceparent));
  const onExchange: ((exchange: JetExchange) => void) | undefined = options.onExchange ?? settings.onExchange;
  // Many calls may wait for this one: none of them may end it for the others.
  const limits = { maxAttempts: Math.min(ATTEMPTS, settings.maxAttempts), signal: undefined };
  const reading = await repeated(settings, limits, (attempt) =>
    sendOnce(settings, {
      operation: 'getToken',
      route,
      request,
      requestId,
      attempt,
      signal: undefined,
      timeoutMs,
      onExchange,
    }),
  );
  if (reading.kind === 'ok') return readToken(settings, reading.value);
  return failureOf(reading);
}

/** What is asked for was not sent, whatever became of the request for a token. */
function failureOf(reading: Exclude<Reading, { readonly kind: 'ok' }>): JetFailure {
  if (reading.kind === 'unknown') return { ...reading, kind: 'later' };
  if (reading.kind === 'refused' && reading.status !== 400)
    return {
      kind: 'later',
      text: `The address seems wrong: /token answered with status ${reading.status}. ${reading.text}`,
    };
  if (reading.kind === 'later' || reading.kind === 'credentials') return reading;
  return { kind: 'credentials', text: `The marketplace does not accept the user and the secret: ${reading.text}` };
}

function readToken(settings: Resolved, body: unknown): JetAnswer<Token> {
  const now = settings.clock.now();
  const sent = typeof body === 'object' && body !== null ? body : {};
  const value = 'id_token' in sent && typeof sent.id_token === 'string' ? sent.id_token : '';
  if (value === '') {
    return { kind: 'later', text: 'The address seems wrong: /token answered without a token.' };
  }
  const expires = 'expires_on' in sent && typeof sent.expires_on === 'string' ? parseWireDate(sent.expires_on) : 0;
  const lifeMs = lifetime((expires ?? 0) - now);
  const early = Math.min(RENEW_EARLY_MS, lifeMs / 2);
  return { kind: 'ok', status: 200, value: { value, renewAt: now + lifeMs - early, endsAt: now + lifeMs } };
}

const FULL_LIFE_MS = TOKEN_LIFETIME_SECONDS * 1_000;

/** Clocks differ: a life that cannot be is taken for the documented one, and a 401 puts it right. */
const lifetime = (ms: number): number => (ms > 0 && ms <= 2 * FULL_LIFE_MS ? ms : FULL_LIFE_MS);
