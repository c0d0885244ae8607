import { useAddress } from "./useAddress";

/** Filters of a list, as they stand in the address. */
export interface Filters<K extends string> {
  of: (name: K) => string | undefined;
  set: (name: K, value: string | undefined) => void;
  any: boolean;
  clear: () => void;
}

/** Keeps the filters of a list in the address, so that it can be passed on and gone back to. */
export function useFilters<const K extends string>(...names: K[]): Filters<K> {
  const [shown, show] = useAddress();
  return {
    of: (name) => shown.get(name) || undefined,
    set: (name, value) => show({ [name]: value ?? null }),
    any: names.some((name) => Boolean(shown.get(name))),
    clear: () => show(Object.fromEntries(names.map((name) => [name, null]))),
  };
}
