import { App, Button, type TableColumnsType, Tag, Typography } from "antd";
import type { SupportVisit } from "@/api/schema";
import { Listing } from "@/lists/Listing";
import { useMay } from "@/session/me";
import { Failure } from "@/states/Failure";
import { Nothing } from "@/states/Nothing";
import { useFormats } from "@/texts/format";
import { useEndingVisit, useVisits } from "./policies";
import { texts } from "./texts";

/** Who of the platform was here, when and why. */
export function Visits() {
  const t = texts.use();
  const { time } = useFormats();
  const { modal } = App.useApp();
  const manages = useMay()("support-access:manage");
  const visits = useVisits();
  const ending = useEndingVisit();
  const columns: TableColumnsType<SupportVisit> = [
    {
      key: "guest",
      title: t("guest"),
      width: 165,
      render: (_, { name, email }) => (
        <>
          <bdi className="breaks">{name}</bdi>
          <br />
          <Typography.Text type="secondary" className="small breaks">
            <bdi>{email}</bdi>
          </Typography.Text>
        </>
      ),
    },
    {
      key: "why",
      title: t("why"),
      dataIndex: "reason",
      width: 200,
      render: (reason: string) => <bdi className="breaks">{reason}</bdi>,
    },
    {
      key: "mode",
      title: t("mode"),
      dataIndex: "mode",
      width: 120,
      render: (mode: SupportVisit["mode"]) => t(mode),
    },
    {
      key: "state",
      title: t("state"),
      dataIndex: "state",
      width: 90,
      render: (state: SupportVisit["state"]) => (
        <Tag color={state === "open" ? "processing" : "default"}>
          {t(state === "ended" ? "endedState" : state)}
        </Tag>
      ),
    },
    { key: "began", title: t("began"), dataIndex: "beganAt", width: 150, render: time },
    {
      key: "ended",
      title: t("ended"),
      width: 150,
      render: (_, { endedAt, expiresAt }) => time(endedAt ?? expiresAt),
    },
    ...(manages
      ? [
          {
            key: "actions",
            title: "",
            width: 70,
            render: (_: unknown, visit: SupportVisit) =>
              visit.state === "open" && (
                <Button
                  size="small"
                  danger
                  aria-label={t("endOne", { name: visit.name })}
                  onClick={() =>
                    modal.confirm({
                      title: t("endAsk", { name: visit.name }),
                      content: t("endDetail"),
                      okText: t("end"),
                      okButtonProps: { danger: true },
                      cancelText: t("cancel"),
                      onOk: () => ending.run(visit),
                    })
                  }
                >
                  {t("end")}
                </Button>
              ),
          },
        ]
      : []),
  ];
  return (
    <>
      <Failure error={ending.error} />
      <Listing
        pages={visits}
        columns={columns}
        rowKey="id"
        label={t("visits")}
        empty={<Nothing>{t("noVisits")}</Nothing>}
      />
    </>
  );
}
