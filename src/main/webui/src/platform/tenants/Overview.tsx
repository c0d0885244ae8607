import { EditOutlined } from "@ant-design/icons";
import { Button, Card, Flex, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { Tenant } from "@/api/schema";
import { LabelTags } from "@/forms/LabelsInput";
import { useMay } from "@/session/me";
import { useFormats } from "@/texts/format";
import { Facts } from "../fleet/Facts";
import { EditTenant } from "./EditTenant";
import { isThere } from "./like";
import { Receipt } from "./Receipt";
import { texts } from "./texts";
import { Version } from "./Version";

/** What a tenant is, and where it lies. */
export function Overview({ tenant }: { tenant: Tenant }) {
  const t = texts.use();
  const may = useMay();
  const { exact, ago } = useFormats();
  const [editing, setEditing] = useState(false);
  const dated = (iso: string) => `${exact(iso)} (${ago(iso)})`;
  return (
    <Flex vertical gap="middle">
      <Card
        title={t("data")}
        extra={
          may("tenant:update") &&
          isThere(tenant) && (
            <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>
              {t("edit")}
            </Button>
          )
        }
      >
        <Facts
          of={[
            [t("name"), <bdi key="name">{tenant.name}</bdi>],
            [t("slug"), <code key="slug">{tenant.slug}</code>],
            [t("plan"), tenant.plan ?? t("none")],
            [t("tags"), <LabelTags key="tags" labels={tenant.tags} />],
            [t("created"), dated(tenant.createdAt)],
            [t("changed"), dated(tenant.changedAt)],
            tenant.purgeAfter === null ? null : [t("purgeAfter"), dated(tenant.purgeAfter)],
            [
              t("id"),
              <Typography.Text key="id" code copyable>
                {tenant.id}
              </Typography.Text>,
            ],
          ]}
        />
      </Card>
      {isThere(tenant) && (
        <Card title={t("placement")}>
          <Facts
            of={[
              [
                t("server"),
                tenant.server === null ? (
                  t("none")
                ) : (
                  <Link key="server" to={`/platform/servers/${tenant.server}`}>
                    {tenant.server}
                  </Link>
                ),
              ],
              [t("version"), <Version key="version" of={tenant.schemaVersion} copyable />],
            ]}
          />
        </Card>
      )}
      {tenant.state === "purged" && <Receipt tenant={tenant} />}
      {editing && <EditTenant tenant={tenant} close={() => setEditing(false)} />}
    </Flex>
  );
}
