/** Owns asking for problems and resolving them. */

import type { ProblemItem } from '@jetway/oms-api';
import { useSending, wanted } from '@jetway/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';
import { useTellLive } from '../../live/index.ts';
import { useLiveList } from '../../parts/live-list/index.ts';
import type { ProblemAction, ProblemKind } from './problems.ts';

export interface ProblemFilters {
  readonly state: ProblemItem['state'];
  readonly kind?: ProblemKind;
}

/** The list stays still: a click must hit the problem it was meant for. */
export function useProblems(filters: ProblemFilters) {
  const api = useApi();
  return useLiveList<ProblemItem>({
    list: 'problems',
    head: 'problem-heads',
    filters,
    fetchPage: (page, signal) => wanted(api.listProblems({ query: { ...filters, ...page } }, { signal }), 200),
  });
}

export function useOrderProblems(orderId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['order-problems', orderId],
    queryFn: ({ signal }) =>
      wanted(api.listProblems({ query: { state: 'open', orderId, limit: 50 } }, { signal }), 200),
  });
}

export function useProblemCount() {
  const api = useApi();
  return useQuery({
    queryKey: ['problem-counts'],
    queryFn: ({ signal }) => wanted(api.countProblems({}, { signal }), 200),
    refetchInterval: 60_000,
  });
}

export interface ResolveInput {
  readonly action: ProblemAction;
  readonly skuId?: string;
  readonly remember?: boolean;
  readonly note?: string;
}

export function useResolve(problem: ProblemItem) {
  const api = useApi();
  const client = useQueryClient();
  const tell = useTellLive();
  return useSending({
    send: (body: ResolveInput, options) =>
      wanted(api.resolveProblem({ params: { problemId: problem.id }, body }, options), 200),
    onDone: () => {
      for (const name of ['problem-heads', 'order-problems', 'problem-counts', 'order-counts', 'connections'])
        void client.invalidateQueries({ queryKey: [name] });
      if (problem.orderId !== null) {
        void client.invalidateQueries({ queryKey: ['order', problem.orderId] });
        tell({ topic: 'orders', id: problem.orderId });
      }
    },
  });
}
