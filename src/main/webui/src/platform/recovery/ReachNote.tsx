import { Alert, Button } from "antd";
import type { ReactNode } from "react";
import { useFormats } from "@/texts/format";
import type { Reach } from "./moments";
import { timeTexts, useReasons } from "./timeTexts";

interface ReachNoteProps {
  /** Null for the moment of a backup, which can always be had. */
  reach: Reach | null;
  take: (at: number) => void;
}

/** Says whether a moment can be had, and leads to the nearest that can. */
export function ReachNote({ reach, take }: ReachNoteProps) {
  const t = timeTexts.use();
  const { exact } = useFormats();
  const reasons = useReasons();
  const nearest = (iso: string, rounded: (seconds: number) => number) => {
    const at = rounded(Date.parse(iso) / 1000) * 1000;
    return (
      <Button size="small" onClick={() => take(at)}>
        {t("takeNearest", { time: exact(new Date(at).toISOString()) })}
      </Button>
    );
  };
  const note = (
    type: "success" | "info" | "error",
    title: string,
    detail = "",
    action?: ReactNode,
  ) => (
    <Alert
      type={type}
      showIcon
      title={
        detail === "" ? (
          title
        ) : (
          <>
            <strong>{title}</strong>
            <br />
            {detail}
          </>
        )
      }
      action={action}
    />
  );
  switch (reach?.kind) {
    case undefined:
      return note("success", t("reachBackup"));
    case "open":
      return note("success", t("reachOpen"));
    case "behind":
      return note(
        "info",
        t("reachBehindTitle"),
        t("reachBehind", { until: exact(reach.until) }),
        nearest(reach.until, Math.floor),
      );
    case "future":
      return note("error", t("reachFutureTitle"), t("reachFuture"));
    case "before":
      return reach.first === null
        ? note("error", t("reachBeforeTitle"), t("reachNever"))
        : note(
            "error",
            t("reachBeforeTitle"),
            t("reachBefore", { from: exact(reach.first.from) }),
            nearest(reach.first.from, Math.ceil),
          );
    case "gap":
      return note(
        "error",
        t("reachGapTitle"),
        [
          reasons(reach.reason),
          reach.gap?.detail,
          reach.next === null ? null : t("reachGapNext", { from: exact(reach.next.from) }),
        ]
          .filter(Boolean)
          .join(" "),
        reach.next === null ? undefined : nearest(reach.next.from, Math.ceil),
      );
  }
}
