import { App, Button, Drawer, Flex, Form, Input } from "antd";
import type { Design, NewDesign } from "@/api/schema";
import { useFaults } from "@/forms/useFaults";
import { Failure } from "@/states/Failure";
import { useSaving } from "./designs";
import { texts } from "./texts";

interface DesignDrawerProps {
  /** The one to change; null makes another. */
  design: Design | null;
  close: () => void;
}

/** Where a design is written. What was typed is not lost by a slip, nor by a failure to save. */
export function DesignDrawer({ design, close }: DesignDrawerProps) {
  const t = texts.use();
  const { modal } = App.useApp();
  const [form] = Form.useForm<NewDesign>();
  const saving = useSaving(design, close);
  useFaults(form, saving.error);

  function leave(): void {
    if (!form.isFieldsTouched()) {
      close();
      return;
    }
    modal.confirm({
      title: t("leaveAsk"),
      okText: t("discard"),
      cancelText: t("keep"),
      onOk: close,
    });
  }

  return (
    <Drawer
      open
      size="min(520px, 100vw)"
      title={design === null ? t("create") : t("editOne", { title: design.title })}
      onClose={leave}
      footer={
        <Flex gap="small" justify="end">
          <Button onClick={leave}>{t("cancel")}</Button>
          <Button type="primary" onClick={form.submit} loading={saving.isRunning}>
            {t(design === null ? "make" : "save")}
          </Button>
        </Flex>
      }
    >
      <Flex vertical gap="middle">
        <Failure error={saving.error} />
        <Form<NewDesign>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ title: design?.title ?? "", prompt: design?.prompt ?? "" }}
          onFinish={saving.run}
        >
          <Form.Item
            name="title"
            label={t("name")}
            rules={[{ required: true, whitespace: true, message: t("nameNeeded") }]}
          >
            <Input maxLength={200} showCount autoFocus dir="auto" />
          </Form.Item>
          <Form.Item
            name="prompt"
            label={t("prompt")}
            extra={t("promptHint")}
            rules={[{ required: true, whitespace: true, message: t("promptNeeded") }]}
          >
            <Input.TextArea maxLength={10_000} autoSize={{ minRows: 6, maxRows: 16 }} dir="auto" />
          </Form.Item>
        </Form>
      </Flex>
    </Drawer>
  );
}
