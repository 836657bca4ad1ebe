/** Owns the HTTP edge of documents: asking for one, and fetching its file. */
import { Problem, type Route } from '@jetway/http-contract';
import { documentRoutes, everyRole, omsPrefix } from '@jetway/oms-api';
import {
  type FailureKind,
  failure,
  type HttpServer,
  problem,
  problemDialect,
  requestInfo,
  sendFailure,
} from '@jetway/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { defineFeature, type Feature } from '../edge/index.ts';
import type { Authenticate } from '../users/index.ts';
import { askForDocument, type DocumentDeps, printDocument } from './print.ts';

const STATUS = { not_found: 404, unknown_time_zone: 400, nothing_to_print: 409 } as const;

/** Asking for documents over HTTP. */
export function documentsFeature(deps: DocumentDeps): Feature<typeof documentRoutes> {
  return defineFeature({
    routes: documentRoutes,
    handlers: {
      createDocument: async (context, { body }) => {
        const { organizationId, now, requestId } = context;
        const made = await askForDocument(deps, organizationId, body, context, now);
        if (!made.ok) return problem(STATUS[made.refusal.code], made.refusal, { requestId });
        return { status: 201, body: made.value };
      },
    },
  });
}

const route: Route = {
  method: 'GET',
  path: '/documents/:documentId/file',
  summary: 'The file of a document',
  auth: 'member',
  roles: everyRole,
  replies: { 200: null, 401: Problem, 404: Problem },
};

export interface DocumentFileDeps extends DocumentDeps {
  readonly server: HttpServer;
  readonly authenticate: Authenticate;
}

/** Serves the files, which no contract can describe: `application/pdf`, to members of the organization alone. */
export function serveDocumentFiles(deps: DocumentFileDeps): void {
  deps.server.registerRaw({
    prefix: omsPrefix,
    dialect: problemDialect,
    routes: (scope) => {
      scope.get<{ Params: { documentId: string } }>(route.path, async (request, reply) =>
        sendFile(deps, request, reply, request.params.documentId),
      );
    },
  });
}

async function sendFile(
  deps: DocumentFileDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  documentId: string,
): Promise<FastifyReply> {
  const info = requestInfo(request);
  const refused = (kind: FailureKind, text: string): FastifyReply =>
    sendFailure(reply, { dialectOf: () => problemDialect }, failure(kind, info.requestId, { text }));
  const member = await deps.authenticate(route, info);
  if (!member.ok) return refused('unauthenticated', member.refusal.text);
  const file = await printDocument(deps, member.value.organizationId, documentId);
  if (file === undefined) return refused('not_found', 'There is no such document.');
  return reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', `inline; filename="${file.name}"`)
    .header('cache-control', 'no-store')
    .send(Buffer.from(file.bytes));
}
