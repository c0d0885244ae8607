import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, body } from "@/api/client";
import type { Me } from "@/api/schema";
import { session } from "@/session/session";
import { ME } from "./queries";

/** Who is signed in in this browser: null for nobody, undefined until that is known. */
export function useSignedIn(): Me | null | undefined {
  const [opened, setOpened] = useState<boolean | null>(null);
  useEffect(() => {
    let current = true;
    const say = (is: boolean) => current && setOpened(is);
    session.open(null).then(say, () => say(false));
    return () => {
      current = false;
    };
  }, []);
  const me = useQuery({
    queryKey: ME,
    enabled: opened === true,
    queryFn: ({ signal }) => body(api.GET("/api/v1/me", { signal })),
  });
  if (opened === false || me.error !== null) {
    return null;
  }
  return me.data;
}
