import { useSearchParams } from "react-router";

type Change = (changed: Record<string, string | null>, how?: "push") => void;

/**
 * What a screen shows, kept in its address: what is set to null or "" goes out of it. What is
 * pushed is left by going back.
 */
export function useAddress(): [URLSearchParams, Change] {
  const [shown, setShown] = useSearchParams();
  return [
    shown,
    (changed, how) =>
      setShown(
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
        { replace: how !== "push" },
      ),
  ];
}
