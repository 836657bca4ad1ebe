/** Owns the signed addresses over HTTP: `/blobs/<key>?sig=<token>` takes the upload or gives the download that the token allows. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type Dialect,
  type FailureKind,
  failure,
  type HttpServer,
  problemDialect,
  type RequestInfo,
  requestInfo,
} from '../http/index.ts';
import type { BlobGrant, Blobs } from './blobs.ts';
import type { BlobTokens } from './tokens.ts';

export interface BlobRouteOptions {
  /** Largest upload where a grant says nothing; 256 MiB when absent. */
  readonly maxBytes?: number;
  /** How failures are worded; problem documents when absent. */
  readonly dialect?: Dialect;
  /** Told of each request with a valid address once it was answered; it must be quick and must not throw. */
  readonly observe?: (seen: SeenBlobRequest) => void;
}

/** An upload or a download, and what became of it. Sizes are those announced; undefined where none was. */
export interface SeenBlobRequest {
  readonly info: RequestInfo;
  readonly grant: BlobGrant;
  readonly status: number;
  readonly durationMs: number;
  readonly requestBytes: number | undefined;
  readonly answerBytes: number | undefined;
}

/** Serves a store's signed addresses. Uploads answer 201, whatever content type and further headers they carry. */
export function serveBlobs(
  server: HttpServer,
  blobs: Blobs & { readonly tokens: BlobTokens },
  options: BlobRouteOptions = {},
): void {
  const dialect = options.dialect ?? problemDialect;
  const fail = (request: FastifyRequest, reply: FastifyReply, kind: FailureKind, text: string): FastifyReply => {
    const worded = dialect.render(failure(kind, requestInfo(request).requestId, { text }));
    return reply.code(worded.status).header('content-type', worded.contentType).send(JSON.stringify(worded.body));
  };
  const grants = new WeakMap<FastifyRequest, BlobGrant>();
  const grantOf = (request: FastifyRequest, reply: FastifyReply): BlobGrant | undefined => {
    const { '*': key } = request.params as { '*': string };
    const { sig } = request.query as Readonly<Record<string, unknown>>;
    const verified = blobs.tokens.verify(typeof sig === 'string' ? sig : '', { key, method: request.method });
    if (verified.ok) {
      grants.set(request, verified.value);
      return verified.value;
    }
    const { text, internal } = verified.refusal;
    if (internal !== undefined) requestInfo(request).log.info('a blob address was refused', { reason: internal });
    fail(request, reply, 'forbidden', text);
    return undefined;
  };
  server.registerRaw({
    prefix: '/blobs',
    dialect,
    routes: (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      scope.addHook('onRequest', async (request) => {
        request.raw.headers['content-type'] = 'application/octet-stream';
      });
      scope.addHook('onResponse', async (request, reply) => {
        const grant = grants.get(request);
        if (grant !== undefined) options.observe?.(seenOf(request, reply, grant));
      });
      scope.get('/*', async (request, reply) => {
        const grant = grantOf(request, reply);
        return grant === undefined ? reply : download(blobs, grant, request, reply, fail);
      });
      scope.put('/*', async (request, reply) => {
        const grant = grantOf(request, reply);
        if (grant === undefined) return reply;
        const limit = grant.maxBytes ?? options.maxBytes ?? 256 * 1_048_576;
        const announced = Number(request.headers['content-length'] ?? 0);
        const body = request.body instanceof Readable ? request.body : Readable.from([]);
        const stored = announced > limit ? undefined : await blobs.put(grant.key, body, limit);
        if (stored?.ok === true) return reply.code(201).header('content-length', '0').send();
        void reply.header('connection', 'close');
        return fail(request, reply, 'too_large', `The content is larger than ${limit} bytes.`);
      });
    },
  });
}

const seenOf = (request: FastifyRequest, reply: FastifyReply, grant: BlobGrant): SeenBlobRequest => ({
  info: requestInfo(request),
  grant,
  status: reply.statusCode,
  durationMs: reply.elapsedTime,
  requestBytes: sizeIn(request.headers['content-length']),
  answerBytes: sizeIn(reply.getHeader('content-length')),
});

const sizeIn = (length: unknown): number | undefined =>
  /^[0-9]{1,15}$/.test(String(length)) ? Number(length) : undefined;

async function download(
  blobs: Blobs,
  grant: BlobGrant,
  request: FastifyRequest,
  reply: FastifyReply,
  fail: (request: FastifyRequest, reply: FastifyReply, kind: FailureKind, text: string) => FastifyReply,
): Promise<FastifyReply> {
  const found = await blobs.get(grant.key);
  if (found === undefined) return fail(request, reply, 'not_found', 'There is nothing here.');
  const name = grant.fileName ?? grant.key.split('/').at(-1) ?? 'file';
  void reply
    .header('content-type', grant.contentType ?? 'application/octet-stream')
    .header('content-length', String(found.sizeBytes))
    .header('cache-control', 'private, no-store')
    // Whatever the content claims to be, it runs nothing in our origin.
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  return reply.send(found.content);
}
