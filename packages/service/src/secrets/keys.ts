/** Owns secrets that machines carry: API keys, session tokens; made from much randomness, kept only as hashes. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new secret of 256 random bits in URL-safe characters, after a prefix that says what it is for (`jwo_…`). */
export const newSecret = (prefix = ''): string => `${prefix}${randomBytes(32).toString('base64url')}`;

/**
 * The form in which a secret is kept and looked up: SHA-256 in hex. Enough for secrets of high entropy; passwords of
 * people go through `hashPassword`.
 */
export const hashKey = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Whether two texts are the same, in a time that tells nothing about where they differ. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
