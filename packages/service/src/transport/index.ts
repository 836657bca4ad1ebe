/** Calls to other programs. */
export {
  createHttpTransport,
  type HttpTransport,
  ResponseTooLargeError,
  type TransportOptions,
} from './undici-transport.ts';
