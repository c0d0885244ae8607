import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { body, open } from "@/api/client";
import type { SignUpKey } from "./kept";

const LONGEST = 40;
/** So long nothing is typed before it is asked about. */
const PAUSE = 300;

/** The slug that a name suggests; none for one without Latin letters. */
export function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[-0-9]+/, "")
    .slice(0, LONGEST)
    .replace(/-+$/, "");
}

/** Whether a slug can be had, asked as somebody types. */
export function useSlugCheck(slug: string, key: SignUpKey | null) {
  const settled = useSettled(slug);
  const query = useQuery({
    queryKey: ["slug", settled],
    enabled: settled !== "",
    retry: false,
    staleTime: 10_000,
    queryFn: ({ signal }) =>
      body(
        open.GET("/api/v1/onboarding/slugs/{slug}", {
          params: {
            path: { slug: settled },
            ...(key === null
              ? {}
              : { query: { signUp: key.id }, header: { "Onboarding-Secret": key.secret } }),
          },
          signal,
        }),
      ),
  });
  return { ...query, isAbout: settled === slug };
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
