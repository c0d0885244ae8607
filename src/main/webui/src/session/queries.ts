import { QueryClient } from "@tanstack/react-query";
import { ConnectionError, isProblem } from "@/api/problem";

/** A memory of what the server said, for one place: a tenant's ends with its screens. */
export function newQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) =>
          failures < 2 &&
          (error instanceof ConnectionError || (isProblem(error) && error.status >= 502)),
        retryDelay: (failures) => 400 * 2 ** failures,
      },
    },
  });
}
