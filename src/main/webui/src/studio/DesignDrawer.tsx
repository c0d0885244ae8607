import { Form, Input } from "antd";
import * as limits from "@/api/limits";
import type { Design, NewDesign } from "@/api/schema";
import { FormDrawer } from "@/forms/FormDrawer";
import { useFit } from "@/forms/fit";
import { useFaults } from "@/forms/useFaults";
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
  const fit = useFit();
  const [form] = Form.useForm<NewDesign>();
  const saving = useSaving(design, close);
  useFaults(form, saving.error);

  return (
    <FormDrawer
      title={design === null ? t("create") : t("editOne", { title: design.title })}
      form={form}
      label={t(design === null ? "make" : "save")}
      action={saving}
      close={close}
      width={520}
    >
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
          rules={fit.line(limits.NewDesign_title, t("nameNeeded"))}
        >
          <Input count={{ show: true, max: limits.NewDesign_title }} autoFocus dir="auto" />
        </Form.Item>
        <Form.Item
          name="prompt"
          label={t("prompt")}
          extra={t("promptHint")}
          rules={fit.lines(limits.NewDesign_prompt, t("promptNeeded"))}
        >
          <Input.TextArea autoSize={{ minRows: 6, maxRows: 16 }} dir="auto" />
        </Form.Item>
      </Form>
    </FormDrawer>
  );
}
