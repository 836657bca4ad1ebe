/** Owns asking for problems and resolving them. */

import type { ProblemItem } from '@jetway/oms-api';
import { useSending, wanted } from '@jetway/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';
import { useTellLive } from '../../live/index.ts';
import { useLiveList } from '../../parts/live-list/index.ts';
import type { ProblemAction, ProblemDeadline, ProblemKind } from './problems.ts';

export interface ProblemFilters {
  readonly state: ProblemItem['state'];
  readonly kind?: ProblemKind;
  readonly assignee?: 'me' | 'nobody';
  readonly deadline?: ProblemDeadline;
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
      for (const name of ['problem-heads', 'order-problems', 'problem-counts', 'order-counts', 'connections', 'home'])
        void client.invalidateQueries({ queryKey: [name] });
      if (problem.orderId !== null) {
        void client.invalidateQueries({ queryKey: ['order', problem.orderId] });
        tell({ topic: 'orders', id: problem.orderId });
      }
    },
  });
}

/** What may look otherwise once problems changed hands or were put aside. */
const dependents = ['problem-heads', 'order-problems', 'problem-counts', 'problem-history', 'order-counts', 'home'];

function useProblemsChanged(): () => void {
  const client = useQueryClient();
  return () => {
    for (const name of dependents) void client.invalidateQueries({ queryKey: [name] });
  };
}

export interface AssignInput {
  readonly problem: ProblemItem;
  /** Null: nobody. */
  readonly userId: string | null;
}

export function useAssign() {
  const api = useApi();
  const changed = useProblemsChanged();
  return useMutation({
    mutationFn: ({ problem, userId }: AssignInput) => {
      const headers = { 'if-match': String(problem.version) };
      return wanted(api.assignProblem({ params: { problemId: problem.id }, body: { userId } }, { headers }), 200);
    },
    // After a refusal too: somebody else may have it.
    onSettled: changed,
  });
}

export interface DismissInput {
  readonly kind?: ProblemKind;
  readonly problemIds?: string[];
  readonly raisedUntil?: number;
  readonly note: string;
}

export function useDismiss() {
  const api = useApi();
  const changed = useProblemsChanged();
  return useSending({
    send: (body: DismissInput, options) => wanted(api.dismissProblems({ body }, options), 200),
    onDone: changed,
  });
}

export function useProblemHistory(problemId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['problem-history', problemId],
    queryFn: ({ signal }) => wanted(api.listProblemHistory({ params: { problemId } }, { signal }), 200),
  });
}
