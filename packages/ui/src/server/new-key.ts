/** Owns keys by which a repeated request is recognised as the same one. */
import { useMemo, useRef } from 'react';

/** 128 random bits in hex. `crypto.randomUUID` is missing where the page is not served securely (plain http in a LAN). */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export interface IdempotencyKeys {
  /** Headers for sending this body: the key of the try before when that got no answer, else a fresh one. */
  readonly headersFor: (body: unknown) => { readonly 'idempotency-key': string };
  /** The server answered: whatever is sent next is another request. */
  readonly answered: () => void;
}

export function createIdempotencyKeys(makeKey: () => string): IdempotencyKeys {
  let open: { readonly body: string; readonly key: string } | undefined;
  return {
    headersFor: (body) => {
      const text = JSON.stringify(body) ?? '';
      if (open?.body !== text) open = { body: text, key: makeKey() };
      return { 'idempotency-key': open.key };
    },
    answered: () => {
      open = undefined;
    },
  };
}

/** Keys for one dialog or form; they last as long as it is shown. */
export function useIdempotencyKeys(): IdempotencyKeys {
  const keys = useRef<IdempotencyKeys>(undefined);
  return useMemo(() => {
    keys.current ??= createIdempotencyKeys(newKey);
    return keys.current;
  }, []);
}
