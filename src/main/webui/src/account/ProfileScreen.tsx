import { App, Button, Card, Flex, Form, Input, Typography } from "antd";
import { Link } from "react-router";
import * as limits from "@/api/limits";
import type { Me, TenantOfMine } from "@/api/schema";
import { useFit } from "@/forms/fit";
import { useFaults } from "@/forms/useFaults";
import { useMe } from "@/session/me";
import { Failure } from "@/states/Failure";
import { Nothing } from "@/states/Nothing";
import { Ready } from "@/states/States";
import { Page } from "@/workspace/Page";
import { useRoleName } from "@/workspace/roles";
import { TenantState } from "@/workspace/TenantSwitcher";
import "./account.css";
import { useLeaving, useRenaming } from "./own";
import { texts } from "./texts";

/** Who one is here, what one is called, and which organisations one belongs to. */
export default function ProfileScreen() {
  const t = texts.use();
  const me = useMe();
  return (
    <Page title={t("profile")} lead={t("profileLead")}>
      <Ready query={me} rows={4}>
        {(known) => (
          <Flex vertical gap="large" className="own">
            <Person me={known} />
            <Organisations tenants={known.tenants} />
          </Flex>
        )}
      </Ready>
    </Page>
  );
}

function Person({ me }: { me: Me }) {
  const t = texts.use();
  const fit = useFit();
  const [form] = Form.useForm<Pick<Me, "name">>();
  const renaming = useRenaming(({ name }) => form.setFieldsValue({ name }));
  useFaults(form, renaming.error);
  return (
    <Card>
      <Flex vertical gap="middle">
        <Failure error={renaming.error} />
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ name: me.name }}
          onFinish={({ name }) => renaming.run(name.trim())}
        >
          <Form.Item
            name="name"
            label={t("name")}
            extra={t("nameHint")}
            rules={fit.line(limits.MeChange_name, t("nameNeeded"))}
          >
            <Input autoComplete="name" dir="auto" />
          </Form.Item>
          <Form.Item label={t("email")}>
            <bdi>{me.email}</bdi>
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={renaming.isRunning}>
            {t("nameSave")}
          </Button>
        </Form>
      </Flex>
    </Card>
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
                      {tenant.department !== undefined && (
                        <>
                          {" · "}
                          <bdi>{tenant.department.name}</bdi>
                        </>
                      )}
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
