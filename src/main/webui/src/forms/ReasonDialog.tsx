import { Flex, Form, Input, Modal } from "antd";
import * as limits from "@/api/limits";
import { Failure } from "@/states/Failure";
import { defineTexts } from "@/texts/texts";
import { useFit } from "./fit";
import type { Action } from "./useAction";
import { useFaults } from "./useFaults";

const texts = defineTexts("reason-dialog", { cancel: "Cancel" }, { cancel: "取消" });

interface ReasonDialogProps {
  title: string;
  detail: string;
  /** Of the field, what stands below it, and what is said if it is empty. */
  reason: { label: string; hint: string; needed: string };
  /** What the button says that does it. */
  label: string;
  /** Is given the reason. */
  action: Action<string>;
  close: () => void;
}

/** Asks before something is done to others, and why: they read it. */
export function ReasonDialog({ title, detail, reason, label, action, close }: ReasonDialogProps) {
  const t = texts.use();
  const fit = useFit();
  const [form] = Form.useForm<{ reason: string }>();
  useFaults(form, action.error);
  return (
    <Modal
      open
      title={title}
      okText={label}
      okButtonProps={{ danger: true }}
      cancelText={t("cancel")}
      confirmLoading={action.isRunning}
      onOk={form.submit}
      onCancel={close}
    >
      <Flex vertical gap="middle">
        <div>{detail}</div>
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={(given) => action.run(given.reason.trim())}
        >
          <Form.Item
            name="reason"
            label={reason.label}
            extra={reason.hint}
            rules={fit.lines(limits.Closing_reason, reason.needed)}
          >
            <Input.TextArea autoFocus dir="auto" autoSize={{ minRows: 2 }} />
          </Form.Item>
        </Form>
        <Failure error={action.error} />
      </Flex>
    </Modal>
  );
}
