/** Owns lists that come in pages: all of a short list, or a long one page by page. */
import { type InfiniteData, keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

export interface PageOf<T> {
  readonly items: T[];
  readonly next: string | null;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}

/** More than this is no short list; asking on would only hide a fault. */
const MOST_PAGES = 20;

/** Every item of a short list (accounts, nodes, worlds). */
export async function allPages<T>(fetchPage: (page: PageRequest) => Promise<PageOf<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { items: found, next } = await fetchPage({ limit: 200, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...found);
    if (next === null) break;
    cursor = next;
  }
  return items;
}

export interface PagedOptions<T> {
  readonly queryKey: QueryKey;
  readonly fetchPage: (page: PageRequest, signal: AbortSignal) => Promise<PageOf<T>>;
  readonly limit?: number;
  /** The list stays as it is until it is asked for again. */
  readonly still?: boolean;
  /** The list is asked for again so often while it is looked at; not when it has grown long. */
  readonly pollMs?: number;
}

/** Each page is a request: beyond so many a list is not polled. */
const MOST_POLLED_PAGES = 4;

/** A long list, page after page. `rows` is undefined until the first page is there. */
export function usePaged<T>({ queryKey, fetchPage, limit = 50, still = false, pollMs }: PagedOptions<T>) {
  const query = useInfiniteQuery<PageOf<T>, Error, InfiniteData<PageOf<T>>, QueryKey, string | null>({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      fetchPage({ limit, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal),
    initialPageParam: null,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      pollMs !== undefined && state.data !== undefined && state.data.pages.length <= MOST_POLLED_PAGES ? pollMs : false,
    ...(still ? { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, refetchOnReconnect: false } : {}),
  });
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items), [query.data]);
  return {
    query,
    rows,
    /** The rows shown still answer the question before this one. */
    isOld: query.isPlaceholderData,
    more: {
      shown: rows?.length ?? 0,
      hasMore: query.hasNextPage,
      busy: query.isFetchingNextPage,
      onMore: () => void query.fetchNextPage(),
    },
  };
}
