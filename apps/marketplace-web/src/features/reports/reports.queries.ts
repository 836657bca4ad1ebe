/** Owns asking for the reports of an account. */
import { usePaged, wanted } from '@jetway/ui';
import { useQuery } from '@tanstack/react-query';
import { pollEvery, useApi } from '../../api/index.ts';
import type { ReportView } from './reports.ts';

/** A report is made within seconds. */
const PROGRESS_POLL_MS = 2_000;

export function useReports(accountId: string, view: ReportView) {
  const api = useApi();
  return usePaged({
    queryKey: ['reports', accountId, view],
    fetchPage: (page, signal) => {
      const query = { ...page, ...(view === 'all' ? {} : { status: view }) };
      return wanted(api.listReports({ params: { accountId }, query }, { signal }), 200);
    },
    pollMs: PROGRESS_POLL_MS,
  });
}

export function useReport(accountId: string, reportId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['report', accountId, reportId],
    queryFn: ({ signal }) => wanted(api.getReport({ params: { accountId, reportId } }, { signal }), 200),
    refetchInterval: pollEvery(PROGRESS_POLL_MS),
  });
}
