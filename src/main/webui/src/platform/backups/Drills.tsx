import { Flex, Switch, type TableColumnsType, Tag, Tooltip, Typography } from "antd";
import { Link, useSearchParams } from "react-router";
import type { Drill } from "@/api/schema";
import { Listing } from "@/lists/Listing";
import { Nothing } from "@/states/Nothing";
import { useFormats } from "@/texts/format";
import { useTenantName } from "../fleet/TenantName";
import { latestOfEach, useDrills } from "./fleet";
import { texts } from "./texts";

const COLOURS = { running: "processing", passed: "success", failed: "error" } as const;

/** What came of restoring backups to see whether they can be: measured, not promised. */
export function Drills() {
  const t = texts.use();
  const { exact, duration, bytes } = useFormats();
  const [search, setSearch] = useSearchParams();
  const drills = useDrills();
  const onlyLatest = search.get("all") !== "yes";
  const shown = onlyLatest ? latestOfEach(drills.items) : drills.items;
  const seconds = (value: number | null) => (value === null ? "—" : duration(value * 1000));

  const columns: TableColumnsType<Drill> = [
    {
      key: "tenant",
      title: t("organisation"),
      render: (_, { tenant }) => <Organisation id={tenant} />,
    },
    { key: "outcome", title: t("outcome"), render: (_, drill) => <DrillOutcome of={drill} /> },
    { key: "asked", title: t("asked"), dataIndex: "askedAt", render: exact },
    {
      key: "rto",
      title: t("rto"),
      render: (_, { recoveryTimeSeconds }) => seconds(recoveryTimeSeconds),
    },
    {
      key: "rpo",
      title: <Tooltip title={t("rpoHint")}>{t("rpo")}</Tooltip>,
      render: (_, { recoveryPointSeconds }) => seconds(recoveryPointSeconds),
    },
    {
      key: "replay",
      title: <Tooltip title={t("replayHint")}>{t("replay")}</Tooltip>,
      render: (_, { replayed }) =>
        replayed === null ? (
          <Typography.Text type="secondary">{t("replayNone")}</Typography.Text>
        ) : (
          `${seconds(replayed.recoveryTimeSeconds)} · ${seconds(replayed.recoveryPointSeconds)}`
        ),
    },
    {
      key: "rows",
      title: t("compared"),
      render: (_, drill) =>
        drill.rows === null ? "—" : t("rows", { count: drill.rows, size: bytes(drill.bytes ?? 0) }),
    },
    { key: "server", title: t("server"), dataIndex: "server" },
  ];
  return (
    <Flex vertical gap="middle">
      <Flex wrap gap="small" align="center" justify="space-between">
        <Typography.Text type="secondary">{t("drillsLead")}</Typography.Text>
        <Flex gap="small" align="center">
          <label htmlFor="latest-only">{t("latestOnly")}</label>
          <Switch
            id="latest-only"
            size="small"
            checked={onlyLatest}
            onChange={(only) =>
              setSearch(only ? { view: "drills" } : { view: "drills", all: "yes" }, {
                replace: true,
              })
            }
          />
        </Flex>
      </Flex>
      <Listing
        pages={{ ...drills, items: shown, data: drills.data === undefined ? undefined : shown }}
        columns={columns}
        rowKey="id"
        label={t("drills")}
        empty={<Nothing>{t("noDrill")}</Nothing>}
      />
    </Flex>
  );
}

function Organisation({ id }: { id: string }) {
  const tenant = useTenantName(id);
  return (
    <Link to={`/platform/recovery/${tenant?.slug ?? id}`}>
      <bdi>{tenant?.name ?? id}</bdi>
    </Link>
  );
}

function DrillOutcome({ of: { state, errorCode, errorDetail } }: { of: Drill }) {
  const t = texts.use();
  return (
    <Flex vertical align="start" gap={2}>
      <Tag color={COLOURS[state]}>{t(`drill_${state}`)}</Tag>
      {errorCode !== null && (
        <Typography.Text type="danger" style={{ fontSize: 12, maxWidth: 320 }}>
          <code>{errorCode}</code> {errorDetail}
        </Typography.Text>
      )}
    </Flex>
  );
}
