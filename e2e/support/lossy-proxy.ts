/** Owns a way between two programs on which some requests and some answers get lost. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LossyProxy {
  readonly url: string;
  /** What was lost so far. */
  readonly lost: () => { readonly requests: number; readonly answers: number };
  /** From now on nothing is lost. */
  readonly calm: () => void;
  readonly close: () => Promise<void>;
}

export interface Losses {
  /** A number in [0, 1), from a seed. */
  readonly random: () => number;
  /** Share of requests that never arrive. */
  readonly requests: number;
  /** Share of answers that never come back, although the request was carried out. */
  readonly answers: number;
  /** Which requests may be lost. */
  readonly affects: (request: { readonly method: string; readonly path: string }) => boolean;
}

export async function startLossyProxy(target: string, losses: Losses): Promise<LossyProxy> {
  const lost = { requests: 0, answers: 0 };
  let isCalm = false;
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((incoming, outgoing) => {
    const method = incoming.method ?? 'GET';
    const affected = !isCalm && losses.affects({ method, path: incoming.url ?? '/' });
    if (affected && losses.random() < losses.requests) {
      lost.requests += 1;
      incoming.socket.destroy();
      return;
    }
    const forward = http.request(
      `${target}${incoming.url ?? '/'}`,
      { method, headers: incoming.headers, agent },
      (answer) => {
        if (affected && losses.random() < losses.answers) {
          lost.answers += 1;
          answer.resume().on('end', () => incoming.socket.destroy());
          return;
        }
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    forward.on('error', () => incoming.socket.destroy());
    incoming.on('error', () => forward.destroy());
    incoming.pipe(forward);
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    lost: () => ({ ...lost }),
    calm: () => {
      isCalm = true;
    },
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
