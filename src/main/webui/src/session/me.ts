import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Me } from "@/api/schema";
import { ME } from "./queries";

/** Who somebody is, and what they may do where they are. */
export function useMe() {
  return useQuery({
    queryKey: ME,
    queryFn: ({ signal }) => body(api.GET("/api/v1/me", { signal })),
    staleTime: 30_000,
  });
}

/** Tells whether whoever is at the screen has a permission; nobody has any before that is known. */
export function useMay(): (permission: string) => boolean {
  const { data } = useMe();
  return (permission) => may(data, permission);
}

export function may(me: Me | undefined, permission: string): boolean {
  return me?.permissions.includes(permission) ?? false;
}
