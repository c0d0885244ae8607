import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { Operation } from "@/api/schema";
import { recoveryOf } from "./queries";

export interface FollowedOperations {
  operations: readonly Operation[];
  follow: (operation: Operation) => void;
  dismiss: (operation: Operation) => void;
  /** What one of them has changed is read anew. */
  ended: () => void;
}

/** Operations that were asked for on this screen. */
export function useFollowed(tenant: string): FollowedOperations {
  const queries = useQueryClient();
  const [operations, setOperations] = useState<readonly Operation[]>([]);
  const follow = useCallback(
    (operation: Operation) =>
      setOperations((before) => [
        operation,
        ...before.filter(({ id, state }) => id !== operation.id && state === "running").slice(0, 4),
      ]),
    [],
  );
  const dismiss = useCallback(
    ({ id }: Operation) => setOperations((before) => before.filter((each) => each.id !== id)),
    [],
  );
  const ended = useCallback(
    () => void queries.invalidateQueries({ queryKey: recoveryOf(tenant) }),
    [queries, tenant],
  );
  return { operations, follow, dismiss, ended };
}
