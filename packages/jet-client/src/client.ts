/** Owns the client: every route of the Jet merchant API as a call that signs in by itself and answers with a value. */
import { buildRequest, type ClientReply, type Route, type RouteInput } from '@jetway/http-contract';
import { jetRoutes } from '@jetway/jet-api';
import type { JetAnswer, JetFailure, Reading } from './answer.ts';
import { sendOnce } from './attempt.ts';
import { traceHeaders } from './exchange.ts';
import { repeated } from './repeating.ts';
import { type JetOperation, repetitionOf } from './repetition.ts';
import { type JetCallOptions, type JetClientOptions, type Resolved, withDefaults } from './settings.ts';
import { createTokenKeeper, type TokenKeeper } from './token.ts';

type JetRoutes = typeof jetRoutes;

type Success = { readonly status: 200 | 201 | 204 };
type JetValue<K extends JetOperation> = Extract<ClientReply<JetRoutes[K]>, Success>['body'];

export type JetCalls = {
  readonly [K in JetOperation]: (
    ...args: Record<never, never> extends RouteInput<JetRoutes[K]>
      ? [input?: RouteInput<JetRoutes[K]>, options?: JetCallOptions]
      : [input: RouteInput<JetRoutes[K]>, options?: JetCallOptions]
  ) => Promise<JetAnswer<JetValue<K>>>;
};

/**
 * Calls never reject. Bodies are typed as the contract says but not checked against it: read what comes from outside
 * with care.
 */
export type JetClient = JetCalls & {
  /** Fetches a new token: tells whether user and secret are accepted. */
  readonly signIn: (options?: JetCallOptions) => Promise<JetAnswer<{ readonly expiresAt: number }>>;
};

interface Call {
  readonly operation: JetOperation;
  readonly route: Route;
  readonly input: Readonly<Record<string, unknown>>;
  readonly options: JetCallOptions;
}

const { getToken: _byItself, ...calledRoutes } = jetRoutes;
const operations = Object.entries(calledRoutes) as [JetOperation, Route][];

/** A client for one account. Make one and keep it: it holds the token. */
export function createJetClient(options: JetClientOptions): JetClient {
  const settings = withDefaults(options);
  const tokens = createTokenKeeper(settings);
  const calls = operations.map(([operation, route]) => [
    operation,
    (input: Readonly<Record<string, unknown>> = {}, callOptions: JetCallOptions = {}) =>
      perform(settings, tokens, { operation, route, input, options: callOptions }),
  ]);
  const signIn: JetClient['signIn'] = async (callOptions = {}) => {
    const answer = await tokens.renew(callOptions);
    return answer.kind === 'ok' ? { ...answer, value: { expiresAt: answer.value.endsAt } } : answer;
  };
  return { ...(Object.fromEntries(calls) as JetCalls), signIn };
}

async function perform(settings: Resolved, tokens: TokenKeeper, call: Call): Promise<JetAnswer<unknown>> {
  const { signal } = call.options;
  const requestId = call.options.requestId ?? settings.newRequestId();
  const options: JetCallOptions = { ...call.options, requestId };
  const { repeats } = repetitionOf(call.operation, call.route.method);
  const maxAttempts = repeats ? (options.maxAttempts ?? settings.maxAttempts) : 1;
  const reading = await repeated(settings, { maxAttempts, signal }, (attempt) =>
    authorized(settings, tokens, { ...call, options }, attempt),
  );
  return reading.kind === 'unauthorized' ? denied(reading.text) : reading;
}

/** One request with a token; a token that is not accepted is replaced once, since nothing was done under it. */
async function authorized(settings: Resolved, tokens: TokenKeeper, call: Call, attempt: number): Promise<Reading> {
  const token = await tokens.get(call.options);
  if (token.kind !== 'ok') return token;
  const reading = await send(settings, call, token.value.value, attempt);
  if (reading.kind !== 'unauthorized') return reading;
  tokens.discard(token.value);
  const fresh = await tokens.get(call.options);
  return fresh.kind === 'ok' ? send(settings, call, fresh.value.value, attempt) : fresh;
}

function send(settings: Resolved, call: Call, token: string, attempt: number): Promise<Reading> {
  const { operation, route, input, options } = call;
  const requestId = options.requestId ?? '';
  const headers = { authorization: `Bearer ${token}`, ...traceHeaders(requestId, options.traceparent) };
  return sendOnce(settings, {
    operation,
    route,
    request: buildRequest(settings.baseUrl, route, input, headers),
    requestId,
    attempt,
    signal: options.signal,
    timeoutMs: options.timeoutMs ?? settings.timeoutMs,
    onExchange: options.onExchange ?? settings.onExchange,
  });
}

const denied = (text: string): JetFailure => ({
  kind: 'credentials',
  text: `The marketplace does not accept the token it just gave: ${text}`,
});
