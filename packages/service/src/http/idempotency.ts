/** Owns repeated POSTs: an `Idempotency-Key` makes the second answer the same as the first, without a second effect. */
import { createHash } from 'node:crypto';
import { ok, type Result, refuse } from '@jetway/kernel';
import { header, type RequestHeaders } from './headers.ts';

/** A reply as it went out. */
export interface RecordedReply {
  readonly status: number;
  readonly contentType: string;
  /** Null when it had no body. */
  readonly body: string | null;
}

export type Begun =
  | { readonly kind: 'new' }
  | { readonly kind: 'replay'; readonly reply: RecordedReply }
  | { readonly kind: 'in_progress' }
  | { readonly kind: 'reused' };

export interface IdempotencyRequest {
  readonly scope: string;
  readonly key: string;
  /** Hash of method, address and body: another one under the same key is a mistake of the caller. */
  readonly fingerprint: string;
}

/** Where an app keeps keys. `begin` must be atomic: of two at once, one is `new`, the other `in_progress`. */
export interface IdempotencyStore {
  readonly begin: (request: IdempotencyRequest) => Promise<Begun>;
  /** Keeps the reply for repeats. */
  readonly finish: (request: IdempotencyRequest, reply: RecordedReply) => Promise<void>;
  /** The work failed on our side (an exception, a 5xx): the key may be used again. */
  readonly abandon: (request: IdempotencyRequest) => Promise<void>;
}

const KEY_FORM = /^[\x21-\x7e]{1,255}$/;

/** The key that came with a request, if any. */
export function idempotencyKey(request: {
  readonly headers: RequestHeaders;
}): Result<string | undefined, 'idempotency_key_malformed'> {
  const key = header(request, 'idempotency-key');
  if (key === undefined || KEY_FORM.test(key)) return ok(key);
  return refuse(
    'idempotency_key_malformed',
    'Idempotency-Key must be 1 to 255 printable ASCII characters without blanks.',
  );
}

/** What a request asks for, as a hash. */
export const fingerprintOf = (method: string, url: string, body: unknown): string =>
  createHash('sha256')
    .update(`${method}\n${url}\n${JSON.stringify(body) ?? ''}`)
    .digest('hex');

/** Keeps keys in this process's memory, at most `capacity` of them, oldest dropped first; for tests and tools. */
export function memoryIdempotencyStore(capacity = 1_000): IdempotencyStore {
  const entries = new Map<string, { fingerprint: string; reply: RecordedReply | undefined }>();
  const nameOf = (request: IdempotencyRequest): string => `${request.scope}\n${request.key}`;
  return {
    begin: async (request) => {
      const found = entries.get(nameOf(request));
      if (found === undefined) {
        entries.set(nameOf(request), { fingerprint: request.fingerprint, reply: undefined });
        const [oldest] = entries.keys();
        if (entries.size > capacity && oldest !== undefined) entries.delete(oldest);
        return { kind: 'new' };
      }
      if (found.fingerprint !== request.fingerprint) return { kind: 'reused' };
      return found.reply === undefined ? { kind: 'in_progress' } : { kind: 'replay', reply: found.reply };
    },
    finish: async (request, reply) => {
      entries.set(nameOf(request), { fingerprint: request.fingerprint, reply });
    },
    abandon: async (request) => {
      entries.delete(nameOf(request));
    },
  };
}
