/** Owns the client's calls and answers in the OMS's own words. */
import type { JetAnswer, JetCallOptions } from '@jetway/jet-client';
import type { CallOptions, ChannelAnswer } from '../index.ts';

/** Wait before a call that was put off is made again, where the marketplace does not say. */
const LATER_MS = 5_000;

export function call({ onExchange, ...options }: CallOptions = {}): JetCallOptions {
  if (onExchange === undefined) return options;
  return {
    ...options,
    onExchange: ({ operation, attempt: _, ...exchange }) =>
      onExchange({ ...exchange, isSignIn: operation === 'getToken' }),
  };
}

export function mapped<T, U>(answer: JetAnswer<T>, map: (value: T) => U): ChannelAnswer<U> {
  switch (answer.kind) {
    case 'ok':
      return { kind: 'ok', value: map(answer.value) };
    case 'refused':
      return { kind: 'refused', text: answer.text, status: answer.status };
    case 'later':
      return { kind: 'later', text: answer.text, retryAfterMs: answer.retryAfterMs ?? LATER_MS };
    case 'unknown':
      return { kind: 'unknown', text: answer.text };
    case 'credentials':
      return { kind: 'credentials', text: answer.text };
  }
}
