import type { DepartmentWish } from "@/api/schema";

/** Departments as somebody writes them, a line each: `Design/Knitwear` lies below `Design`. */
export function readDepartments(text: string): DepartmentWish[] {
  const top: Read[] = [];
  for (const line of text.split(/\r?\n/)) {
    let beside = top;
    for (const name of namesOf(line)) {
      let found = beside.find((each) => each.name === name);
      if (found === undefined) {
        found = { name, departments: [] };
        beside.push(found);
      }
      beside = found.departments;
    }
  }
  return top;
}

interface Read {
  name: string;
  departments: Read[];
}

/** The names in a line, from the top down. */
export function namesOf(line: string): string[] {
  return line
    .split("/")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** The paths of all of them, those above before those below. */
export function pathsOf(tree: readonly DepartmentWish[], above = ""): string[] {
  return tree.flatMap(({ name, departments }) => {
    const path = above === "" ? (name ?? "") : `${above}/${name ?? ""}`;
    const below = (departments ?? []).filter((each) => each !== null);
    return [path, ...pathsOf(below, path)];
  });
}

/** What a pointer of the API is about (`/departments/0/departments/1/name`): its path. */
export function pathAt(tree: readonly DepartmentWish[], pointer: string): string {
  const names: string[] = [];
  let beside = tree;
  for (const part of pointer.split("/")) {
    if (/^\d+$/.test(part)) {
      const found = beside[Number(part)];
      names.push(found?.name ?? "");
      beside = (found?.departments ?? []).filter((each) => each !== null);
    }
  }
  return names.join("/");
}
