import { DownOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import type { DatabaseServer } from "@/api/schema";
import { Question } from "@/forms/Question";
import { TypedConfirmation } from "@/forms/TypedConfirmation";
import { useMay } from "@/session/me";
import { Failure } from "@/states/Failure";
import { EditServer } from "./EditServer";
import { RegisterServer } from "./RegisterServer";
import { useIntake } from "./servers";
import { texts } from "./texts";

type Asked = "drain" | "down" | "edit" | "move";

/** What one can do with a server. */
export function ServerActions({ server }: { server: DatabaseServer }) {
  const t = texts.use();
  const may = useMay();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const { activate, drain, down } = useIntake(server.name, close);
  if (!may("server:manage")) {
    return null;
  }
  const { name, state } = server;
  const others: { key: Asked; label: string; danger?: boolean }[] = [
    { key: "edit", label: t("edit") },
    { key: "move", label: t("move") },
    ...(state === "down" || state === "registering"
      ? []
      : [{ key: "down" as const, label: t("down"), danger: true }]),
  ];
  return (
    <>
      {state === "active" && <Button onClick={() => setAsked("drain")}>{t("drain")}</Button>}
      {(state === "draining" || state === "down") && (
        <Button type="primary" onClick={() => activate.run()} loading={activate.isRunning}>
          {t("activate")}
        </Button>
      )}
      <Dropdown
        trigger={["click"]}
        menu={{
          items: others,
          onClick: ({ key }) => setAsked(others.find((each) => each.key === key)?.key ?? null),
        }}
      >
        <Button>
          {t("more")} <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
      {activate.error != null && (
        <div style={{ width: "100%" }}>
          <Failure error={activate.error} />
        </div>
      )}
      {asked === "drain" && (
        <Question title={t("drainTitle", { name })} label={t("drain")} action={drain} close={close}>
          {t("drainDetail")}
        </Question>
      )}
      {asked === "down" && (
        <TypedConfirmation
          title={t("downTitle", { name })}
          word={name}
          label={t("down")}
          action={down}
          close={close}
        >
          {t("downDetail")}
        </TypedConfirmation>
      )}
      {asked === "edit" && <EditServer server={server} close={close} />}
      {asked === "move" && <RegisterServer server={server} close={close} />}
    </>
  );
}
