/** Owns the tokens of signed addresses: what is allowed, readable by anybody, made by nobody else. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Clock, ok, type Result, refuse } from '@jetway/kernel';
import { deriveKey } from '../secrets/index.ts';
import { type BlobGrant, isBlobKey } from './blobs.ts';

export interface BlobTokens {
  readonly sign: (grant: BlobGrant) => string;
  /** What a token allows, when it allows this. */
  readonly verify: (
    token: string,
    wanted: { readonly key: string; readonly method: string },
  ) => Result<BlobGrant, 'token_invalid' | 'token_expired'>;
}

/** Tokens under a key derived from the program's secret key; expiry is on the given (real) clock. */
export function createBlobTokens(secretKey: Uint8Array, clock: Clock): BlobTokens {
  const key = deriveKey(secretKey, 'blob-urls');
  const mac = (payload: string): Buffer => createHmac('sha256', key).update(payload).digest();
  const invalid = (internal: string) => refuse('token_invalid', 'This address is not valid.', { internal });
  return {
    sign: (grant) => {
      const payload = Buffer.from(JSON.stringify(grant)).toString('base64url');
      return `${payload}.${mac(payload).toString('base64url')}`;
    },
    verify: (token, { key: wantedKey, method }) => {
      const [payload = '', signature = '', ...rest] = token.split('.');
      const given = Buffer.from(signature, 'base64url');
      const expected = mac(payload);
      if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected))
        return invalid('the signature does not fit');
      // The signature says that we wrote it.
      const grant = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as BlobGrant;
      if (grant.key !== wantedKey || !isBlobKey(grant.key))
        return invalid(`signed for ${grant.key}, used for ${wantedKey}`);
      if (grant.method !== method && !(grant.method === 'GET' && method === 'HEAD'))
        return invalid(`signed for ${grant.method}, used with ${method}`);
      if (clock.now() >= grant.expiresAt) return refuse('token_expired', 'This address has expired.');
      return ok(grant);
    },
  };
}
