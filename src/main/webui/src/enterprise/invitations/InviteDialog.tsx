import { App, Button, Drawer, Flex, Form, Input } from "antd";
import { useFaults } from "@/forms/useFaults";
import { Refused } from "../people/Refused";
import { useInviting } from "./invitations";
import { LanguageField, TERMS, type Terms, TermsFields } from "./TermsFields";
import { texts } from "./texts";

interface Wish extends Terms {
  email: string;
  name?: string;
  language?: string;
}

/** Invites one person by mail. */
export function InviteDialog({ close }: { close: () => void }) {
  const t = texts.use();
  const [form] = Form.useForm<Wish>();
  const inviting = useInviting(close);
  const { modal } = App.useApp();
  useFaults(form, inviting.error);

  function leave(): void {
    if (!form.isFieldsTouched()) {
      close();
      return;
    }
    void modal.confirm({
      title: t("leaveAsk"),
      okText: t("discard"),
      cancelText: t("keep"),
      onOk: close,
    });
  }

  return (
    <Drawer
      open
      size="min(480px, 100vw)"
      title={t("invite")}
      onClose={leave}
      footer={
        <Flex gap="small" justify="end">
          <Button onClick={leave}>{t("cancel")}</Button>
          <Button type="primary" onClick={form.submit} loading={inviting.isRunning}>
            {t("send")}
          </Button>
        </Flex>
      }
    >
      <Flex vertical gap="middle">
        <Refused error={inviting.error} />
        <Form<Wish>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={TERMS}
          onFinish={({ email, name, role, department, days, language }) =>
            inviting.run({
              email: email.trim(),
              role,
              expiresInDays: days,
              ...(name === undefined || name.trim() === "" ? {} : { name: name.trim() }),
              ...(department == null ? {} : { department }),
              ...(language === undefined ? {} : { language }),
            })
          }
        >
          <Form.Item
            name="email"
            label={t("email")}
            validateTrigger="onBlur"
            rules={[
              { required: true, message: t("emailNeeded") },
              { pattern: /^\s*[^\s@]+@[^\s@]+\s*$/, message: t("emailNeeded") },
            ]}
          >
            <Input type="email" maxLength={254} autoFocus autoComplete="off" />
          </Form.Item>
          <Form.Item name="name" label={t("name")} extra={t("nameHint")}>
            <Input maxLength={200} dir="auto" autoComplete="off" />
          </Form.Item>
          <TermsFields />
          <LanguageField />
        </Form>
      </Flex>
    </Drawer>
  );
}
