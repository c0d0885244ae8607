import { MailOutlined, SafetyOutlined, UserSwitchOutlined } from "@ant-design/icons";
import { Typography } from "antd";
import type { ReactNode } from "react";
import { useMay, useMe } from "@/session/me";
import { Loading } from "@/states/States";
import { useWaiting } from "../members/members";
import { LinkButton } from "../people/LinkButton";
import { type Count, useHeadcount, useOpenInvitations, useOwnFactor } from "./dashboard";
import { Part } from "./Part";
import { texts } from "./texts";

interface Item {
  key: string;
  icon: ReactNode;
  title: string;
  detail?: string;
  to: string;
  act: string;
}

/** What somebody can do something about; what cannot be read now is not counted. */
export function Awaiting() {
  const t = texts.use();
  const pending = usePending();
  const may = useMay();
  const { data: me } = useMe();
  const invitations = useOpenInvitations(may("invitation:read"));
  const factor = useOwnFactor(me !== undefined && me.visit == null);
  if (pending === "loading" || invitations.isLoading || factor.isLoading) {
    return (
      <Part title={t("awaits")}>
        <Loading rows={2} />
      </Part>
    );
  }
  const items: Item[] = [];
  if (pending !== null && pending.count > 0) {
    items.push({
      key: "pending",
      icon: <UserSwitchOutlined />,
      title: t(pending.more ? "pendingMore" : "pending", { count: pending.count }),
      to: "../members?state=pending",
      act: t("look"),
    });
  }
  if (invitations.data !== undefined && invitations.data.count > 0) {
    const { count, more } = invitations.data;
    items.push({
      key: "open",
      icon: <MailOutlined />,
      title: t(more ? "openMore" : "open", { count }),
      to: "../invitations?state=open",
      act: t("see"),
    });
  }
  if (factor.data?.enabled === false) {
    items.push({
      key: "factor",
      icon: <SafetyOutlined />,
      title: t("factor"),
      detail: t("factorDetail"),
      to: "/account/factor",
      act: t("setUp"),
    });
  }
  return (
    <Part title={t("awaits")}>
      {items.length === 0 ? (
        <Typography.Text type="secondary">{t("nothing")}</Typography.Text>
      ) : (
        <ul className="plain-list dashboard-list">
          {items.map(({ key, icon, title, detail, to, act }) => (
            <li key={key}>
              <span className="dashboard-icon" aria-hidden>
                {icon}
              </span>
              <span className="dashboard-text">
                {title}
                {detail !== undefined && (
                  <Typography.Text type="secondary">{detail}</Typography.Text>
                )}
              </span>
              <LinkButton to={to} aria-label={`${act}: ${title}`}>
                {act}
              </LinkButton>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

/** Those who wait: from the headcount where that is whole, else by a call of its own. */
function usePending(): Count | null | "loading" {
  const may = useMay();
  const asked = may("member:approve") && may("member:read");
  const headcount = useHeadcount(asked);
  const waiting = useWaiting(asked && headcount.data?.more === true);
  if (headcount.isLoading || waiting.isLoading) {
    return "loading";
  }
  if (headcount.data === undefined) {
    return null;
  }
  return headcount.data.more
    ? (waiting.data ?? null)
    : { count: headcount.data.states.pending ?? 0, more: false };
}
