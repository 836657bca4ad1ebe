/** Owns carrying contents of any size to and from signed addresses. */
import { platformSpool, type Spool } from './spool.ts';

export interface JetUpload {
  /** The address as it was issued: it carries its own permission. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly signal: AbortSignal;
}

export interface JetDownload {
  readonly status: number;
  /** Null when the answer has no body. */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
}

/** Carries contents over. Both reject only when no answer came. */
export interface JetTransfers {
  /** Puts a content; the answer's body is text, for whoever wants to know why it was refused. */
  readonly put: (upload: JetUpload) => Promise<{ readonly status: number; readonly text: string }>;
  readonly get: (url: string, signal: AbortSignal) => Promise<JetDownload>;
}

/**
 * Transfers over a `fetch`. A content is written down before it is sent, for its length goes before it.
 * @param spool where it is written down: on disk in Node, in memory elsewhere when absent
 */
export const fetchTransfers = (fetchFunction: typeof fetch, spool: Spool = platformSpool()): JetTransfers => ({
  put: async ({ url, headers, body, signal }) => {
    const { content, drop } = await spool(body, signal);
    try {
      const response = await fetchFunction(url, { method: 'PUT', headers, signal, body: content });
      return { status: response.status, text: await response.text() };
    } finally {
      await drop();
    }
  },
  get: async (url, signal) => {
    const response = await fetchFunction(url, { signal });
    return { status: response.status, body: response.body };
  },
});
