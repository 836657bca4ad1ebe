/** Owns the idea of a blob store: streams in and out under keys, and addresses that carry their own permission. */
import type { Readable } from 'node:stream';
import type { Instant, Result } from '@jetway/kernel';
import { assertNoTransaction } from '../database/index.ts';

export interface BlobInfo {
  readonly sizeBytes: number;
  readonly storedAt: Instant;
  /** Tells one content of a key from another that replaced it. */
  readonly version: string;
}

export type BlobMethod = 'GET' | 'PUT';

/** What a signed address allows: one blob, one method, until one instant. */
export interface BlobGrant {
  readonly key: string;
  readonly method: BlobMethod;
  readonly expiresAt: Instant;
  /** Largest upload; only a store that serves its own addresses can hold callers to it. */
  readonly maxBytes?: number;
  /** Content type of a download. */
  readonly contentType?: string;
  /** Name that a download is saved under. */
  readonly fileName?: string;
  /** Whose blob it is: no part of the permission, but told to whoever watches a store’s own addresses. */
  readonly tenant?: string;
}

export interface Blobs {
  /** Stores a stream whole or not at all; an earlier blob of that key is replaced. Keys: see `isBlobKey`. */
  readonly put: (
    key: string,
    content: Readable | AsyncIterable<Uint8Array>,
    maxBytes: number,
  ) => Promise<Result<{ readonly sizeBytes: number }, 'too_large'>>;
  /** Undefined when there is none. The content is of the version told; it must be read to its end or destroyed. */
  readonly get: (key: string) => Promise<(BlobInfo & { readonly content: Readable }) | undefined>;
  readonly info: (key: string) => Promise<BlobInfo | undefined>;
  /** Nothing happens when there is none. */
  readonly delete: (key: string) => Promise<void>;
  /** The absolute address of a blob without any permission: what a signed address is before its question mark. */
  readonly url: (key: string) => string;
  /** An absolute address that carries its permission in its query. */
  readonly signedUrl: (grant: BlobGrant) => string;
}

/**
 * A store that must not be asked within a transaction: it would keep the transaction open for as long as it takes, and what
 * it did would not be undone with it.
 */
export const outsideTransactions = (blobs: Blobs): Blobs => ({
  ...blobs,
  put: (key, content, maxBytes) => {
    assertNoTransaction('storing a blob');
    return blobs.put(key, content, maxBytes);
  },
  get: (key) => {
    assertNoTransaction('reading a blob');
    return blobs.get(key);
  },
  info: (key) => {
    assertNoTransaction('asking for a blob');
    return blobs.info(key);
  },
  delete: (key) => {
    assertNoTransaction('deleting a blob');
    return blobs.delete(key);
  },
});

/** Keys are made by us: lower-case names, digits, `-`, `_` and `.`, in folders by `/`; nothing that leaves a directory. */
export const isBlobKey = (key: string): boolean =>
  key.length <= 200 && /^[a-z0-9_-][a-z0-9._-]*(\/[a-z0-9_-][a-z0-9._-]*)*$/.test(key);
