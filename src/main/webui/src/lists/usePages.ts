import { type QueryKey, useInfiniteQuery } from "@tanstack/react-query";
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

/** A list that is read page by page. */
export function usePages<T>(
  queryKey: QueryKey,
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<T>>,
  options: { every?: number; enabled?: boolean } = {},
): Pages<T> {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    ...(options.every === undefined ? {} : { refetchInterval: options.every }),
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
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
