/** Owns one request: sent with a limit on time, told to whoever records it, and read. */
import type { HttpRequest, HttpResponse, Route } from '@jetway/http-contract';
import { causeOf, type Reading, readResponse, wasNeverSent } from './answer.ts';
import { exchangeOf, type JetExchange } from './exchange.ts';
import type { Resolved } from './settings.ts';
import { withinTime } from './within-time.ts';

export interface Attempt {
  readonly operation: string;
  readonly route: Route;
  readonly request: HttpRequest;
  readonly requestId: string;
  /** Counts from 1. */
  readonly attempt: number;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly onExchange: ((exchange: JetExchange) => void) | undefined;
}

/** Sends one request and says what its answer means. Never rejects. */
export async function sendOnce(settings: Resolved, attempt: Attempt): Promise<Reading> {
  if (attempt.signal?.aborted === true) return { kind: 'later', text: 'The call was ended before it was sent.' };
  const sentAt = settings.clock.now();
  const begun = settings.timer.steadyNowMs();
  let response: HttpResponse | undefined;
  let failure: { readonly error: unknown } | undefined;
  try {
    response = await withTimeout(settings, attempt);
  } catch (error) {
    failure = { error };
  }
  attempt.onExchange?.(
    exchangeOf({
      operation: attempt.operation,
      request: attempt.request,
      response,
      error: failure === undefined ? null : causeOf(failure.error),
      requestId: attempt.requestId,
      attempt: attempt.attempt,
      sentAt,
      answeredAt: settings.clock.now(),
      durationMs: settings.timer.steadyNowMs() - begun,
    }),
  );
  if (response !== undefined) return readResponse(attempt.route, response);
  const text = causeOf(failure?.error);
  return wasNeverSent(failure?.error)
    ? { kind: 'later', text: `The marketplace cannot be reached: ${text}` }
    : { kind: 'unknown', text: `No answer came: ${text}` };
}

function withTimeout(settings: Resolved, { request, signal, timeoutMs }: Attempt): Promise<HttpResponse> {
  return withinTime({ timer: settings.timer, timeoutMs, signal }, (ending) =>
    settings.transport({ ...request, signal: ending }),
  );
}
