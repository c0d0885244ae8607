import { keepPreviousData, type QueryKey, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";

/** A page of a list, as the API answers it. */
export interface PageOf<T> {
  items: T[];
  nextCursor?: string | null;
}

export interface Pages<T> {
  items: readonly T[];
  data: readonly T[] | undefined;
  error: unknown;
  isPending: boolean;
  isFetching: boolean;
  hasMore: boolean;
  more: () => void;
  refetch: () => unknown;
}

interface PagesOptions {
  /** How often it is read anew, in milliseconds. */
  every?: number;
  enabled?: boolean;
  /** Whether what was found stays until what is looked for next is found. */
  keep?: boolean;
  /** Whether it is read only when somebody asks for it, never again by itself, and then forgotten. */
  once?: boolean;
}

/** A list that is read page by page. */
export function usePages<T>(
  queryKey: QueryKey,
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<T>>,
  options: PagesOptions = {},
): Pages<T> {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    ...(options.every === undefined ? {} : { refetchInterval: options.every }),
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.keep === true ? { placeholderData: keepPreviousData } : {}),
    ...(options.once === true ? { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 } : {}),
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return {
    items,
    data: query.data === undefined ? undefined : items,
    error: query.error,
    isPending: query.isPending,
    isFetching: query.isFetching,
    hasMore: query.hasNextPage,
    more: () => void query.fetchNextPage(),
    refetch: query.refetch,
  };
}
