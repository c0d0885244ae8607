import { Button, Flex, Form, Typography } from "antd";
import type { Member, MemberChange } from "@/api/schema";
import { DepartmentPicker } from "@/pickers/DepartmentPicker";
import { RolePicker } from "@/pickers/RolePicker";
import { useMay } from "@/session/me";
import { Refused } from "../people/Refused";
import { useChanging } from "./members";
import { texts } from "./texts";

interface Wish {
  role?: string;
  department?: string | null;
}

/** A member's role and department; only what was changed is sent. */
export function MemberChangeForm({ member }: { member: Member }) {
  const t = texts.use();
  const may = useMay();
  const [form] = Form.useForm<Wish>();
  const changing = useChanging(member, t("saved"));
  const role = Form.useWatch("role", form) ?? member.role.id;
  const department = Form.useWatch("department", { form, preserve: true });
  const now = member.department?.id ?? null;
  const change: MemberChange = {
    ...(may("member:assign") && role !== member.role.id ? { role } : {}),
    ...(may("member:update") && department !== undefined && (department ?? null) !== now
      ? { department: department ?? null }
      : {}),
  };
  const changed = Object.keys(change).length > 0;

  return (
    <section aria-label={t("change")}>
      <Typography.Title level={2} className="section-title">
        {t("change")}
      </Typography.Title>
      <Form<Wish>
        form={form}
        layout="vertical"
        initialValues={{ role: member.role.id, department: now }}
        onFinish={() => changing.run(change)}
      >
        {may("member:assign") && may("role:read") && (
          <Form.Item name="role" label={t("role")}>
            <RolePicker />
          </Form.Item>
        )}
        {may("member:update") && may("department:read") && (
          <Form.Item
            name="department"
            label={t("department")}
            extra={t("departmentHint")}
            normalize={(chosen?: string) => chosen ?? null}
          >
            <DepartmentPicker allowClear placeholder={t("noDepartment")} />
          </Form.Item>
        )}
        <Flex vertical gap="middle" align="start">
          <Refused error={changing.error} />
          <Button type="primary" htmlType="submit" disabled={!changed} loading={changing.isRunning}>
            {t("save")}
          </Button>
        </Flex>
      </Form>
    </section>
  );
}
