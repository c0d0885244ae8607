import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ConnectionError, isProblem } from "@/api/problem";

/** Under which key who somebody is, and what they may do. */
export const ME = ["me"];

/** A memory of what the server said, for one place: a tenant's ends with its screens. */
export function newQueries(): QueryClient {
  // Whoever is refused may do less than the screen believes.
  const onError = (error: unknown): void => {
    if (isProblem(error, "permission_denied", "beyond_own_permissions")) {
      void queries.invalidateQueries({ queryKey: ME });
    }
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
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
  return queries;
}
