import { api, body } from "@/api/client";
import type { Operation } from "@/api/schema";
import { usePages } from "@/lists/usePages";

/** All lists of operations, under one key. */
export const OPERATIONS = ["operations"];

export interface OperationFilter {
  state?: Operation["state"] | undefined;
  kind?: string | undefined;
  tenant?: string | undefined;
}

/** How often lists of operations are read anew, in milliseconds. */
const EVERY = 5_000;

export function useOperations(filter: OperationFilter) {
  return usePages(
    [...OPERATIONS, filter],
    (cursor, signal) =>
      body(
        api.GET("/api/v1/platform/operations", {
          params: {
            query: {
              limit: 50,
              ...(filter.state === undefined ? {} : { state: filter.state }),
              ...(filter.kind === undefined ? {} : { kind: filter.kind }),
              ...(filter.tenant === undefined ? {} : { tenant: filter.tenant }),
              ...(cursor === undefined ? {} : { cursor }),
            },
          },
          signal,
        }),
      ),
    { every: EVERY },
  );
}

export function operationPath(id: string): string {
  return `/api/v1/platform/operations/${encodeURIComponent(id)}`;
}

/** Sets an operation going again that stands still. */
export async function retryOperation(id: string): Promise<Operation> {
  return await body(
    api.POST("/api/v1/platform/operations/{id}/retry", { params: { path: { id } } }),
  );
}
