import { useQuery } from "@tanstack/react-query";
import { body, open } from "@/api/client";
import { wrongWith } from "@/forms/fit";
import { SLUG_MOST } from "@/forms/slug";
import { useSettled } from "@/forms/useSettled";
import type { SignUpKey } from "./kept";

/** So long nothing is typed before it is asked about. */
const PAUSE = 300;

/** Whether a slug can be had, asked as somebody types. */
export function useSlugCheck(slug: string, key: SignUpKey | null) {
  const settled = useSettled(slug, PAUSE);
  const query = useQuery({
    queryKey: ["slug", settled],
    enabled: settled !== "" && wrongWith(settled, "line", SLUG_MOST) === null,
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
