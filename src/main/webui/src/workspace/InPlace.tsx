import { type QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { App, Button, Flex } from "antd";
import {
  type PropsWithChildren,
  type ReactNode,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";
import { Link, Navigate, useLocation } from "react-router";
import { isProblem } from "@/api/problem";
import { ME, newQueries } from "@/session/queries";
import type { Place } from "@/session/session";
import { tenantOfTab, workIn } from "@/session/tab";
import { useSession } from "@/session/useSession";
import { openPlace } from "@/session/visit";
import { SignInAgain } from "@/sign-in/SignInAgain";
import { Failure } from "@/states/Failure";
import { Notice } from "@/states/Notice";
import { Waiting } from "@/states/WholeScreen";
import { texts } from "./texts";

/**
 * What is shown in a tenant, or outside of all of them. It opens the place first, and has a memory of
 * its own of what the server said, which ends with it: of the tenant before nothing is left. Give it
 * the place as its key.
 */
export function InPlace({ place, children }: PropsWithChildren<{ place: Place }>) {
  const queries = useQueriesOfPlace();
  const before = tenantOfTab();
  const [asked, setAsked] = useState(place === null || before === null || before === place);
  if (!asked && place !== null && before !== null) {
    return <Question from={before} to={place} yes={() => setAsked(true)} />;
  }
  return (
    <QueryClientProvider client={queries}>
      <Opened place={place}>{children}</Opened>
    </QueryClientProvider>
  );
}

/** A memory that is emptied when its place is left. */
function useQueriesOfPlace(): QueryClient {
  const [queries] = useState(newQueries);
  const here = useRef(false);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
      // Later: what is unmounted below lets go of its queries after this, and each would be kept for
      // minutes. Not if the screens are only mounted anew.
      setTimeout(() => {
        if (!here.current) {
          void queries.cancelQueries();
          queries.clear();
        }
      });
    };
  }, [queries]);
  return queries;
}

function Question({ from, to, yes }: { from: string; to: string; yes: () => void }) {
  const t = texts.use();
  return (
    <Notice
      status="info"
      title={t("askTitle", { to })}
      detail={t("askDetail", { from })}
      action={
        <Flex wrap gap="small" justify="center">
          <Button type="primary" onClick={yes}>
            {t("askYes", { to })}
          </Button>
          <Link to={`/t/${from}`}>
            <Button>{t("askNo", { from })}</Button>
          </Link>
        </Flex>
      }
    />
  );
}

type Opening = { kind: "trying" } | { kind: "open" } | { kind: "failed"; error: unknown };

function Opened({ place, children }: PropsWithChildren<{ place: Place }>) {
  const t = texts.use();
  const state = useSession();
  const location = useLocation();
  const [opening, setOpening] = useState<Opening>({ kind: "trying" });

  const tryIt = useCallback(() => {
    let current = true;
    setOpening({ kind: "trying" });
    openPlace(place).then(
      () => {
        if (current) {
          workIn(place ?? tenantOfTab());
          setOpening({ kind: "open" });
        }
      },
      (error: unknown) => current && setOpening({ kind: "failed", error }),
    );
    return () => {
      current = false;
    };
  }, [place]);
  useEffect(tryIt, [tryIt]);
  const queries = useQueryClient();
  useEffect(() => {
    if (state.kind === "open") {
      // With each token comes what one may do from then on.
      void queries.invalidateQueries({ queryKey: ME });
    }
  }, [queries, state]);

  if (opening.kind === "failed") {
    return <Refused place={place} error={opening.error} again={tryIt} />;
  }
  if (opening.kind === "trying") {
    return <Waiting what={place === null ? t("openingPlatform") : t("opening", { place })} />;
  }
  if (state.kind === "none") {
    const next = encodeURIComponent(location.pathname + location.search);
    return <Navigate replace to={`/sign-in?next=${next}`} />;
  }
  if (state.place !== place) {
    // Somebody else of this tab has taken the session elsewhere; this screen is about to go.
    return <Waiting />;
  }
  return (
    <App component={false}>
      {children}
      {state.kind === "ended" && <SignInAgain place={place} />}
    </App>
  );
}

interface RefusedProps {
  place: Place;
  error: unknown;
  again: () => void;
}

/** Why somebody is not let in, and what they can do. */
function Refused({ place, error, again }: RefusedProps) {
  const t = texts.use();
  let title: string | null = null;
  let detail = "";
  let way: ReactNode = null;
  if (isProblem(error, "tenant_not_found")) {
    title = t("notMember", { slug: place ?? "" });
    detail = t("notMemberDetail");
  } else if (isProblem(error, "tenant_requires_second_factor")) {
    title = t("factorNeeded");
    detail = t("factorNeededDetail");
    way = <Link to="/account/factor">{t("factorSetUp")}</Link>;
  } else if (isProblem(error, "sign_on_required")) {
    title = t("signOnNeeded");
    way = <a href={`/api/v1/auth/sign-on/${place}`}>{t("signOnGo")}</a>;
  } else if (isProblem(error, "sign_on_confined")) {
    title = t("confined");
  }
  if (title === null) {
    return (
      <div className="narrow">
        <Failure error={error} again={again} />
        <p>
          <Link to="/choose">{t("otherTenant")}</Link>
        </p>
      </div>
    );
  }
  return (
    <Notice
      status="warning"
      title={title}
      detail={detail}
      action={
        <Flex vertical gap="small" align="center">
          {way}
          <Link to="/choose">{t("otherTenant")}</Link>
        </Flex>
      }
    />
  );
}
