/** Calls to other programs. */
export { isPublicAddress, PrivateAddressError } from './public-addresses.ts';
export {
  createHttpTransport,
  type HttpTransport,
  ResponseTooLargeError,
  type TransportOptions,
} from './undici-transport.ts';
