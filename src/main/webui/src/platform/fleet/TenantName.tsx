import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { api, body } from "@/api/client";

/** A name is asked for once, and then known for a while. */
const KNOWN_FOR = 10 * 60_000;

/** What a tenant is called that only its id is known of. */
export function useTenantName(id: string) {
  return useQuery({
    queryKey: ["tenant-name", id],
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/platform/tenants/{tenantKey}", {
          params: { path: { tenantKey: id } },
          signal,
        }),
      ),
    staleTime: KNOWN_FOR,
    retry: false,
  }).data;
}

/** A tenant that only its id is known of: a link to it, by its slug as soon as that is known. */
export function TenantName({ id }: { id: string }) {
  const data = useTenantName(id);
  return (
    <Link to={`/platform/tenants/${id}`} title={data?.name ?? id}>
      {data?.slug ?? `…${id.slice(-8)}`}
    </Link>
  );
}
