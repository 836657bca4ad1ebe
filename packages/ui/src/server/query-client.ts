/** Owns how questions to the server are kept, repeated, and what happens when the session has ended. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { sessionKey } from '../session/session.ts';
import { mayPass, toReplyError } from './failures.ts';

/** A question that got no answer is asked again so many times before the page says so. */
const MOST_RETRIES = 2;

/** The questions of one page load. An answer 401 to any of them tells everybody that nobody is signed in. */
export function createQueryClient(): QueryClient {
  const noticeEnd = (error: unknown) => {
    const { status, failure } = toReplyError(error);
    const isSignedOut = status === 401 && failure.code !== 'wrong_credentials';
    if (isSignedOut) client.setQueryData(sessionKey, null);
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: noticeEnd }),
    mutationCache: new MutationCache({ onError: noticeEnd }),
    defaultOptions: {
      queries: { staleTime: 5_000, retry: (count, error) => count < MOST_RETRIES && mayPass(error) },
      mutations: { retry: false },
    },
  });
  return client;
}
