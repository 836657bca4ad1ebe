/** Owns how a page's requests reach its server, and what is told when none comes back. */
import { fetchTransport, type Transport } from '@jetway/http-contract';
import { isAborted, noAnswer } from './failures.ts';

/**
 * A transport over the browser's fetch whose failures are fit to be shown: every one is a `ReplyError`, except for calls
 * that the page itself gave up.
 * @param server its name as the start of a sentence: "The OMS"
 */
export function pageTransport(server: string, fetchFunction: typeof fetch): Transport {
  const transport = fetchTransport(fetchFunction);
  return async (request) => {
    try {
      return await transport(request);
    } catch (error) {
      throw isAborted(error) ? error : noAnswer(server);
    }
  };
}
