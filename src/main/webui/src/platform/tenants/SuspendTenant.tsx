import { Flex, Form, Input, Modal } from "antd";
import type { Tenant } from "@/api/schema";
import type { Action } from "@/forms/useAction";
import { useFaults } from "@/forms/useFaults";
import { Failure } from "@/states/Failure";
import { texts } from "./texts";

interface SuspendTenantProps {
  tenant: Tenant;
  action: Action<string>;
  close: () => void;
}

/** Asks why a tenant is closed. */
export function SuspendTenant({ tenant, action, close }: SuspendTenantProps) {
  const t = texts.use();
  const [form] = Form.useForm<{ reason: string }>();
  useFaults(form, action.error);
  return (
    <Modal
      open
      title={t("suspendTitle", { name: tenant.name })}
      okText={t("suspend")}
      okButtonProps={{ danger: true }}
      cancelText={t("cancel")}
      confirmLoading={action.isRunning}
      onOk={form.submit}
      onCancel={close}
    >
      <Flex vertical gap="middle">
        <div>{t("suspendDetail")}</div>
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={({ reason }) => action.run(reason.trim())}
        >
          <Form.Item
            name="reason"
            label={t("suspendReason")}
            extra={t("suspendReasonHint")}
            rules={[{ required: true, whitespace: true, message: t("suspendReasonNeeded") }]}
          >
            <Input maxLength={500} autoFocus dir="auto" />
          </Form.Item>
        </Form>
        <Failure error={action.error} />
      </Flex>
    </Modal>
  );
}
