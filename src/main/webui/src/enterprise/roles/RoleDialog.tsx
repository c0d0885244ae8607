import { Flex, Form, Input, Modal, Radio } from "antd";
import * as limits from "@/api/limits";
import type { Role } from "@/api/schema";
import { useFit } from "@/forms/fit";
import { useFaults } from "@/forms/useFaults";
import { RolePicker } from "@/pickers/RolePicker";
import { covers, useMeans, useRoles } from "@/pickers/roles";
import { Refused } from "../people/Refused";
import { useChangingRole, useMakingRole } from "./roles";
import { texts } from "./texts";

interface Wish {
  name: string;
  scope: Role["scope"];
  from?: string;
}

interface RoleDialogProps {
  /** The one to change; null makes another. */
  of: Role | null;
  close: () => void;
  made: (role: Role) => void;
}

/** A role's name and scope. What it permits is chosen in the matrix. */
export function RoleDialog({ of: role, close, made }: RoleDialogProps) {
  return role === null ? (
    <Making close={close} made={made} />
  ) : (
    <Changing role={role} close={close} />
  );
}

function Making({ close, made }: Pick<RoleDialogProps, "close" | "made">) {
  const t = texts.use();
  const means = useMeans();
  const roles = useRoles();
  const making = useMakingRole((role) => {
    close();
    made(role);
  });
  return (
    <Fields
      title={t("create")}
      yes={t("make")}
      initial={{ name: "", scope: "tenant" }}
      copying
      running={making.isRunning}
      error={making.error}
      close={close}
      onYes={({ name, scope, from }) => {
        const model = roles.data?.find(({ id }) => id === from)?.permissions ?? [];
        const permissions = model.filter(
          (each) => means !== null && covers(means, { scope, permissions: [each] }),
        );
        making.run({ name: name.trim(), scope, permissions });
      }}
    />
  );
}

function Changing({ role, close }: { role: Role; close: () => void }) {
  const t = texts.use();
  const changing = useChangingRole(role, close);
  return (
    <Fields
      title={t("settingsOne", { name: role.name })}
      yes={t("save")}
      initial={{ name: role.name, scope: role.scope }}
      running={changing.isRunning}
      error={changing.error}
      close={close}
      onYes={({ name, scope }) => changing.run({ name: name.trim(), scope })}
    />
  );
}

interface FieldsProps {
  title: string;
  yes: string;
  initial: Wish;
  copying?: boolean;
  running: boolean;
  error: unknown;
  onYes: (wish: Wish) => void;
  close: () => void;
}

function Fields({
  title,
  yes,
  initial,
  copying = false,
  running,
  error,
  onYes,
  close,
}: FieldsProps) {
  const t = texts.use();
  const fit = useFit();
  const [form] = Form.useForm<Wish>();
  useFaults(form, error);
  return (
    <Modal
      open
      title={title}
      okText={yes}
      cancelText={t("cancel")}
      okButtonProps={{ loading: running }}
      onOk={form.submit}
      onCancel={close}
    >
      <Flex vertical gap="middle">
        <Form<Wish>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={initial}
          onFinish={onYes}
        >
          <Form.Item
            name="name"
            label={t("name")}
            rules={fit.line(limits.NewRole_name, t("nameNeeded"))}
          >
            <Input autoFocus dir="auto" autoComplete="off" />
          </Form.Item>
          <Form.Item name="scope" label={t("scope")} extra={t("scopeHint")}>
            <Radio.Group
              vertical
              options={[
                { value: "tenant", label: t("scope_tenant") },
                { value: "department", label: t("scope_department") },
              ]}
            />
          </Form.Item>
          {copying && (
            <Form.Item name="from" label={t("from")} style={{ marginBottom: 0 }}>
              <RolePicker givable={false} allowClear placeholder={t("fromNone")} />
            </Form.Item>
          )}
        </Form>
        <Refused error={error} />
      </Flex>
    </Modal>
  );
}
