/** Owns carrying contents of any size to and from signed addresses. */

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
 * Transfers over a `fetch`.
 * @param options.sendsStreams false packs a content as a Blob before it is sent, for a `fetch` that cannot send a stream
 */
export const fetchTransfers = (
  fetchFunction: typeof fetch,
  options: { readonly sendsStreams: boolean },
): JetTransfers => ({
  put: async ({ url, headers, body, signal }) => {
    const sent = options.sendsStreams ? ({ body, duplex: 'half' } as const) : { body: await new Response(body).blob() };
    const response = await fetchFunction(url, { method: 'PUT', headers, signal, ...sent });
    return { status: response.status, text: await response.text() };
  },
  get: async (url, signal) => {
    const response = await fetchFunction(url, { signal });
    return { status: response.status, body: response.body };
  },
});
