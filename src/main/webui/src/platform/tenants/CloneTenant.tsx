import { Form, Typography } from "antd";
import { useNavigate } from "react-router";
import type { Tenant } from "@/api/schema";
import { FormDrawer } from "@/forms/FormDrawer";
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
import { useCloning } from "./tenants";
import { texts } from "./texts";

/** Where a copy of a tenant is asked for; then the copy's page shows how it is made. */
export function CloneTenant({ tenant, close }: { tenant: Tenant; close: () => void }) {
  const t = texts.use();
  const navigate = useNavigate();
  const [form] = Form.useForm<TenantFields>();
  const cloning = useCloning(tenant.id, ({ tenant: copy, operation }) =>
    navigate(`/platform/tenants/${copy.id}?operation=${operation.id}`),
  );
  useFaults(form, cloning.error);

  return (
    <FormDrawer
      title={t("cloneTitle", { name: tenant.name })}
      form={form}
      label={t("clone")}
      action={cloning}
      close={close}
    >
      <Typography.Text type="secondary">{t("cloneDetail")}</Typography.Text>
      <Form<TenantFields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          name: tenant.name,
          slug: `${tenant.slug.slice(0, 35)}-copy`,
          plan: tenant.plan ?? "",
        }}
        onFinish={(fields) => cloning.run(wishOf(fields))}
      >
        <NameField />
        <SlugField />
        <PlanField hint={t("planHint")} />
        <AdministratorFields />
        <PlacementFields hint={t("cloneServerHint")} />
      </Form>
    </FormDrawer>
  );
}
