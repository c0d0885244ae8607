import { PlusOutlined } from "@ant-design/icons";
import { Button, Flex, Table, type TableColumnsType, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { DatabaseServer } from "@/api/schema";
import { LabelTags } from "@/forms/LabelsInput";
import { Scrolling } from "@/lists/Scrolling";
import { useMay } from "@/session/me";
import { Nothing } from "@/states/Nothing";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { Page } from "@/workspace/Page";
import { ServerStateTag } from "../fleet/states";
import { CheckTag } from "./CheckTag";
import { RegisterServer } from "./RegisterServer";
import { engineOf, useServers } from "./servers";
import { texts } from "./texts";
import { Usage } from "./Usage";

/** The servers that tenants' databases lie on. */
export default function ServersScreen() {
  const t = texts.use();
  const may = useMay();
  const servers = useServers();
  const [adding, setAdding] = useState(false);
  const add = may("server:manage") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {t("add")}
    </Button>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={add}>
      <Ready query={servers}>
        {(items) =>
          items.length === 0 ? (
            <Nothing action={add}>{t("first")}</Nothing>
          ) : (
            <ServerTable servers={items} />
          )
        }
      </Ready>
      {adding && <RegisterServer server={null} close={() => setAdding(false)} />}
    </Page>
  );
}

function ServerTable({ servers }: { servers: readonly DatabaseServer[] }) {
  const t = texts.use();
  const { number, bytes } = useFormats();
  const columns: TableColumnsType<DatabaseServer> = [
    {
      key: "name",
      title: t("name"),
      width: 170,
      render: (_, { name, host, port }) => (
        <Flex vertical>
          <Link to={`/platform/servers/${name}`}>{name}</Link>
          <Typography.Text type="secondary" style={{ fontSize: 13 }}>
            {host}:{port}
          </Typography.Text>
        </Flex>
      ),
    },
    {
      key: "state",
      title: t("state"),
      width: 100,
      render: (_, { state }) => <ServerStateTag state={state} />,
    },
    {
      key: "engine",
      title: t("engine"),
      width: 130,
      render: (_, server) =>
        engineOf(server) ?? (
          <Typography.Text type="secondary">{t("unknownEngine")}</Typography.Text>
        ),
    },
    {
      key: "tenants",
      title: t("tenants"),
      width: 110,
      render: (_, { tenants, capacity }) => (
        <Usage label={t("tenants")} used={tenants} limit={capacity.maxTenants} written={number} />
      ),
    },
    {
      key: "data",
      title: t("data"),
      width: 110,
      render: (_, { load, capacity }) => (
        <Usage label={t("data")} used={load.bytes} limit={capacity.maxBytes} written={bytes} />
      ),
    },
    {
      key: "connections",
      title: t("connections"),
      width: 120,
      render: (_, { load, capacity }) => (
        <Usage
          label={t("connections")}
          used={load.connections}
          limit={capacity.maxConnections}
          written={number}
        />
      ),
    },
    {
      key: "check",
      title: t("check"),
      width: 120,
      render: (_, { lastCheck }) => <CheckTag check={lastCheck} />,
    },
    {
      key: "labels",
      title: t("labels"),
      width: 120,
      render: (_, { labels }) => <LabelTags labels={labels} />,
    },
  ];
  return (
    <Scrolling label={t("title")}>
      <Table<DatabaseServer>
        size="middle"
        rowKey="id"
        columns={columns}
        dataSource={servers}
        pagination={false}
        scroll={{ x: "max-content" }}
      />
    </Scrolling>
  );
}
