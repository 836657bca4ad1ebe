/** Owns answers to what is no HTTP at all, or too large or slow to become a request: written to the socket by hand. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Ids } from '@jetway/kernel';
import { failure } from './dialect.ts';
import { failureOfError } from './failures.ts';
import type { Surfaces } from './surfaces.ts';

/** Makes the handler of a connection's error; it speaks the dialect of the address when the first line can be read. */
export function clientErrorHandler(surfaces: Surfaces, ids: Ids): (error: Error, socket: Socket) => void {
  return (error, socket) => {
    const code = 'code' in error ? error.code : undefined;
    if (code === 'ECONNRESET' || !socket.writable || hasBegunToAnswer(socket)) {
      socket.destroy();
      return;
    }
    const requestId = ids.uuid();
    const found = failureOfError(error, requestId) ?? failure('bad_request', requestId);
    const reply = surfaces.dialectOf(addressIn(error)).render(found);
    const body = reply.body === undefined ? '' : JSON.stringify(reply.body);
    const lines = [
      `HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status] ?? 'Error'}`,
      `content-type: ${reply.contentType}`,
      `content-length: ${Buffer.byteLength(body)}`,
      `x-request-id: ${requestId}`,
      'x-content-type-options: nosniff',
      'connection: close',
    ];
    socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
  };
}

/** The address that a broken request asked for, as far as its first line shows it. */
function addressIn(error: Error): string {
  const packet: unknown = 'rawPacket' in error ? error.rawPacket : undefined;
  if (!Buffer.isBuffer(packet)) return '/';
  return /^[A-Za-z]+ +(\/\S*)/.exec(packet.toString('latin1', 0, 4_096))?.[1] ?? '/';
}

/** Whether an answer to an earlier request is on its way on this connection; ours would end up in its middle. */
function hasBegunToAnswer(socket: Socket): boolean {
  const message: unknown = Reflect.get(socket, '_httpMessage');
  return typeof message === 'object' && message !== null && 'headersSent' in message && message.headersSent === true;
}
