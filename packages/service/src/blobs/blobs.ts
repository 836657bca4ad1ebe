/** Owns the idea of a blob store: streams in and out under keys, and addresses that carry their own permission. */
import type { Readable } from 'node:stream';
import type { Instant, Result } from '@jetway/kernel';

export interface BlobInfo {
  readonly sizeBytes: number;
  readonly storedAt: Instant;
}

export type BlobMethod = 'GET' | 'PUT';

/** What a signed address allows: one blob, one method, until one instant. */
export interface BlobGrant {
  readonly key: string;
  readonly method: BlobMethod;
  readonly expiresAt: Instant;
  /** Largest upload. */
  readonly maxBytes?: number;
  /** Content type of a download. */
  readonly contentType?: string;
  /** Name that a download is saved under. */
  readonly fileName?: string;
}

export interface Blobs {
  /** Stores a stream whole or not at all; an earlier blob of that key is replaced. Keys: see `isBlobKey`. */
  readonly put: (
    key: string,
    content: Readable | AsyncIterable<Uint8Array>,
    maxBytes: number,
  ) => Promise<Result<{ readonly sizeBytes: number }, 'too_large'>>;
  /** Undefined when there is none. */
  readonly get: (key: string) => Promise<(BlobInfo & { readonly content: Readable }) | undefined>;
  readonly info: (key: string) => Promise<BlobInfo | undefined>;
  /** Nothing happens when there is none. */
  readonly delete: (key: string) => Promise<void>;
  /** An absolute address on the public URL that carries its permission. */
  readonly signedUrl: (grant: BlobGrant) => string;
}

/** Keys are made by us: lower-case names, digits, `-`, `_` and `.`, in folders by `/`; nothing that leaves a directory. */
export const isBlobKey = (key: string): boolean =>
  key.length <= 200 && /^[a-z0-9_-][a-z0-9._-]*(\/[a-z0-9_-][a-z0-9._-]*)*$/.test(key);
