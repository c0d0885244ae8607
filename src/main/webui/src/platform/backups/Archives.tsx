import { Alert, Card, Flex, Table, Tag, Typography } from "antd";
import type { LogArchive, LogArchives, RecoveryGap } from "@/api/schema";
import { Nothing } from "@/states/Nothing";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { Facts } from "../fleet/Facts";
import { useReasons } from "../recovery/timeTexts";
import type { useLogArchives } from "./fleet";
import { texts } from "./texts";

/** How far each server's binary log is archived, what is in the way, and what is lost of it. */
export function Archives({ archives }: { archives: ReturnType<typeof useLogArchives> }) {
  return <Ready query={archives}>{(found) => <Servers of={found} />}</Ready>;
}

function Servers({ of: { on, servers } }: { of: LogArchives }) {
  const t = texts.use();
  if (!on) {
    return <Alert type="warning" showIcon title={t("off")} />;
  }
  return servers.length === 0 ? (
    <Nothing>{t("noServers")}</Nothing>
  ) : (
    <Flex vertical gap="middle">
      {servers.map((each) => (
        <ServerArchive key={each.server} of={each} />
      ))}
    </Flex>
  );
}

function ServerArchive({ of }: { of: LogArchive }) {
  const t = texts.use();
  const { exact, bytes, duration } = useFormats();
  const { server, replica, coveredUntil, lagSeconds, bytesBehind, problem, detail } = of;
  return (
    <Card
      size="small"
      title={<h2 style={{ fontSize: 16, margin: 0 }}>{server}</h2>}
      extra={problem === null && of.warnings.length === 0 && <Tag color="success">{t("well")}</Tag>}
    >
      <Flex vertical gap="middle">
        {problem !== null && (
          <Alert type="error" showIcon title={t("problem", { problem })} description={detail} />
        )}
        <Facts
          of={[
            [t("archivedUntil"), coveredUntil === null ? t("never") : exact(coveredUntil)],
            [t("lag"), lagSeconds === null ? "—" : duration(lagSeconds * 1000)],
            [t("bytesBehind"), bytesBehind === null ? "—" : bytes(bytesBehind)],
            [t("byReplica"), <span key="replica">{replica ?? t("nobody")}</span>],
          ]}
        />
        {of.warnings.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={
              <>
                <strong>{t("warnings")}</strong>
                {of.warnings.map((warning) => (
                  <div key={warning}>{warning}</div>
                ))}
              </>
            }
          />
        )}
        <Gaps gaps={of.gaps} />
      </Flex>
    </Card>
  );
}

function Gaps({ gaps }: { gaps: readonly RecoveryGap[] }) {
  const t = texts.use();
  const { exact } = useFormats();
  const reasons = useReasons();
  if (gaps.length === 0) {
    return <Typography.Text type="secondary">{t("noGaps")}</Typography.Text>;
  }
  return (
    <section aria-label={t("gaps")}>
      <Typography.Paragraph type="secondary">{t("do")}</Typography.Paragraph>
      <Table<RecoveryGap>
        size="small"
        rowKey={({ from, database, reason }) => `${from} ${database} ${reason}`}
        dataSource={gaps}
        pagination={gaps.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
        scroll={{ x: "max-content" }}
        columns={[
          { key: "from", title: t("gapFrom"), dataIndex: "from", render: exact },
          { key: "to", title: t("gapTo"), dataIndex: "to", render: exact },
          {
            key: "database",
            title: t("database"),
            render: (_, { database }) =>
              database === null ? t("wholeServer") : <code>{database}</code>,
          },
          {
            key: "reason",
            title: t("reason"),
            width: 420,
            render: (_, { reason, detail }) => (
              <Flex vertical>
                {reasons(reason)}
                <Typography.Text type="secondary" style={{ fontSize: 12 }}>
                  {detail}
                </Typography.Text>
              </Flex>
            ),
          },
        ]}
      />
    </section>
  );
}
