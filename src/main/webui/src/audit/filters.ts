import { useSearchParams } from "react-router";

/** Which entries are wanted, as the API takes it. */
export interface AuditFilters {
  tenant?: string;
  actor?: string;
  action?: string;
  from?: string;
  to?: string;
}

const NAMES = ["tenant", "actor", "action", "from", "to"] as const;

/** The filters of a log, which stand in the address: they can be linked to, and survive a reload. */
export function useFilters(): {
  filters: AuditFilters;
  change: (wish: Partial<Record<keyof AuditFilters, string | null>>) => void;
  clear: () => void;
  any: boolean;
} {
  const [search, setSearch] = useSearchParams();
  const filters: AuditFilters = {};
  for (const name of NAMES) {
    const value = search.get(name);
    if (value !== null && value !== "") {
      filters[name] = value;
    }
  }
  return {
    filters,
    change: (wish) =>
      setSearch(
        (present) => {
          const next = new URLSearchParams(present);
          for (const [name, value] of Object.entries(wish)) {
            if (value == null || value === "") {
              next.delete(name);
            } else {
              next.set(name, value);
            }
          }
          return next;
        },
        { replace: true },
      ),
    clear: () =>
      setSearch(
        (present) => {
          const next = new URLSearchParams(present);
          for (const name of NAMES) {
            next.delete(name);
          }
          return next;
        },
        { replace: true },
      ),
    any: Object.keys(filters).length > 0,
  };
}
