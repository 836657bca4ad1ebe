/** Owns a small marketplace for the client's tests: it speaks HTTP on a port of its own, and remembers what it was sent. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { onTestFinished } from 'vitest';
import { createJetClient, type JetClient, jetPlatform } from './index.ts';

export interface FarRequest {
  readonly method: string;
  /** Path and query, without `/api`. */
  readonly path: string;
  readonly body: Buffer;
  /** As the header says; undefined when the body came without it. */
  readonly length: number | undefined;
}

export interface FarReply {
  readonly status: number;
  /** JSON, unless it is bytes. */
  readonly body?: unknown;
}

export interface FarSide {
  readonly url: string;
  readonly jet: JetClient;
  /** All but the requests for a token. */
  readonly seen: readonly FarRequest[];
}

/** Waiting takes no time worth mentioning, so that tests are fast. */
export const quickTools = {
  ...jetPlatform(),
  timer: {
    after: (ms: number, ring: () => void) => jetPlatform().timer.after(Math.ceil(ms / 1_000), ring),
    steadyNowMs: () => performance.now(),
  },
};

/** A far side that answers by `answer`; 404 where that says nothing. */
export async function startFarSide(
  answer: (request: FarRequest, url: string) => FarReply | undefined,
): Promise<FarSide> {
  const seen: FarRequest[] = [];
  let url = '';
  const server = createServer(async (request, reply) => {
    const sent = {
      method: request.method ?? '',
      path: (request.url ?? '').replace(/^\/api/, ''),
      body: await bodyOf(request),
      length: 'content-length' in request.headers ? Number(request.headers['content-length']) : undefined,
    };
    const isToken = sent.path === '/token';
    if (!isToken) seen.push(sent);
    const token = { id_token: 't', token_type: 'Bearer', expires_on: '2100-01-01T00:00:00Z' };
    const { status, body } = (isToken ? { status: 200, body: token } : answer(sent, url)) ?? { status: 404 };
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body === undefined ? '' : JSON.stringify(body));
    reply.writeHead(status, status === 204 ? {} : { 'content-length': bytes.length }).end(bytes);
  });
  url = await listening(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const quick = { firstBackoffMs: 1, longestBackoffMs: 1 };
  const jet = createJetClient({ ...jetPlatform(), ...quick, baseUrl: `${url}/api`, user: 'u', secret: 's' });
  return { url, jet, seen };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '');
    });
  });
