import type { Diff, RowExample, TableDiff } from "@/api/schema";

export type Kind = "all" | "added" | "changed" | "missing";

/** Tables that differ, or all; by name. */
export function tablesOf(diff: Diff, wanted: string, onlyChanged: boolean): TableDiff[] {
  const sought = wanted.trim().toLowerCase();
  return diff.tables.filter(
    (each) => each.table.toLowerCase().includes(sought) && (!onlyChanged || differs(each)),
  );
}

export function differs({ added, changed, missing }: TableDiff): boolean {
  return added + changed + missing > 0;
}

/** Columns of an example, those that differ first to last as the table has them. */
export function columnsOf({ then, now }: RowExample): string[] {
  return [...new Set([...Object.keys(then ?? {}), ...Object.keys(now ?? {})])];
}

/**
 * The columns of the primary key, so far as examples tell: of a changed row they are what both sides have
 * alike. Else `id`, where there is one; empty if nobody can tell.
 */
export function keyOf({ byKey, examples }: TableDiff): string[] {
  if (!byKey) {
    return [];
  }
  const changed = examples.find(({ change }) => change === "changed");
  if (changed !== undefined) {
    return columnsOf(changed).filter((column) => changed.then?.[column] === changed.now?.[column]);
  }
  const any = examples[0];
  return any !== undefined && columnsOf(any).includes("id") ? ["id"] : [];
}

/** The key of a row of the past, as the API takes it; null if it cannot be told or is not of the past. */
export function rowKey(example: RowExample, key: readonly string[]): Record<string, string> | null {
  const { then } = example;
  if (then === null || key.length === 0) {
    return null;
  }
  const values = key.map((column) => [column, then[column]] as const);
  return values.every(([, value]) => typeof value === "string")
    ? Object.fromEntries(values.map(([column, value]) => [column, value ?? ""]))
    : null;
}
