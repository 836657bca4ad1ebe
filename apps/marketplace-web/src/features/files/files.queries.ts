/** Owns asking for the files of an account, and having one tried again. */
import { usePaged, useSending, wanted } from '@jetway/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { pollEvery, useApi } from '../../api/index.ts';
import type { FileStatus } from './files.ts';

/** Records are watched as they are applied. */
const PROGRESS_POLL_MS = 1_500;

export function useFiles(accountId: string, status: FileStatus | undefined) {
  const api = useApi();
  return usePaged({
    queryKey: ['files', accountId, status],
    fetchPage: (page, signal) =>
      wanted(
        api.listFiles(
          { params: { accountId }, query: { ...page, ...(status === undefined ? {} : { status }) } },
          { signal },
        ),
        200,
      ),
    pollMs: PROGRESS_POLL_MS,
  });
}

export function useFile(accountId: string, fileId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['file', accountId, fileId],
    queryFn: ({ signal }) => wanted(api.getFile({ params: { accountId, fileId } }, { signal }), 200),
    refetchInterval: pollEvery(PROGRESS_POLL_MS),
  });
}

export function useRetryFile(accountId: string, fileId: string) {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (_: undefined, options) => wanted(api.retryFile({ params: { accountId, fileId } }, options), 200),
    onDone: () => {
      for (const name of ['files', 'file']) void client.invalidateQueries({ queryKey: [name, accountId] });
    },
  });
}
