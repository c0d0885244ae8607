import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, body } from "@/api/client";
import type { Department } from "@/api/schema";

/** All departments of the organisation, under one key: a change of one renews the tree. */
export const DEPARTMENTS = ["departments"];

/** A department with those below it. */
export interface Branch {
  department: Department;
  below: Branch[];
  /** 1 at the top. */
  level: number;
}

/** All of them at once: an organisation has 1,000 at most. */
async function readAll(signal: AbortSignal): Promise<Department[]> {
  const all: Department[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Department[]; nextCursor: string | null } = await body(
      api.GET("/api/v1/departments", {
        params: { query: { limit: 200, ...(cursor === null ? {} : { cursor }) } },
        signal,
      }),
    );
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}

export function useDepartments(enabled = true) {
  return useQuery({
    queryKey: DEPARTMENTS,
    queryFn: ({ signal }) => readAll(signal),
    staleTime: 30_000,
    enabled,
  });
}

/** The departments as a tree, by name at each place. What a parent is missing for stands at the top. */
export function treeOf(departments: readonly Department[]): Branch[] {
  const known = new Set(departments.map(({ id }) => id));
  const children = new Map<string | null, Department[]>();
  for (const each of departments) {
    const parent = each.parent !== null && known.has(each.parent) ? each.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), each]);
  }
  const byName = new Intl.Collator(undefined, { numeric: true });
  const below = (parent: string | null, level: number): Branch[] =>
    (children.get(parent) ?? [])
      .toSorted((one, other) => byName.compare(one.name, other.name))
      .map((department) => ({ department, level, below: below(department.id, level + 1) }));
  return below(null, 1);
}

export function useTree(departments: readonly Department[] | undefined): Branch[] {
  return useMemo(() => treeOf(departments ?? []), [departments]);
}

/** A department and what it lies below, the top first. */
export function pathOf(departments: readonly Department[], id: string): Department[] {
  const path: Department[] = [];
  let at = departments.find((each) => each.id === id);
  while (at !== undefined && !path.includes(at)) {
    path.unshift(at);
    const parent = at.parent;
    at = departments.find((each) => each.id === parent);
  }
  return path;
}

/** The ids of a department and of all below it. */
export function within(departments: readonly Department[], id: string): Set<string> {
  const found = new Set([id]);
  let before = 0;
  while (found.size > before) {
    before = found.size;
    for (const each of departments) {
      if (each.parent !== null && found.has(each.parent)) {
        found.add(each.id);
      }
    }
  }
  return found;
}
