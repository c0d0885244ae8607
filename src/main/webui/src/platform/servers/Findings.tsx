import { Button, Flex, Table, type TableColumnsType, Tag, Typography } from "antd";
import { useState } from "react";
import type { DatabaseServerFinding } from "@/api/schema";
import { texts } from "./texts";

const COLOURS = { error: "error", warning: "warning", ok: "success" } as const;
const ORDER = ["error", "warning", "ok"];

/** What a check found: errors first, then warnings; what is well on request. */
export function Findings({ findings }: { findings: readonly DatabaseServerFinding[] }) {
  const t = texts.use();
  const bad = findings
    .filter(({ severity }) => severity !== "ok")
    .toSorted((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity));
  const well = findings.filter(({ severity }) => severity === "ok");
  const [all, setAll] = useState(false);
  const shown = all ? [...bad, ...well] : bad;
  const columns: TableColumnsType<DatabaseServerFinding> = [
    {
      key: "severity",
      title: t("state"),
      width: 100,
      render: (_, { severity }) => <Tag color={COLOURS[severity]}>{t(`severity_${severity}`)}</Tag>,
    },
    {
      key: "code",
      title: t("finding"),
      width: 170,
      render: (_, { code }) => <code>{code}</code>,
    },
    { key: "found", title: t("found"), width: 320, dataIndex: "found" },
    {
      key: "remedy",
      title: t("remedy"),
      width: 360,
      render: (_, { remedy }) =>
        remedy !== null && (
          <Typography.Text copyable style={{ whiteSpace: "pre-wrap" }}>
            {remedy}
          </Typography.Text>
        ),
    },
  ];
  return (
    <Flex vertical gap="small" align="start">
      {shown.length > 0 && (
        <Table<DatabaseServerFinding>
          size="small"
          rowKey={({ code, found }) => `${code} ${found}`}
          columns={columns}
          dataSource={shown}
          pagination={false}
          scroll={{ x: "max-content" }}
          style={{ width: "100%" }}
        />
      )}
      {well.length > 0 && (
        <Button type="link" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t("hideWell") : t("showWell", { count: well.length })}
        </Button>
      )}
    </Flex>
  );
}
