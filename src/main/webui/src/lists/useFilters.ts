import { useSearchParams } from "react-router";

/** Filters of a list, as they stand in the address. */
export interface Filters<K extends string> {
  of: (name: K) => string | undefined;
  set: (name: K, value: string | undefined) => void;
  any: boolean;
  clear: () => void;
}

/** Keeps the filters of a list in the address, so that it can be passed on and gone back to. */
export function useFilters<const K extends string>(...names: K[]): Filters<K> {
  const [search, setSearch] = useSearchParams();
  const without = (gone: readonly string[]): URLSearchParams => {
    const next = new URLSearchParams(search);
    for (const name of gone) {
      next.delete(name);
    }
    return next;
  };
  return {
    of: (name) => search.get(name) || undefined,
    set: (name, value) => {
      const next = without([name]);
      if (value !== undefined && value !== "") {
        next.set(name, value);
      }
      setSearch(next, { replace: true });
    },
    any: names.some((name) => Boolean(search.get(name))),
    clear: () => setSearch(without(names), { replace: true }),
  };
}
