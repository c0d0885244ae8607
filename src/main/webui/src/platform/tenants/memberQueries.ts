import { api, body } from "@/api/client";
import type { MemberState } from "@/enterprise/members/StateTag";
import { usePages } from "@/lists/usePages";

/** The members of a tenant. Each reading is written down: none happens unless somebody asks. */
export function useMembersOf(
  tenantKey: string,
  { words, state }: { words?: string | undefined; state?: MemberState | undefined },
) {
  return usePages(
    ["tenant-people", tenantKey, words, state],
    (cursor, signal) =>
      body(
        api.GET("/api/v1/platform/tenants/{tenantKey}/members", {
          params: {
            path: { tenantKey },
            query: {
              ...(words === undefined ? {} : { q: words }),
              ...(state === undefined ? {} : { state }),
              ...(cursor === undefined ? {} : { cursor }),
            },
          },
          signal,
        }),
      ),
    { keep: true, once: true },
  );
}
