import { FileSearchOutlined } from "@ant-design/icons";
import { Button, Flex, type TableColumnsType, Tag, Typography } from "antd";
import { Link } from "react-router";
import type { Migration } from "@/api/schema";
import { Listing } from "@/lists/Listing";
import { useMay } from "@/session/me";
import { Nothing } from "@/states/Nothing";
import { useFormats } from "@/texts/format";
import { Page } from "@/workspace/Page";
import { Bar } from "./Bar";
import { MigrationState } from "./MigrationState";
import { countOf, countOfAll, shortVersion, useMigrations } from "./migrations";
import { texts } from "./texts";

/** Migrations of the fleet, newest first. */
export default function MigrationsScreen() {
  const t = texts.use();
  const may = useMay();
  const { exact, number } = useFormats();
  const migrations = useMigrations();
  const plan = may("migration:run") && (
    <Link to="/platform/migrations/new">
      <Button type="primary" icon={<FileSearchOutlined />}>
        {t("plan")}
      </Button>
    </Link>
  );
  const columns: TableColumnsType<Migration> = [
    {
      key: "started",
      title: t("started"),
      render: (_, { id, createdAt }) => (
        <Link to={`/platform/migrations/${id}`}>{exact(createdAt)}</Link>
      ),
    },
    {
      key: "state",
      title: t("state"),
      render: (_, migration) => (
        <Flex wrap gap={4}>
          <MigrationState of={migration} />
          {migration.rollbackOf !== null && <Tag>{t("ofRollback")}</Tag>}
        </Flex>
      ),
    },
    {
      key: "to",
      title: t("to"),
      render: (_, { to }) => (to === null ? t("ownVersion") : <code>{shortVersion(to)}</code>),
    },
    {
      key: "progress",
      title: t("progress"),
      width: 320,
      render: (_, migration) => {
        const all = countOfAll(migration);
        return all === 0 ? (
          <Typography.Text type="secondary">{t("nothingToDo")}</Typography.Text>
        ) : (
          <Flex gap="small" align="center">
            <div style={{ flex: 1, minWidth: 120 }}>
              <Bar of={migration} />
            </div>
            <span style={{ whiteSpace: "nowrap" }}>
              {number(countOf(migration, "succeeded"))} / {number(all)}
            </span>
          </Flex>
        );
      },
    },
  ];
  return (
    <Page title={t("title")} lead={t("lead")} actions={plan}>
      <Listing
        pages={migrations}
        columns={columns}
        rowKey="id"
        label={t("title")}
        empty={<Nothing action={plan}>{t("none")}</Nothing>}
      />
    </Page>
  );
}
