/** Owns the signed addresses over HTTP: `/blobs/<token>` takes the upload or gives the download that the token allows. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type Dialect,
  type FailureKind,
  failure,
  type HttpServer,
  problemDialect,
  requestInfo,
} from '../http/index.ts';
import type { BlobGrant, Blobs } from './blobs.ts';
import type { BlobTokens } from './tokens.ts';

export interface BlobRouteOptions {
  /** Largest upload where a grant says nothing; 256 MiB when absent. */
  readonly maxBytes?: number;
  /** How failures are worded; problem documents when absent. */
  readonly dialect?: Dialect;
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
  const grantOf = (request: FastifyRequest, reply: FastifyReply): BlobGrant | undefined => {
    const { '*': token } = request.params as { '*': string };
    const verified = blobs.tokens.verify(token, request.method);
    if (verified.ok) return verified.value;
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
