import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Select } from "antd";
import * as limits from "@/api/limits";
import { useFit } from "@/forms/fit";
import { useRoleName } from "@/workspace/roles";
import { texts } from "./texts";

interface InviteeRowsProps {
  /** The paths of the departments that there will be. */
  departments: readonly string[];
  most: number;
}

const ROLES = ["member", "department_admin", "enterprise_admin"];

/** People typed one by one. */
export function InviteeRows({ departments, most }: InviteeRowsProps) {
  const t = texts.use();
  const fit = useFit();
  const roleName = useRoleName();
  return (
    <Form.List name="people">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <div className="invitee" key={key}>
              <Form.Item name={[name, "email"]} rules={fit.line(limits.NewInvitation_email)}>
                <Input
                  inputMode="email"
                  autoCapitalize="none"
                  aria-label={t("emailOf", { number: name + 1 })}
                  placeholder={t("emailExample")}
                />
              </Form.Item>
              <Form.Item name={[name, "role"]}>
                <Select
                  aria-label={t("roleOf", { number: name + 1 })}
                  options={ROLES.map((role) => ({ value: role, label: roleName(role) }))}
                />
              </Form.Item>
              <Form.Item name={[name, "department"]}>
                <Select
                  allowClear
                  aria-label={t("departmentOf", { number: name + 1 })}
                  placeholder={t("department")}
                  notFoundContent={t("noDepartments")}
                  options={departments.map((path) => ({ value: path, label: path }))}
                />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t("removeRow", { number: name + 1 })}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button
            type="dashed"
            icon={<PlusOutlined />}
            disabled={fields.length >= most}
            onClick={() => add({ role: "member" })}
          >
            {t("addRow")}
          </Button>
        </>
      )}
    </Form.List>
  );
}
