import { Form, Typography } from "antd";
import type { DatabaseServer } from "@/api/schema";
import { FormDrawer } from "@/forms/FormDrawer";
import { useFaults } from "@/forms/useFaults";
import { capacityOf, type PlacementFields, PlacementItems, placementOf } from "./fields";
import { useChangingServer } from "./servers";
import { texts } from "./texts";

/** Where one says how much a server takes, and of whom. */
export function EditServer({ server, close }: { server: DatabaseServer; close: () => void }) {
  const t = texts.use();
  const [form] = Form.useForm<PlacementFields>();
  const changing = useChangingServer(server.name, close);
  useFaults(form, changing.error);
  return (
    <FormDrawer
      title={t("editTitle", { name: server.name })}
      form={form}
      label={t("save")}
      action={changing}
      close={close}
    >
      <Typography.Text type="secondary">{t("editDetail")}</Typography.Text>
      <Form<PlacementFields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={placementOf(server)}
        onFinish={(fields) =>
          changing.run({
            capacity: capacityOf(fields),
            weight: fields.weight ?? null,
            labels: fields.labels ?? {},
          })
        }
      >
        <PlacementItems />
      </Form>
    </FormDrawer>
  );
}
