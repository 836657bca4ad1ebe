/** Owns the client: every route of the Jet merchant API as a call that signs in by itself and answers with a value. */
import { buildRequest, type ClientReply, type Route, type RouteInput } from '@jetway/http-contract';
import { jetRoutes } from '@jetway/jet-api';
import type { JetAnswer, JetFailure, Reading } from './answer.ts';
import { sendOnce } from './attempt.ts';
import { traceHeaders } from './exchange.ts';
import { repeated } from './repeating.ts';
import { type JetCallOptions, type JetClientOptions, type Resolved, withDefaults } from './settings.ts';
import { createTokenKeeper, type TokenKeeper } from './token.ts';

type JetRoutes = typeof jetRoutes;
/** Every route but `/token`, which the client calls by itself. */
export type JetOperation = Exclude<keyof JetRoutes, 'getToken'>;

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

/**
 * Messages that do something each time they arrive. They are sent once; what is `unknown` must be read back before it
 * is sent again. All other routes read, or set a state, and are repeated by themselves.
 */
const MESSAGES: ReadonlySet<string> = new Set<JetOperation>(['acknowledgeOrder', 'shipOrder']);

interface Call {
  readonly operation: string;
  readonly route: Route;
  readonly input: Readonly<Record<string, unknown>>;
  readonly options: JetCallOptions;
}

export function createJetClient(options: JetClientOptions): JetClient {
  const settings = withDefaults(options);
  const tokens = createTokenKeeper(settings);
  const calls = Object.entries(jetRoutes)
    .filter(([operation]) => operation !== 'getToken')
    .map(([operation, route]) => [
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
  const maxAttempts = MESSAGES.has(call.operation) ? 1 : (options.maxAttempts ?? settings.maxAttempts);
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
    onExchange: options.onExchange ?? settings.onExchange,
  });
}

const denied = (text: string): JetFailure => ({
  kind: 'credentials',
  text: `The marketplace does not accept the token it just gave: ${text}`,
});
