import { App, Button, Flex, Typography } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Member } from "@/api/schema";
import { useMay, useMe } from "@/session/me";
import { Refused } from "../people/Refused";
import { HandOverDialog } from "./HandOverDialog";
import { useChanging, useLeaving, useRemoving, useRemovingFactor } from "./members";
import { texts } from "./texts";

interface MemberActionsProps {
  member: Member;
  myself: boolean;
  close: () => void;
}

interface Step {
  key: "suspend" | "reactivate" | "factor" | "handOver" | "remove" | "leave";
  shown: boolean;
  danger: boolean;
  running?: boolean;
  run: () => void;
}

/** What else can be done about a member; each asks first, and is there only if one may. */
export function MemberActions({ member, myself, close }: MemberActionsProps) {
  const t = texts.use();
  const may = useMay();
  const { data: me } = useMe();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const [handing, setHanding] = useState(false);
  const active = member.state === "active";
  const state = useChanging(member, t(active ? "suspended" : "reactivated"));
  const removing = useRemoving(close);
  const leaving = useLeaving(() => void navigate("/choose"));
  const factor = useRemovingFactor(() => undefined);
  const { name } = member;

  const ask = (title: string, content: string, okText: string, onOk: () => void) => () =>
    void modal.confirm({
      title,
      content,
      okText,
      okButtonProps: { danger: true },
      cancelText: t("cancel"),
      onOk,
    });
  const steps: Step[] = [
    {
      key: "reactivate",
      shown: !active && may("member:update"),
      danger: false,
      running: state.isRunning,
      run: () => state.run({ state: "active" }),
    },
    {
      key: "suspend",
      shown: active && !myself && may("member:update"),
      danger: false,
      running: state.isRunning,
      run: ask(t("suspendAsk", { name }), t("suspendDetail"), t("suspend"), () =>
        state.run({ state: "suspended" }),
      ),
    },
    {
      key: "factor",
      shown: !myself && may("member:recover"),
      danger: false,
      running: factor.isRunning,
      run: ask(t("factorAsk", { name }), t("factorDetail"), t("factor"), () => factor.run(member)),
    },
    {
      key: "handOver",
      shown: active && !myself && (me?.roles.includes("enterprise_admin") ?? false),
      danger: false,
      run: () => setHanding(true),
    },
    {
      key: "remove",
      shown: !myself && may("member:remove"),
      danger: true,
      running: removing.isRunning,
      run: ask(t("removeAsk", { name }), t("removeDetail"), t("remove"), () =>
        removing.run(member),
      ),
    },
    {
      key: "leave",
      shown: myself,
      danger: true,
      running: leaving.isRunning,
      run: ask(`${t("leave")}?`, t("leaveDetail"), t("leave"), () => leaving.run()),
    },
  ];
  const shown = steps.filter((step) => step.shown);
  if (shown.length === 0) {
    return null;
  }
  return (
    <section aria-label={t("access")}>
      <Typography.Title level={2} className="section-title">
        {t("access")}
      </Typography.Title>
      <Flex vertical gap="middle">
        <Refused error={state.error ?? removing.error ?? leaving.error ?? factor.error} />
        {shown.map(({ key, danger, running = false, run }) => (
          <Flex key={key} wrap gap="small" align="center" justify="space-between">
            <Typography.Text type="secondary" style={{ flex: "1 1 220px" }}>
              {t(`${key}Hint`)}
            </Typography.Text>
            <Button danger={danger} loading={running} onClick={run}>
              {t(key)}
            </Button>
          </Flex>
        ))}
      </Flex>
      {handing && <HandOverDialog member={member} close={() => setHanding(false)} />}
    </section>
  );
}
