import { Alert, Button, Card, Flex, Form, Input, Radio, Select, Typography } from "antd";
import { Link } from "react-router";
import * as limits from "@/api/limits";
import { isProblem } from "@/api/problem";
import type { NewSupportVisit, Tenant } from "@/api/schema";
import { useFit } from "@/forms/fit";
import { useFaults } from "@/forms/useFaults";
import { Failure } from "@/states/Failure";
import { texts } from "./texts";
import { useEntering } from "./visits";

const MINUTES = [15, 30, 60];

interface Fields {
  reason: string;
  mode: NewSupportVisit["mode"];
  minutes: number;
}

/** Where somebody of the platform enters a tenant, for a while and with a reason. */
export function Enter({ tenant }: { tenant: Tenant }) {
  const t = texts.use();
  const fit = useFit();
  const [form] = Form.useForm<Fields>();
  const entering = useEntering(tenant);
  useFaults(form, entering.error);
  if (tenant.state !== "active") {
    return <Typography.Text type="secondary">{t("notActive")}</Typography.Text>;
  }
  return (
    <Card title={t("enterTitle")}>
      <Flex vertical gap="middle">
        <Typography.Text type="secondary">{t("enterDetail")}</Typography.Text>
        <Refusal error={entering.error} />
        <Form<Fields>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ mode: "read-only", minutes: 30 }}
          onFinish={entering.run}
          style={{ maxWidth: 560 }}
        >
          <Form.Item
            name="reason"
            label={t("reason")}
            extra={t("reasonHint")}
            rules={fit.line(limits.NewSupportVisit_reason, t("reasonNeeded"))}
          >
            <Input dir="auto" />
          </Form.Item>
          <Form.Item name="mode" label={t("mode")}>
            <Radio.Group
              vertical
              options={[
                { value: "read-only", label: t("readOnlyChoice") },
                { value: "full", label: t("fullChoice") },
              ]}
            />
          </Form.Item>
          <Form.Item name="minutes" label={t("minutes")}>
            <Select
              style={{ maxWidth: 200 }}
              options={MINUTES.map((value) => ({
                value,
                label: t("minutesValue", { count: value }),
              }))}
            />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={entering.isRunning}>
            {t("enter")}
          </Button>
        </Form>
      </Flex>
    </Card>
  );
}

/** Why somebody is not let in, and who can change that. */
function Refusal({ error }: { error: unknown }) {
  const t = texts.use();
  if (isProblem(error, "support_not_allowed")) {
    return (
      <Alert
        type="warning"
        showIcon
        role="alert"
        title={t("notAllowed")}
        description={t("notAllowedDetail")}
      />
    );
  }
  if (isProblem(error, "tenant_requires_second_factor")) {
    return (
      <Alert
        type="warning"
        showIcon
        role="alert"
        title={t("factorNeeded")}
        description={t("factorNeededDetail")}
        action={<Link to="/account">{t("factorSetUp")}</Link>}
      />
    );
  }
  return <Failure error={error} />;
}
