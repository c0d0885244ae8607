import { App, Button, Card, Flex, Form, Input, Typography } from "antd";
import * as limits from "@/api/limits";
import type { LostFactor } from "@/api/schema";
import { useFit } from "@/forms/fit";
import { useFaults } from "@/forms/useFaults";
import { Failure } from "@/states/Failure";
import { useTakingAway } from "./keeping";
import { texts } from "./texts";

/** Helps somebody in again who has lost their second factor. */
export function LostFactorCard() {
  const t = texts.use();
  const fit = useFit();
  const { modal } = App.useApp();
  const [form] = Form.useForm<LostFactor>();
  const taking = useTakingAway(() => form.resetFields());
  useFaults(form, taking.error);

  function ask({ email, reason }: LostFactor): void {
    const lost = { email: email.trim(), reason: reason.trim() };
    modal.confirm({
      title: <bdi>{t("takeAwayAsk", { email: lost.email })}</bdi>,
      content: t("takeAwayDetail"),
      okText: t("takeAway"),
      okButtonProps: { danger: true },
      cancelText: t("cancel"),
      onOk: () => taking.run(lost),
    });
  }

  return (
    <Card title={<h2 className="card-title">{t("lost")}</h2>}>
      <Flex vertical gap="middle">
        <Typography.Text type="secondary">{t("lostLead")}</Typography.Text>
        <Failure error={taking.error} />
        <Form<LostFactor>
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={ask}
          style={{ maxWidth: 520 }}
        >
          <Form.Item
            name="email"
            label={t("email")}
            rules={fit.line(limits.LostFactor_email, t("emailNeeded"))}
          >
            <Input inputMode="email" autoComplete="off" spellCheck={false} />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t("reason")}
            extra={t("reasonHint")}
            rules={fit.line(limits.LostFactor_reason, t("reasonNeeded"))}
          >
            <Input dir="auto" autoComplete="off" />
          </Form.Item>
          <Button danger htmlType="submit" loading={taking.isRunning}>
            {t("takeAway")}
          </Button>
        </Form>
      </Flex>
    </Card>
  );
}
