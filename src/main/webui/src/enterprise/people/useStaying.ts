import { App } from "antd";
import { useEffect } from "react";
import { useBlocker } from "react-router";
import { defineTexts } from "@/texts/texts";

const texts = defineTexts(
  "people-staying",
  { ask: "Leave without saving what you changed?", stay: "Stay", leave: "Leave" },
  { ask: "不保存更改就离开吗？", stay: "留下", leave: "离开" },
);

/** Asks before one leaves a screen with something that would be lost. */
export function useStaying(unsaved: boolean): void {
  const t = texts.use();
  const { modal } = App.useApp();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsaved && currentLocation.pathname !== nextLocation.pathname,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: it asks once for each time that one leaves
  useEffect(() => {
    if (blocker.state === "blocked") {
      void modal.confirm({
        title: t("ask"),
        okText: t("leave"),
        okButtonProps: { danger: true },
        cancelText: t("stay"),
        onOk: () => blocker.proceed(),
        onCancel: () => blocker.reset(),
      });
    }
  }, [blocker.state]);
  useEffect(() => {
    if (!unsaved) {
      return;
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    globalThis.addEventListener("beforeunload", ask);
    return () => globalThis.removeEventListener("beforeunload", ask);
  }, [unsaved]);
}
