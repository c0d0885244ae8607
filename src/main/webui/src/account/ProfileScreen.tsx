import { App, Button, Card, Descriptions, Flex, Typography } from "antd";
import { Link } from "react-router";
import type { TenantOfMine } from "@/api/schema";
import { useMe } from "@/session/me";
import { Failure } from "@/states/Failure";
import { Nothing } from "@/states/Nothing";
import { Ready } from "@/states/States";
import { Page } from "@/workspace/Page";
import { useRoleName } from "@/workspace/roles";
import { TenantState } from "@/workspace/TenantSwitcher";
import "./account.css";
import { useLeaving } from "./own";
import { texts } from "./texts";

/** Who one is here, and which organisations one belongs to. */
export default function ProfileScreen() {
  const t = texts.use();
  const me = useMe();
  return (
    <Page title={t("profile")} lead={t("profileLead")}>
      <Ready query={me} rows={4}>
        {({ name, email, tenants }) => (
          <Flex vertical gap="large" className="own">
            <Descriptions
              bordered
              size="small"
              column={1}
              items={[
                { key: "name", label: t("name"), children: <bdi>{name}</bdi> },
                { key: "email", label: t("email"), children: <bdi>{email}</bdi> },
              ]}
            />
            <Organisations tenants={tenants} />
          </Flex>
        )}
      </Ready>
    </Page>
  );
}

function Organisations({ tenants }: { tenants: readonly TenantOfMine[] }) {
  const t = texts.use();
  const roleName = useRoleName();
  const leaving = useLeaving();
  const { modal } = App.useApp();

  function ask(tenant: TenantOfMine): void {
    modal.confirm({
      title: t("leaveAsk", { name: tenant.name }),
      content: t("leaveDetail"),
      okText: t("leave"),
      okButtonProps: { danger: true },
      cancelText: t("cancel"),
      onOk: () => leaving.run(tenant),
    });
  }

  return (
    <Flex vertical gap="small" component="section" aria-labelledby="organisations">
      <Typography.Title level={2} id="organisations" style={{ fontSize: 16, margin: 0 }}>
        {t("organisations")}
      </Typography.Title>
      <Failure error={leaving.error} />
      {tenants.length === 0 ? (
        <Nothing action={<Link to="/invitation">{t("toInvitation")}</Link>}>
          {t("noOrganisation")}
        </Nothing>
      ) : (
        <ul className="own-list">
          {tenants.map((tenant) => (
            <li key={tenant.id}>
              <Card size="small">
                <Flex wrap gap="small" align="center" justify="space-between">
                  <div style={{ minWidth: 0, overflowWrap: "anywhere" }}>
                    <Link to={`/t/${tenant.slug}`}>
                      <bdi>{tenant.name}</bdi>
                    </Link>{" "}
                    {tenant.state !== "active" && <TenantState state={tenant.state} />}
                    <br />
                    <Typography.Text type="secondary">
                      {tenant.slug} · {tenant.roles.map((role) => roleName(role)).join(", ")}
                    </Typography.Text>
                  </div>
                  <Button
                    danger
                    size="small"
                    loading={leaving.isRunning}
                    aria-label={`${t("leave")}: ${tenant.name}`}
                    onClick={() => ask(tenant)}
                  >
                    {t("leave")}
                  </Button>
                </Flex>
              </Card>
            </li>
          ))}
        </ul>
      )}
    </Flex>
  );
}
