import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, body } from "@/api/client";
import { useMay, useMe } from "@/session/me";
import { useDepartments, within } from "./departments";
import { MEMBERS } from "./members";
import { useMeans } from "./roles";

/** How far somebody's permissions about people and departments reach. */
export interface Reach {
  /** Whether it is so far as we know; what we cannot know the server says. */
  covers: (department: string) => boolean;
  /** Whether it is a whole organisation's. */
  everywhere: boolean;
  /** One's own department, where that is what it ends at. */
  top: string | null;
}

const EVERYWHERE: Reach = { covers: () => true, everywhere: true, top: null };

/** A role for a department reaches that of its bearer and those below it; all others reach everywhere. */
export function useReach(): Reach {
  const may = useMay();
  const { data: me } = useMe();
  const means = useMeans();
  const confined = means !== null && !means.wholeTenant;
  const own = useQuery({
    queryKey: [...MEMBERS, "own"],
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/members/{member}", { params: { path: { member: me?.id ?? "" } }, signal }),
      ),
    staleTime: 60_000,
    enabled: confined && me !== undefined && may("member:read"),
  });
  const departments = useDepartments(confined && may("department:read"));
  return useMemo(() => {
    if (!confined) {
      return EVERYWHERE;
    }
    if (own.data === undefined || departments.data === undefined) {
      return { covers: () => true, everywhere: false, top: null };
    }
    const top = own.data.department?.id ?? null;
    const reached = top === null ? new Set<string>() : within(departments.data, top);
    return { covers: (department) => reached.has(department), everywhere: false, top };
  }, [confined, own.data, departments.data]);
}
