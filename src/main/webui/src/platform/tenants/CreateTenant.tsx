import { Form, Input } from "antd";
import { useRef } from "react";
import { useNavigate } from "react-router";
import * as limits from "@/api/limits";
import { FormDrawer } from "@/forms/FormDrawer";
import { useFit } from "@/forms/fit";
import { slugOf } from "@/forms/slug";
import { useFaults } from "@/forms/useFaults";
import {
  AdministratorFields,
  PlacementFields,
  PlanField,
  SlugField,
  type TenantFields,
  wishOf,
} from "./fields";
import { useCreating } from "./tenants";
import { texts } from "./texts";

/** Where a tenant is asked for; then its page shows how it is made. */
export function CreateTenant({ close }: { close: () => void }) {
  const t = texts.use();
  const fit = useFit();
  const navigate = useNavigate();
  const [form] = Form.useForm<TenantFields>();
  const slugTyped = useRef(false);
  const creating = useCreating(({ tenant, operation }) =>
    navigate(`/platform/tenants/${tenant.id}?operation=${operation.id}`),
  );
  useFaults(form, creating.error);

  return (
    <FormDrawer title={t("create")} form={form} label={t("make")} action={creating} close={close}>
      <Form<TenantFields>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => creating.run(wishOf(fields))}
        onValuesChange={(changed) => {
          if (changed.slug !== undefined) {
            slugTyped.current = changed.slug !== "";
          } else if (changed.name !== undefined && !slugTyped.current) {
            form.setFieldValue("slug", slugOf(changed.name));
          }
        }}
      >
        <Form.Item
          name="name"
          label={t("name")}
          rules={fit.line(limits.NewTenant_name, t("nameNeeded"))}
        >
          <Input autoFocus autoComplete="off" dir="auto" />
        </Form.Item>
        <SlugField />
        <PlanField hint={t("planHint")} />
        <AdministratorFields />
        <PlacementFields hint={t("serverHint")} />
      </Form>
    </FormDrawer>
  );
}
