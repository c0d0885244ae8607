import { useSearchParams } from "react-router";

/** What a screen shows, kept in its address: what is set to null or "" goes out of it. */
export function useFilters(): [URLSearchParams, (changed: Record<string, string | null>) => void] {
  const [filters, setFilters] = useSearchParams();
  return [
    filters,
    (changed) =>
      setFilters(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changed)) {
            if (value === null || value === "") {
              after.delete(name);
            } else {
              after.set(name, value);
            }
          }
          return after;
        },
        { replace: true },
      ),
  ];
}
