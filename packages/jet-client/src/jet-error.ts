/** Owns the exception that iterators throw, for they cannot answer with a value. */
import type { JetAnswer, JetFailure } from './answer.ts';

/** A call within an iterator did not come to `ok`; `failure` says what is sure. */
export class JetError extends Error {
  override readonly name = 'JetError';
  readonly failure: JetFailure;
  constructor(failure: JetFailure) {
    super(failure.text);
    this.failure = failure;
  }
}

/**
 * The value of an answer that is `ok`.
 * @throws JetError for every other answer
 */
export function requireOk<T>(answer: JetAnswer<T>): T {
  if (answer.kind !== 'ok') throw new JetError(answer);
  return answer.value;
}
