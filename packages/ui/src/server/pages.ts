/** Owns lists that come in pages: all of a short list, or a long one page by page. */
import {
  type InfiniteData,
  keepPreviousData,
  type QueryClient,
  type QueryKey,
  useInfiniteQuery,
} from '@tanstack/react-query';
import { useMemo } from 'react';

/** A page of a list, as the contracts declare it. */
export interface PageOf<T> {
  readonly items: T[];
  /** Cursor of the page after it; null at the end. */
  readonly next: string | null;
}

/** Which page to ask for; the first one without a cursor. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}

/** More than this is no short list; asking on would only hide a fault. */
const MOST_PAGES = 20;

/** Every item of a short list (locations, nodes, people). */
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

/** What {@link usePaged} needs to know of a list. */
export interface PagedOptions<T> {
  readonly queryKey: QueryKey;
  readonly fetchPage: (page: PageRequest, signal: AbortSignal) => Promise<PageOf<T>>;
  /** Rows of a page; 50 when not told. */
  readonly limit?: number;
  /** The list stays as it is until it is asked for again. */
  readonly still?: boolean;
  readonly enabled?: boolean;
  /** The list is asked for again so often while it is looked at; not when it has grown long. */
  readonly pollMs?: number;
}

/** Each page is a request: beyond so many a list is not polled. */
const MOST_POLLED_PAGES = 4;

/** A long list, page after page. `rows` is undefined until the first page is there. */
export function usePaged<T>(options: PagedOptions<T>) {
  const { queryKey, fetchPage, limit = 50, still = false, enabled = true, pollMs } = options;
  const query = useInfiniteQuery<PageOf<T>, Error, InfiniteData<PageOf<T>>, QueryKey, string | null>({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      fetchPage({ limit, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal),
    initialPageParam: null,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
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

/** A long list as {@link usePaged} answers it. */
export type PagedList<T> = ReturnType<typeof usePaged<T>>;

/** Forgets all of a list but its first page, so that asking for it anew asks for that page alone. */
export const keepFirstPage = (client: QueryClient, queryKey: QueryKey): void =>
  void client.setQueryData<InfiniteData<unknown>>(queryKey, (data) =>
    data === undefined ? data : { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
  );
