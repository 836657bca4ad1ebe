/** Owns lists that stay still: the list as it was asked for, its first page as it is now, and what to do with both. */
import { keepFirstPage, type PageOf, type PageRequest, usePaged } from '@jetway/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { liveRows } from './live-rows.ts';

export interface LiveListOptions<T> {
  /** First word of the query key of the list. */
  readonly list: string;
  /** First word of the query key of its first page as it is now; refreshing that is what tells of news. */
  readonly head: string;
  /** What the list is filtered by; the same object for as long as it says the same. */
  readonly filters: object;
  readonly fetchPage: (page: PageRequest, signal: AbortSignal) => Promise<PageOf<T>>;
  readonly limit?: number;
}

/** News that no event told of is found at the latest after this span. */
const ASK_AGAIN_MS = 60_000;

export function useLiveList<T extends { readonly id: string }>(options: LiveListOptions<T>) {
  const { list: listName, head: headName, filters, fetchPage, limit = 50 } = options;
  const client = useQueryClient();
  const list = usePaged<T>({ queryKey: [listName, filters], fetchPage, limit, still: true });
  const isReady = list.rows !== undefined && !list.isOld;
  const head = useQuery({
    queryKey: [headName, filters],
    queryFn: ({ signal }) => fetchPage({ limit }, signal),
    enabled: isReady,
    staleTime: 0,
    refetchInterval: ASK_AGAIN_MS,
  });
  const [changed, setChanged] = useState<ReadonlyMap<string, T>>(() => new Map());
  /** Puts a row that was learnt of by itself in its place. */
  const put = useCallback((row: T) => setChanged((before) => new Map(before).set(row.id, row)), []);
  const live = useMemo(
    () => liveRows(list.rows ?? [], isReady ? head.data : undefined, changed),
    [list.rows, isReady, head.data, changed],
  );
  const { refetch } = list.query;
  const showNew = useCallback(async () => {
    keepFirstPage(client, [listName, filters]);
    await refetch();
    setChanged(new Map());
  }, [client, listName, filters, refetch]);
  // Nobody reads an empty list: what arrives appears by itself.
  const isEmpty = isReady && list.rows?.length === 0;
  useEffect(() => {
    if (isEmpty && live.newCount > 0) void showNew();
  }, [isEmpty, live.newCount, showNew]);
  return { ...list, listed: list.rows, rows: list.rows === undefined ? undefined : live.rows, live, put, showNew };
}
