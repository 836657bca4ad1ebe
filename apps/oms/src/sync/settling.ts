/** Owns what follows from an order that was read back: what becomes of the intent it was read for. */
import type { Proof } from '../channels/index.ts';

/** How the intent was sent last, as far as we know. */
export type Sending =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly text: string }
  | { readonly kind: 'uncertain' };

export type Settlement =
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'resend'; readonly afterMs: number }
  | { readonly kind: 'read-again'; readonly afterMs: number; readonly text: string };

/** A message that was sent so often without ever counting is given to a person. */
export const MOST_ATTEMPTS = 8;
const LONGEST_WAIT_MS = 60_000;

/** Doubled with each attempt, from one second. */
export const waitAfter = (attempts: number): number =>
  Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** Math.min(Math.max(attempts - 1, 0), 10));

/**
 * Decides. Only a proof confirms, or the answer to a message that no order shows. A message that the channel accepted but does not show yet is looked for again before
 * it is sent again; one that was refused is not sent again, unless reading back shows that an earlier one counted.
 * @param lookedFor how often the channel was asked since it accepted the message
 */
export function settle(proof: Proof, sending: Sending, attempts: number, lookedFor: number): Settlement {
  if (proof === 'done') return { kind: 'confirmed' };
  if (sending.kind === 'refused') return { kind: 'failed', text: sending.text };
  if (proof === 'not-shown' && sending.kind === 'accepted') return { kind: 'confirmed' };
  if (proof === 'refused')
    return {
      kind: 'failed',
      text: 'The marketplace shows the order answered otherwise, or ended; it takes this no more.',
    };
  if (sending.kind === 'accepted' && lookedFor < MOST_ATTEMPTS) {
    const text = 'The marketplace accepted it and does not show it yet.';
    return { kind: 'read-again', afterMs: waitAfter(lookedFor), text };
  }
  if (attempts >= MOST_ATTEMPTS)
    return { kind: 'failed', text: `Sent ${attempts} times, and the marketplace still does not show it.` };
  return { kind: 'resend', afterMs: waitAfter(attempts) };
}
