import { Form } from "antd";
import type { Tenant } from "@/api/schema";
import { FormDrawer } from "@/forms/FormDrawer";
import { LabelsInput, useLabelRules } from "@/forms/LabelsInput";
import { useFaults } from "@/forms/useFaults";
import { NameField, PlanField } from "./fields";
import { useChanging } from "./tenants";
import { texts } from "./texts";

interface Fields {
  name: string;
  plan: string;
  tags: Record<string, string>;
}

/** Where a tenant's name, plan and tags are changed. */
export function EditTenant({ tenant, close }: { tenant: Tenant; close: () => void }) {
  const t = texts.use();
  const [form] = Form.useForm<Fields>();
  const changing = useChanging(tenant.id, close);
  useFaults(form, changing.error);
  return (
    <FormDrawer
      title={<bdi>{t("editTitle", { name: tenant.name })}</bdi>}
      form={form}
      label={t("save")}
      action={changing}
      close={close}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: tenant.name, plan: tenant.plan ?? "", tags: tenant.tags }}
        onFinish={({ name, plan, tags }) =>
          changing.run({ name: name.trim(), plan: plan.trim() || null, tags })
        }
      >
        <NameField />
        <PlanField hint={t("clearPlan")} />
        <Form.Item name="tags" label={t("tags")} extra={t("tagsHint")} rules={useLabelRules()}>
          <LabelsInput />
        </Form.Item>
      </Form>
    </FormDrawer>
  );
}
