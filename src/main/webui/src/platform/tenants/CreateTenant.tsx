import { Form } from "antd";
import { useRef } from "react";
import { useNavigate } from "react-router";
import { FormDrawer } from "@/forms/FormDrawer";
import { slugOf } from "@/forms/slug";
import { useFaults } from "@/forms/useFaults";
import {
  AdministratorFields,
  NameField,
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
        <NameField />
        <SlugField />
        <PlanField hint={t("planHint")} />
        <AdministratorFields />
        <PlacementFields hint={t("serverHint")} />
      </Form>
    </FormDrawer>
  );
}
