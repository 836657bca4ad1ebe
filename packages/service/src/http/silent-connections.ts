/** Owns the connections on which nothing was said yet: browsers open some in advance, and they must not hold up the end. */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Watches a server's connections. The answered function cuts those on which not a byte came so far; closing the server
 * does not, as Node takes only those for idle that have carried a request.
 */
export function watchSilentConnections(server: Server): () => void {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => {
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  };
}
