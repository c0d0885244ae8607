import { PlusOutlined } from "@ant-design/icons";
import { App, Button, Flex, type TableColumnsType, Tag, Tooltip, Typography } from "antd";
import { useState } from "react";
import type { ApiKey, MadeApiKey } from "@/api/schema";
import { Listing } from "@/lists/Listing";
import { useMay } from "@/session/me";
import { Failure } from "@/states/Failure";
import { Nothing } from "@/states/Nothing";
import { useFormats } from "@/texts/format";
import { Page } from "@/workspace/Page";
import { KeyDrawer } from "./KeyDrawer";
import { useKeys, useRevoking } from "./keys";
import { MadeKey } from "./MadeKey";
import { known } from "./permissions";
import { texts } from "./texts";

const COLOURS = { active: "success", expired: "warning", revoked: "default" } as const;

/** The organisation's API keys. */
export default function KeysScreen() {
  const t = texts.use();
  const may = useMay();
  const { modal } = App.useApp();
  const keys = useKeys();
  const revoking = useRevoking();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<MadeApiKey | null>(null);
  const columns = useColumns(
    may("api-key:manage")
      ? (key) =>
          modal.confirm({
            title: t("revokeAsk", { name: key.name }),
            content: t("revokeDetail"),
            okText: t("revoke"),
            okButtonProps: { danger: true },
            cancelText: t("cancel"),
            onOk: () => revoking.run(key),
          })
      : null,
  );
  const create = may("api-key:manage") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
      {t("create")}
    </Button>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={create}>
      <Flex vertical gap="middle">
        <Failure error={revoking.error} />
        <Listing
          pages={keys}
          columns={columns}
          rowKey="id"
          label={t("title")}
          empty={<Nothing action={create}>{t("first")}</Nothing>}
        />
      </Flex>
      {making && (
        <KeyDrawer
          close={() => setMaking(false)}
          made={(key) => {
            setMaking(false);
            setMade(key);
          }}
        />
      )}
      {made !== null && <MadeKey made={made} close={() => setMade(null)} />}
    </Page>
  );
}

function useColumns(revoke: ((key: ApiKey) => void) | null): TableColumnsType<ApiKey> {
  const t = texts.use();
  const { ago, date, exact } = useFormats();
  return [
    {
      key: "name",
      title: t("name"),
      width: 190,
      render: (_, { name, id }) => (
        <>
          <bdi className="breaks">{name}</bdi>
          <br />
          <Typography.Text type="secondary" className="small" title={`tnt_${id}_…`}>
            tnt_…{id.slice(-6)}_…
          </Typography.Text>
        </>
      ),
    },
    {
      key: "state",
      title: t("state"),
      dataIndex: "state",
      width: 90,
      render: (state: ApiKey["state"]) => <Tag color={COLOURS[state]}>{t(state)}</Tag>,
    },
    {
      key: "may",
      title: t("may"),
      width: 230,
      render: (_, { permissions }) => (
        <Flex wrap gap={4}>
          {permissions.map((permission) => {
            const name = known(permission);
            return <Tag key={permission}>{name === undefined ? permission : t(name)}</Tag>;
          })}
        </Flex>
      ),
    },
    {
      key: "lastUsed",
      title: t("lastUsed"),
      width: 130,
      render: (_, { lastUsedAt, lastAddress }) =>
        lastUsedAt === null ? (
          t("unused")
        ) : (
          <>
            <Tooltip title={exact(lastUsedAt)}>{ago(lastUsedAt)}</Tooltip>
            {lastAddress !== null && (
              <>
                <br />
                <Typography.Text type="secondary" style={{ fontSize: 12 }}>
                  {t("fromAddress", { address: lastAddress })}
                </Typography.Text>
              </>
            )}
          </>
        ),
    },
    {
      key: "ends",
      title: t("ends"),
      dataIndex: "expiresAt",
      width: 110,
      render: (expiresAt: string | null) => (expiresAt === null ? t("never") : date(expiresAt)),
    },
    { key: "created", title: t("created"), dataIndex: "createdAt", width: 110, render: date },
    ...(revoke === null
      ? []
      : [
          {
            key: "actions",
            title: "",
            width: 90,
            render: (_: unknown, key: ApiKey) =>
              key.state === "active" && (
                <Button
                  size="small"
                  danger
                  aria-label={t("revokeOne", { name: key.name })}
                  onClick={() => revoke(key)}
                >
                  {t("revoke")}
                </Button>
              ),
          },
        ]),
  ];
}
