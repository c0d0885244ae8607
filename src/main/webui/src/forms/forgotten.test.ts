import { expect, test } from "vitest";
import { FORMS } from "@/testing/forms";

/** What is typed here is looked for, or compared with: nothing is kept of it. */
const SEARCHES = [
  "audit/FilterBar",
  "enterprise/departments/DepartmentTree",
  "lists/SearchField",
  "platform/operations/OperationsScreen",
  "platform/peeks/Comparison",
  "platform/peeks/RowFilters",
  "platform/recovery/BackupDialogs",
  "workspace/TenantSwitcher",
];

test("no form is forgotten", () => {
  const sources = import.meta.glob<string>("../**/*.tsx", {
    query: "?raw",
    import: "default",
    eager: true,
  });
  const nameOf = (path: string) =>
    path.replace(/^\.\.\/|^\.\//, path.startsWith("./") ? "forms/" : "").replace(/\.tsx$/, "");
  const all = new Map(Object.entries(sources).map(([path, text]) => [nameOf(path), text]));
  // What a form is made of is in it.
  const reached = new Set<string>();
  const reach = (name: string): void => {
    const text = all.get(name);
    if (text === undefined || reached.has(name)) {
      return;
    }
    reached.add(name);
    for (const [, from = ""] of text.matchAll(/from "([@./][^"]+)"/g)) {
      reach(
        from.startsWith("@/") ? from.slice(2) : new URL(from, `file:///${name}`).pathname.slice(1),
      );
    }
  };
  for (const { of } of FORMS) {
    reach(of);
  }
  const typing = [...all]
    .filter(
      ([name, text]) =>
        !/test$|^testing\//.test(name) &&
        /<(Input|InputNumber|DatePicker|AutoComplete)\b|mode="tags"/.test(text),
    )
    .map(([name]) => name);
  expect(typing.filter((name) => !reached.has(name) && !SEARCHES.includes(name))).toEqual([]);
});
