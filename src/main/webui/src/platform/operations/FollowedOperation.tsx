import { useQueryClient } from "@tanstack/react-query";
import type { Operation } from "@/api/schema";
import { OperationProgress } from "@/live/OperationProgress";
import { useMay } from "@/session/me";
import { OPERATIONS, operationPath, retryOperation } from "./operations";

interface FollowedOperationProps {
  id: string;
  /** Told once it is over. */
  over?: (operation: Operation) => void;
}

/** An operation of the fleet, live; whoever may sets it going again. */
export function FollowedOperation({ id, over }: FollowedOperationProps) {
  const may = useMay();
  const queries = useQueryClient();
  return (
    <OperationProgress
      key={id}
      path={operationPath(id)}
      retry={may("operation:retry") ? () => retryOperation(id) : undefined}
      over={(operation) => {
        void queries.invalidateQueries({ queryKey: OPERATIONS });
        over?.(operation);
      }}
    />
  );
}
