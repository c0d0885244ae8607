import { Flex, Form, Input, Modal } from "antd";
import type { Action } from "@/forms/useAction";
import { useFaults } from "@/forms/useFaults";
import { Failure } from "@/states/Failure";
import { texts } from "./texts";

interface RejectSignUpProps {
  name: string;
  action: Action<string>;
  close: () => void;
}

/** Asks why a sign-up is rejected. */
export function RejectSignUp({ name, action, close }: RejectSignUpProps) {
  const t = texts.use();
  const [form] = Form.useForm<{ reason: string }>();
  useFaults(form, action.error);
  return (
    <Modal
      open
      title={t("rejectTitle", { name })}
      okText={t("reject")}
      okButtonProps={{ danger: true }}
      cancelText={t("cancel")}
      confirmLoading={action.isRunning}
      onOk={form.submit}
      onCancel={close}
    >
      <Flex vertical gap="middle">
        <div>{t("rejectDetail")}</div>
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={({ reason }) => action.run(reason.trim())}
        >
          <Form.Item
            name="reason"
            label={t("rejectReason")}
            extra={t("rejectReasonHint")}
            rules={[{ required: true, whitespace: true, message: t("rejectReasonNeeded") }]}
          >
            <Input.TextArea maxLength={500} autoFocus dir="auto" autoSize={{ minRows: 2 }} />
          </Form.Item>
        </Form>
        <Failure error={action.error} />
      </Flex>
    </Modal>
  );
}
